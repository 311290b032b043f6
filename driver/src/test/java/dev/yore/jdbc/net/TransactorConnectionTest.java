package dev.yore.jdbc.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yore.engine.protocol.Message;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.transactor.net.Fingerprint;
import dev.yore.transactor.net.NetOptions;
import dev.yore.transactor.net.Outbox;
import dev.yore.transactor.net.PeerServer;
import dev.yore.transactor.net.ServerKey;
import dev.yore.transactor.net.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransactorConnectionTest {
  private static final ServerKey KEY = ServerKey.generate();
  private static final byte[] SECRET = {1, 2, 3};
  private static final UUID TOKEN = new UUID(1, 2);
  private static final NetOptions QUICK =
      NetOptions.DEFAULT.withHeartbeat(Duration.ofMillis(50), Duration.ofMillis(600));

  private final BlockingQueue<Outbox> opened = new LinkedBlockingQueue<>();
  private final BlockingQueue<Message.Report> reports = new LinkedBlockingQueue<>();
  private final BlockingQueue<YoreException> ends = new LinkedBlockingQueue<>();
  private PeerServer server = started(NetOptions.DEFAULT);

  private final TransactorListener listener =
      new TransactorListener() {
        @Override
        public void received(Message.Report report) {
          reports.add(report);
        }

        @Override
        public void closed(YoreException reason) {
          ends.add(reason);
        }
      };

  private PeerServer started(NetOptions options) {
    return PeerServer.start(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        KEY,
        SECRET,
        options,
        this::open);
  }

  private void restart(NetOptions options) {
    server.close();
    server = started(options);
  }

  private Session open(Message.Hello hello, Outbox outbox) {
    outbox.send(new Message.Welcome(1, 3, hello.nextEntry()));
    opened.add(outbox);
    return new Session() {
      @Override
      public void received(Message.Request request) {
        switch (request) {
          case Message.Submit submit ->
              outbox.send(new Message.Committed(submit.token(), 1, 0, Map.of("x", 5L)));
          case Message.AskOutcome ask -> outbox.send(new Message.OutcomeUnknown(ask.token()));
        }
      }

      @Override
      public void closed(YoreException reason) {}
    };
  }

  @AfterEach
  void closeAndLeaveNoThread() {
    server.close();
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("yore-peer-net", "yore-transactor-net")
        .noneMatch(name -> name.startsWith("globalEventExecutor"));
  }

  private TransactorConnection connect(NetOptions options) {
    return connect(server.address(), KEY.fingerprint(), SECRET, options);
  }

  private TransactorConnection connect(
      InetSocketAddress address, Fingerprint trusted, byte[] secret, NetOptions options) {
    Message.Hello hello = new Message.Hello(1, "shop", secret, "test", 5);
    return TransactorConnection.connect(address, trusted, hello, options, listener);
  }

  @Test
  void asksAndIsTold() throws Exception {
    try (TransactorConnection connection = connect(NetOptions.DEFAULT)) {
      assertThat(soon(reports)).isEqualTo(new Message.Welcome(1, 3, 5));
      connection.send(new Message.Submit(TOKEN, new byte[] {1}));
      assertThat(soon(reports)).isEqualTo(new Message.Committed(TOKEN, 1, 0, Map.of("x", 5L)));
      connection.send(new Message.AskOutcome(TOKEN));
      assertThat(soon(reports)).isEqualTo(new Message.OutcomeUnknown(TOKEN));
      soon(opened).send(new Message.RootMoved(4));
      assertThat(soon(reports)).isEqualTo(new Message.RootMoved(4));
    }
    assertThat(soon(ends).code()).isEqualTo(ErrorCode.CLOSED);
  }

  @Test
  void livesByItsPings() throws Exception {
    restart(QUICK);
    try (TransactorConnection connection = connect(QUICK)) {
      assertThat(ends.poll(2 * QUICK.silenceMax().toMillis(), TimeUnit.MILLISECONDS)).isNull();
      connection.send(new Message.AskOutcome(TOKEN));
      soon(reports);
      assertThat(soon(reports)).isEqualTo(new Message.OutcomeUnknown(TOKEN));
    }
  }

  @Test
  void waitsWhileTheTransactorDoesNotReadAndGoesOnThen() throws Exception {
    restart(QUICK);
    try (TransactorConnection connection = connect(QUICK.withOutboundBytesMax(1 << 16))) {
      Outbox outbox = soon(opened);
      assertThat(soon(reports)).isInstanceOf(Message.Welcome.class);
      outbox.reading(false);
      CountDownLatch allSent = new CountDownLatch(200);
      Thread.ofPlatform()
          .daemon()
          .start(() -> {
            try {
              while (allSent.getCount() > 0) {
                connection.send(new Message.Submit(TOKEN, new byte[1 << 17]));
                allSent.countDown();
              }
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
      assertThat(allSent.await(2 * QUICK.silenceMax().toMillis(), TimeUnit.MILLISECONDS)).isFalse();
      assertThat(ends).isEmpty();
      outbox.reading(true);
      assertThat(allSent.await(5, TimeUnit.SECONDS)).isTrue();
      for (int i = 0; i < 200; i++) {
        assertThat(soon(reports)).isInstanceOf(Message.Committed.class);
      }
    }
  }

  @Test
  void doesNotTrustAnotherKey() {
    Fingerprint other = ServerKey.generate().fingerprint();
    assertThatThrownBy(() -> connect(server.address(), other, SECRET, NetOptions.DEFAULT))
        .isInstanceOfSatisfying(
            YoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANNOT_CONNECT))
        .hasMessageContaining(other.hex());
    assertThat(opened).isEmpty();
    assertThat(ends).isEmpty();
  }

  @Test
  void tellsWhyItWasNotLetIn() throws Exception {
    try (TransactorConnection connection =
        connect(server.address(), KEY.fingerprint(), new byte[] {9}, NetOptions.DEFAULT)) {
      assertThat(soon(ends).code()).isEqualTo(ErrorCode.NOT_AUTHORIZED);
      connection.send(new Message.AskOutcome(TOKEN));
      assertThat(reports).isEmpty();
    }
  }

  @Test
  void tellsTheGoodbyeOfATransactorThatStops() throws Exception {
    try (TransactorConnection connection = connect(NetOptions.DEFAULT)) {
      soon(opened);
      connection.reading(true);
      server.close(YoreException.of(ErrorCode.CLOSED, "Down for the night"));
      assertThat(soon(ends)).hasMessage("Down for the night");
    }
  }

  @Test
  void tellsThatNobodyListens() throws Exception {
    InetSocketAddress nobody;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = (InetSocketAddress) free.getLocalSocketAddress();
    }
    assertThatThrownBy(() -> connect(nobody, KEY.fingerprint(), SECRET, NetOptions.DEFAULT))
        .isInstanceOfSatisfying(
            YoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANNOT_CONNECT));
    InetSocketAddress unknown = InetSocketAddress.createUnresolved("no.such.host", 1);
    assertThatThrownBy(() -> connect(unknown, KEY.fingerprint(), SECRET, NetOptions.DEFAULT))
        .isInstanceOfSatisfying(
            YoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANNOT_CONNECT));
  }

  @Test
  void givesUpOnWhoDoesNotAnswer() throws IOException {
    NetOptions hasty = NetOptions.DEFAULT.withGreeting(Duration.ofMillis(100), 1);
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      InetSocketAddress address = (InetSocketAddress) silent.getLocalSocketAddress();
      assertThatThrownBy(() -> connect(address, KEY.fingerprint(), SECRET, hasty))
          .isInstanceOfSatisfying(
              YoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANNOT_CONNECT));
    }
  }

  private static <T> T soon(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(5, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing has come in 5 s");
    }
    return next;
  }
}
