package dev.yore.transactor.net;

import static dev.yore.transactor.net.EchoService.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yore.engine.protocol.Message;
import dev.yore.engine.protocol.MessageCodec;
import dev.yore.engine.protocol.ProtocolLimits;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PeerServerTest {
  private static final ServerKey KEY = ServerKey.generate();
  private static final byte[] SECRET = {1, 2, 3};
  private static final UUID TOKEN = new UUID(1, 2);
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final EchoService service = new EchoService();
  private PeerServer server = started(NetOptions.DEFAULT);

  @AfterEach
  void close() {
    server.close();
  }

  private PeerServer started(NetOptions options) {
    return PeerServer.start(ANY_PORT, KEY, SECRET, options, service);
  }

  private void restart(NetOptions options) {
    server.close();
    server = started(options);
  }

  private RawPeer connect() throws IOException {
    return RawPeer.tls(server, KEY.fingerprint());
  }

  private RawPeer greeted() throws IOException {
    RawPeer peer = connect().send(hello("shop", SECRET));
    assertThat(peer.next()).isEqualTo(new Message.Welcome(1, 1, 5));
    return peer;
  }

  private static Message.Hello hello(String database, byte[] secret) {
    return new Message.Hello(1, database, secret, "test", 5);
  }

  @Test
  void answersWhatItIsAsked() throws Exception {
    try (RawPeer peer = greeted()) {
      peer.send(new Message.Submit(TOKEN, new byte[7]));
      assertThat(peer.next()).isEqualTo(new Message.Committed(TOKEN, 7, 0, Map.of()));
      peer.send(new Message.AskOutcome(TOKEN));
      assertThat(peer.next()).isEqualTo(new Message.OutcomeUnknown(TOKEN));
      peer.send(new Message.Ping(9));
      assertThat(peer.next()).isEqualTo(new Message.Pong(9));
      assertThat(server.peers()).isEqualTo(1);
    }
    assertThat(soon(service.closed).code()).isEqualTo(ErrorCode.CONNECTION_FAILURE);
    assertThat(server.peers()).isZero();
  }

  @Test
  void takesTheLargestSubmission() throws Exception {
    try (RawPeer peer = greeted()) {
      peer.send(new Message.Submit(TOKEN, new byte[ProtocolLimits.BLOCK_BYTES_MAX]));
      assertThat(peer.next())
          .isEqualTo(new Message.Committed(TOKEN, ProtocolLimits.BLOCK_BYTES_MAX, 0, Map.of()));
    }
  }

  @Test
  void refusesAWrongSecret() throws Exception {
    try (RawPeer peer = connect().send(hello("shop", new byte[] {1, 2, 4}))) {
      farewell(peer, ErrorCode.NOT_AUTHORIZED);
    }
    assertThat(service.opened).isEmpty();
  }

  @Test
  void refusesRequestsBeforeHello() throws Exception {
    for (Message message :
        List.of(
            new Message.Submit(TOKEN, new byte[1]),
            new Message.AskOutcome(TOKEN),
            new Message.Ping(1),
            new Message.Pong(1))) {
      try (RawPeer peer = connect().send(message)) {
        farewell(peer, ErrorCode.PROTOCOL_VIOLATION);
      }
    }
  }

  @Test
  void refusesASecondHello() throws Exception {
    try (RawPeer peer = greeted().send(hello("shop", SECRET))) {
      farewell(peer, ErrorCode.PROTOCOL_VIOLATION);
    }
    assertThat(soon(service.closed).code()).isEqualTo(ErrorCode.PROTOCOL_VIOLATION);
  }

  @Test
  void tellsWhatTheServiceRefuses() throws Exception {
    try (RawPeer peer = connect().send(hello("none", SECRET))) {
      farewell(peer, ErrorCode.UNDEFINED_DATABASE);
    }
  }

  @Test
  void refusesALargeFrameFromSomebodyUnknownAndAHugeOneFromAPeer() throws Exception {
    try (RawPeer peer = connect().send(length(ProtocolLimits.GREETING_BYTES_MAX + 1))) {
      farewell(peer, ErrorCode.PROTOCOL_VIOLATION);
    }
    try (RawPeer peer = greeted().send(length(ProtocolLimits.FRAME_BYTES_MAX + 1))) {
      farewell(peer, ErrorCode.PROTOCOL_VIOLATION);
    }
    try (RawPeer peer = connect().send(length(1))) {
      farewell(peer, ErrorCode.PROTOCOL_VIOLATION);
    }
  }

  @Test
  void closesWhoSaysNothing() throws Exception {
    restart(NetOptions.DEFAULT.withGreeting(Duration.ofMillis(300), 8));
    try (RawPeer silent = connect();
        Socket withoutTls = RawPeer.tcp(server.address())) {
      assertThat(withoutTls.getInputStream().read()).isEqualTo(-1);
      farewell(silent, ErrorCode.PROTOCOL_VIOLATION);
    }
  }

  @Test
  void limitsHowManyMaySayNothing() throws Exception {
    restart(NetOptions.DEFAULT.withGreeting(Duration.ofSeconds(5), 3));
    List<RawPeer> silent = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      silent.add(connect());
    }
    for (int i = 0; i < 50; i++) {
      try (Socket oneMore = RawPeer.tcp(server.address())) {
        assertThat(oneMore.getInputStream().read()).isEqualTo(-1);
      }
    }
    silent.get(0).send(hello("shop", SECRET));
    assertThat(silent.get(0).next()).isInstanceOf(Message.Welcome.class);
    try (RawPeer inItsPlace = greeted()) {
      assertThat(inItsPlace.send(new Message.Ping(1)).next()).isEqualTo(new Message.Pong(1));
      assertThat(server.peers()).isEqualTo(2);
    }
    for (RawPeer peer : silent) {
      peer.close();
    }
  }

  @Test
  void closesAPeerThatFallsSilent() throws Exception {
    restart(NetOptions.DEFAULT.withHeartbeat(Duration.ofMillis(50), Duration.ofMillis(200)));
    try (RawPeer peer = greeted()) {
      assertThat(peer.next()).isNull();
    }
    assertThat(soon(service.closed)).hasMessageContaining("no sign of life");
  }

  @Test
  void livesOnForAPeerThatIsNotReadFrom() throws Exception {
    restart(NetOptions.DEFAULT.withHeartbeat(Duration.ofMillis(50), Duration.ofMillis(200)));
    try (RawPeer peer = greeted()) {
      Outbox outbox = soon(service.opened);
      peer.send(new Message.Ping(3));
      assertThat(peer.next()).isEqualTo(new Message.Pong(3));
      outbox.reading(false);
      for (int i = 0; i < 8; i++) {
        assertThat(peer.next()).isEqualTo(new Message.Pong(3));
      }
      peer.send(new Message.AskOutcome(TOKEN));
      assertThat(peer.next()).isEqualTo(new Message.Pong(3));
      assertThat(service.received).isEmpty();
      outbox.reading(true);
      Message.FromTransactor next = peer.next();
      while (next instanceof Message.Pong) {
        next = peer.next();
      }
      assertThat(next).isEqualTo(new Message.OutcomeUnknown(TOKEN));
    }
  }

  @Test
  void disconnectsAPeerThatDoesNotRead() throws Exception {
    restart(NetOptions.DEFAULT.withOutboundBytesMax(1 << 20));
    try (RawPeer peer = greeted()) {
      Outbox outbox = soon(service.opened);
      int sent = 0;
      while (service.closed.isEmpty() && sent < 1000) {
        outbox.send(new Message.Novelty(sent++, new byte[1 << 16]));
      }
      assertThat(soon(service.closed)).hasMessageContaining("does not read");
      assertThat(sent).isGreaterThan(15);
      int read = 0;
      while (peer.next() instanceof Message.Novelty) {
        read++;
      }
      assertThat(read).isLessThan(sent);
    }
  }

  @Test
  void saysGoodbyeWhenItStops() throws Exception {
    RawPeer unknown = connect();
    RawPeer peer = greeted();
    soon(service.opened).send(new Message.RootMoved(1));
    Thread closing = Thread.ofPlatform().start(server::close);
    assertThat(peer.next()).isEqualTo(new Message.RootMoved(1));
    farewell(peer, ErrorCode.CLOSED);
    farewell(unknown, ErrorCode.CLOSED);
    peer.close();
    unknown.close();
    closing.join();
    assertThat(soon(service.closed).code()).isEqualTo(ErrorCode.CLOSED);
    assertThatThrownBy(() -> RawPeer.tcp(server.address())).isInstanceOf(Exception.class);
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("yore-transactor-net"));
  }

  @Test
  void stopsAlthoughAPeerDoesNotTakeItsGoodbye() throws Exception {
    try (RawPeer peer = greeted()) {
      server.close();
      assertThat(soon(service.closed).code()).isEqualTo(ErrorCode.CLOSED);
      farewell(peer, ErrorCode.CLOSED);
    }
  }

  @Test
  void tellsOfAnAddressThatIsTaken() {
    assertThatThrownBy(
            () -> PeerServer.start(server.address(), KEY, SECRET, NetOptions.DEFAULT, service))
        .isInstanceOfSatisfying(
            YoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANNOT_CONNECT));
  }

  private static void farewell(RawPeer peer, ErrorCode code) throws IOException {
    assertThat(peer.next())
        .isInstanceOfSatisfying(
            Message.Goodbye.class, goodbye -> assertThat(goodbye.code()).isEqualTo(code));
    assertThat(peer.next()).isNull();
  }

  private static byte[] length(int bytes) {
    return ByteBuffer.allocate(MessageCodec.LENGTH_BYTES).putInt(bytes).array();
  }
}
