package dev.yore.transactor.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.engine.protocol.Message;
import dev.yore.engine.protocol.MessageCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ten thousand connections that mean no good: nothing but Goodbye, and the server lives on. */
class HostilePeersTest {
  private static final int BEFORE_TLS = 9_700;
  private static final int UNKNOWN = 200;
  private static final int KNOWN = 100;

  private static final int TLS_ALERT = 0x15;
  private static final int TLS_HANDSHAKE = 0x16;

  private static final ServerKey KEY = ServerKey.generate();
  private static final byte[] SECRET = {1, 2, 3};
  private static final Message HELLO = new Message.Hello(1, "shop", SECRET, "test", 5);
  private static final Logger NETTY = Logger.getLogger("io.netty");

  private final List<byte[]> frames =
      List.of(
          MessageCodec.encode(new Message.Hello(1, "shop", new byte[] {9, 9}, "test", 5)),
          MessageCodec.encode(new Message.Submit(new UUID(1, 2), new byte[20])),
          MessageCodec.encode(new Message.AskOutcome(new UUID(1, 2))),
          MessageCodec.encode(new Message.Ping(300)),
          MessageCodec.encode(new Message.Novelty(3, new byte[20])));

  private final Queue<LogRecord> logged = new ConcurrentLinkedQueue<>();
  private final Handler log =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          if (line.getLevel().intValue() >= Level.INFO.intValue()) {
            logged.add(line);
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private final EchoService service = new EchoService();
  private final PeerServer server =
      PeerServer.start(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
          KEY,
          SECRET,
          NetOptions.DEFAULT,
          service);

  @BeforeEach
  void listen() {
    NETTY.addHandler(log);
  }

  @AfterEach
  void theServerLivesOnAndHasLoggedNothing() throws Exception {
    try (RawPeer good = RawPeer.tls(server, KEY.fingerprint()).send(HELLO)) {
      assertThat(good.next()).isInstanceOf(Message.Welcome.class);
    }
    server.close();
    NETTY.removeHandler(log);
    assertThat(logged).isEmpty();
  }

  @Test
  void bytesBeforeTls() throws Exception {
    Random random = new Random(6);
    byte[] clientHello = clientHello();
    byte[] answer = new byte[1 << 14];
    for (int i = 0; i < BEFORE_TLS; i++) {
      byte[] sent =
          random.nextInt(16) == 0 ? mutated(random, clientHello) : noise(random, 1 + i % 500);
      try (Socket socket = RawPeer.tcp(server.address())) {
        socket.getOutputStream().write(sent);
        socket.shutdownOutput();
        int read = socket.getInputStream().read(answer);
        assertThat(read < 0 ? TLS_ALERT : (int) answer[0]).isIn(TLS_ALERT, TLS_HANDSHAKE);
      } catch (SocketException e) {
        assertThat(e).hasMessageMatching("Connection reset.*|Broken pipe.*");
      }
    }
    assertThat(service.opened).isEmpty();
  }

  @Test
  void framesFromSomebodyUnknown() throws Exception {
    Random random = new Random(7);
    int farewells = 0;
    for (int i = 0; i < UNKNOWN; i++) {
      try (RawPeer peer = RawPeer.tls(server, KEY.fingerprint())) {
        farewells += farewell(peer.sendAll(hostile(random)));
      }
    }
    assertThat(farewells).isGreaterThan(UNKNOWN / 2);
    assertThat(service.opened).isEmpty();
  }

  @Test
  void framesFromAPeer() throws Exception {
    Random random = new Random(8);
    for (int i = 0; i < KNOWN; i++) {
      try (RawPeer peer = RawPeer.tls(server, KEY.fingerprint()).send(HELLO)) {
        assertThat(peer.next()).isInstanceOf(Message.Welcome.class);
        peer.sendAll(hostile(random));
        Message.FromTransactor last = peer.next();
        while (last != null && !(last instanceof Message.Goodbye)) {
          last = peer.next();
        }
      }
    }
    assertThat(service.opened).hasSize(KNOWN);
  }

  /** Whether it was a Goodbye that came, and nothing else. */
  private static int farewell(RawPeer peer) throws IOException {
    Message.FromTransactor answer = peer.next();
    if (answer == null) {
      return 0;
    }
    assertThat(answer).isInstanceOf(Message.Goodbye.class);
    assertThat(peer.next()).isNull();
    return 1;
  }

  private byte[] hostile(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> noise(random, 1 + random.nextInt(300));
      case 1 -> mutated(random, frames.get(random.nextInt(frames.size())));
      default -> {
        byte[] noise = noise(random, 6 + random.nextInt(300));
        yield ByteBuffer.wrap(noise)
            .putInt(0, noise.length - MessageCodec.LENGTH_BYTES)
            .put(4, (byte) 1)
            .put(5, (byte) (1 + random.nextInt(4)))
            .array();
      }
    };
  }

  private static byte[] mutated(Random random, byte[] bytes) {
    byte[] mutated = bytes.clone();
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
    }
    return mutated;
  }

  private static byte[] noise(Random random, int length) {
    byte[] noise = new byte[length];
    random.nextBytes(noise);
    return noise;
  }

  private static byte[] clientHello() throws IOException {
    SSLEngine engine = Tls.client(KEY.fingerprint()).engine();
    ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), hello);
    byte[] bytes = new byte[hello.flip().remaining()];
    hello.get(bytes);
    return bytes;
  }
}
