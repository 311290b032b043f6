package dev.yore.storage.postgres;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.kv.KeyValueStore;
import dev.yore.storage.kv.Versioned;
import dev.yore.storage.postgres.FaultyProxy.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the store does when the network does its worst. */
@Timeout(60)
class FaultsTest {
  /** Patient enough for a slow machine. */
  private static final PostgresOptions PATIENT =
      new PostgresOptions(Duration.ofSeconds(20), Duration.ofSeconds(5), Duration.ofMillis(500), 4);

  private static final Duration SOON = Duration.ofMillis(800);
  private static final PostgresOptions HASTY =
      new PostgresOptions(SOON, SOON, Duration.ofMillis(300), 4);

  private PostgresLocation schema;
  private FaultyProxy proxy;

  /** Beside the proxy: what is really there. */
  private KeyValueStore truth;

  @BeforeEach
  void makeSchemaAndProxy() throws Exception {
    schema = TestPostgres.shared().newSchema();
    proxy = new FaultyProxy(TestPostgres.shared().port());
    truth = PostgresStore.open(schema, PostgresOptions.DEFAULT);
  }

  @AfterEach
  void close() {
    truth.close();
    proxy.close();
  }

  private PostgresStore open(PostgresOptions options) {
    return PostgresStore.open(through(proxy), options);
  }

  private PostgresLocation through(FaultyProxy... proxies) {
    List<PostgresLocation.Host> hosts =
        Arrays.stream(proxies)
            .map(one -> new PostgresLocation.Host("127.0.0.1", one.port()))
            .toList();
    return new PostgresLocation(hosts, schema.pgDatabase(), schema.properties());
  }

  @Test
  void readsAgainOnAnotherConnectionWhenOneIsCut() {
    try (PostgresStore store = open(PATIENT)) {
      truth.putIfAbsent("a", bytes("1"));
      for (int i = 0; i < 5; i++) {
        assertThat(store.get("a")).isNotNull();
        proxy.cut();
        assertThat(store.list("")).containsExactly("a");
      }
    }
  }

  @Test
  void readsAgainWhenTheAnswerIsLost() {
    try (PostgresStore store = open(PATIENT)) {
      truth.putIfAbsent("a", bytes("1"));
      store.get("a");
      proxy.loseAnswers(3);
      assertThat(valueOf(store, "a")).isEqualTo(bytes("1"));
      assertThat(proxy.lostAnswers()).isEqualTo(3);
    }
  }

  @Test
  void leavesASilentConnectionForAnother() throws Exception {
    try (PostgresStore store = open(PATIENT)) {
      truth.putIfAbsent("a", bytes("1"));
      store.get("a");
      proxy.set(Fault.STALL);
      CompletableFuture<byte[]> read = CompletableFuture.supplyAsync(() -> valueOf(store, "a"));
      Thread.sleep(700);
      assertThat(read).isNotDone();
      proxy.cut();
      proxy.set(Fault.NONE);
      assertThat(read.get(10, TimeUnit.SECONDS)).isEqualTo(bytes("1"));
    }
  }

  @Test
  void givesUpAtTheDeadlineAndWorksAgainAfterwards() {
    try (PostgresStore store = open(HASTY)) {
      store.putIfAbsent("a", bytes("1"));
      proxy.set(Fault.REFUSE);
      proxy.cut();
      givesUpSoon(ErrorCode.CONNECTION_FAILURE, () -> store.get("a"));
      proxy.set(Fault.STALL);
      givesUpSoon(ErrorCode.CONNECTION_FAILURE, () -> store.list(""));
      proxy.cut();
      proxy.set(Fault.NONE);
      assertThat(valueInTheEnd(store, "a")).isEqualTo(bytes("1"));
    }
  }

  /** A new connection may still be waiting for the network as it was. */
  private static byte[] valueInTheEnd(PostgresStore store, String key) {
    Instant end = Instant.now().plusSeconds(15);
    while (true) {
      try {
        return valueOf(store, key);
      } catch (YoreException e) {
        assertThat(Instant.now()).isBefore(end);
      }
    }
  }

  @Test
  void saysThatAWriteDidNotHappenWhenItNeverBegan() {
    try (PostgresStore store = open(HASTY)) {
      proxy.set(Fault.REFUSE);
      proxy.cut();
      assertThatThrownBy(() -> store.get("finds-the-connection-cut"))
          .isInstanceOf(YoreException.class);
      givesUpSoon(ErrorCode.CONNECTION_FAILURE, () -> store.putIfAbsent("a", bytes("1")));
      givesUpSoon(ErrorCode.CONNECTION_FAILURE, () -> store.compareAndSet("a", 0, bytes("1")));
      assertThat(truth.list("")).isEmpty();
    }
  }

  @Test
  void cutsALargeWriteThatStandsStill() {
    try (PostgresStore store = open(HASTY)) {
      store.get("a");
      proxy.set(Fault.STALL);
      byte[] large = new byte[16 << 20];
      Duration allowed = SOON.plusMillis(large.length / 4000);
      Duration time =
          timeOf(
              () -> refuses(ErrorCode.OUTCOME_UNKNOWN, () -> store.compareAndSet("a", 0, large)));
      assertThat(time).isBetween(allowed.minusMillis(500), allowed.plusSeconds(4));
    }
  }

  @Test
  void knowsItsOwnPutWhenTheAnswerIsLost() {
    try (PostgresStore store = open(PATIENT)) {
      prepared(store);
      proxy.loseAnswers(1);
      assertThat(store.putIfAbsent("log/1", bytes("ours"))).isTrue();
      assertThat(proxy.lostAnswers()).isEqualTo(1);
      assertThat(valueOf(truth, "log/1")).isEqualTo(bytes("ours"));
      assertThat(store.putIfAbsent("log/1", bytes("ours"))).isFalse();
    }
  }

  @Test
  void tellsItsOwnValuesOfABatchFromThoseOfOthersWhenTheAnswerIsLost() {
    try (PostgresStore store = open(PATIENT)) {
      prepared(store);
      truth.putIfAbsent("b", bytes("theirs"));
      proxy.loseAnswers(1);
      assertThat(store.putIfAbsent(Map.of("a", bytes("1"), "b", bytes("2")))).containsExactly("b");
      assertThat(truth.list("")).containsExactly("a", "b");
    }
  }

  @Test
  void knowsItsOwnBatchWhenTheAnswerToItsCommitIsLost() {
    try (PostgresStore store = open(PATIENT)) {
      prepared(store);
      // Two statements and the commit.
      proxy.loseAnswerAfter(2);
      assertThat(store.putIfAbsent(Map.of("a", new byte[6 << 20], "b", new byte[6 << 20])))
          .isEmpty();
      assertThat(proxy.lostAnswers()).isEqualTo(1);
      assertThat(truth.list("")).containsExactly("a", "b");
    }
  }

  @Test
  void saysThatTheOutcomeIsUnknownWhenThePutHasBeenReplacedMeanwhile() throws Exception {
    try (PostgresStore store = open(PATIENT)) {
      prepared(store);
      proxy.set(Fault.LOSE_ANSWERS);
      CompletableFuture<Boolean> put =
          CompletableFuture.supplyAsync(() -> store.putIfAbsent("a", bytes("ours")));
      Instant end = Instant.now().plusSeconds(10);
      while (!truth.compareAndSet("a", 1, bytes("replaced"))) {
        assertThat(Instant.now()).isBefore(end);
      }
      proxy.set(Fault.NONE);
      assertThatThrownBy(() -> put.get(10, TimeUnit.SECONDS))
          .cause()
          .isInstanceOfSatisfying(
              YoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OUTCOME_UNKNOWN));
      assertThat(valueOf(truth, "a")).isEqualTo(bytes("replaced"));
    }
  }

  @Test
  void doesNotRepeatACompareAndSetThatMayHaveHappened() {
    try (PostgresStore store = open(PATIENT)) {
      store.compareAndSet("root", 0, bytes("a"));
      assertThat(store.compareAndSet("root", 1, bytes("b"))).isTrue();
      proxy.loseAnswers(1);
      refuses(ErrorCode.OUTCOME_UNKNOWN, () -> store.compareAndSet("root", 2, bytes("c")));
      Versioned now = Objects.requireNonNull(store.get("root"));
      assertThat(now.rev()).isEqualTo(3);
      assertThat(now.value()).isEqualTo(bytes("c"));
    }
  }

  @Test
  void deletesWhatIsThereWhenTheAnswerIsLost() {
    try (PostgresStore store = open(PATIENT)) {
      prepared(store);
      truth.putIfAbsent(Map.of("a", bytes("1"), "b", bytes("2")));
      proxy.loseAnswers(2);
      store.delete(List.of("a"));
      assertThat(truth.list("")).containsExactly("b");
    }
  }

  @Test
  void goesToAnotherHostWhenOneIsGone() throws Exception {
    try (FaultyProxy second = new FaultyProxy(TestPostgres.shared().port());
        PostgresStore store = PostgresStore.open(through(proxy, second), PATIENT)) {
      store.putIfAbsent("a", bytes("1"));
      proxy.close();
      assertThat(valueOf(store, "a")).isEqualTo(bytes("1"));
      assertThat(store.compareAndSet("a", 1, bytes("2"))).isTrue();
    }
  }

  @Test
  void survivesARestartOfTheServer() throws Exception {
    try (TestPostgres server = TestPostgres.startOwn();
        PostgresStore store = PostgresStore.open(server.newSchema(), PATIENT)) {
      store.putIfAbsent("a", bytes("1"));
      server.stop();
      CompletableFuture<byte[]> read = CompletableFuture.supplyAsync(() -> valueOf(store, "a"));
      CompletableFuture<Boolean> put =
          CompletableFuture.supplyAsync(() -> store.putIfAbsent("b", bytes("2")));
      Thread.sleep(300);
      assertThat(read).isNotDone();
      server.startAgain();
      assertThat(read.get(20, TimeUnit.SECONDS)).isEqualTo(bytes("1"));
      assertThat(put.get(20, TimeUnit.SECONDS)).isTrue();
      assertThat(store.list("")).containsExactly("a", "b");
    }
  }

  @Test
  void outlivesTheEndOfItsSessionsByAnAdministrator() throws Exception {
    try (PostgresStore store = open(PATIENT)) {
      store.putIfAbsent("a", bytes("1"));
      TestPostgres.shared()
          .execute(
              schema.pgDatabase(),
              "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name ="
                  + " 'Yore'");
      assertThat(valueOf(store, "a")).isEqualTo(bytes("1"));
    }
  }

  @Test
  void endsTheWaitOfAThreadThatIsInterrupted() throws Exception {
    try (PostgresStore store = open(PATIENT)) {
      store.get("a");
      proxy.set(Fault.REFUSE);
      proxy.cut();
      CompletableFuture<Throwable> ended = new CompletableFuture<>();
      Thread waiting =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  store.get("a");
                } catch (YoreException e) {
                  boolean kept = Thread.currentThread().isInterrupted();
                  ended.complete(kept ? e : new AssertionError("The interrupt is lost", e));
                }
              });
      Thread.sleep(300);
      waiting.interrupt();
      assertThat(ended.get(5, TimeUnit.SECONDS))
          .isInstanceOfSatisfying(
              YoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
    }
  }

  @Test
  void closesWhileOthersWait() throws Exception {
    PostgresStore store = open(PATIENT);
    store.get("a");
    proxy.set(Fault.REFUSE);
    proxy.cut();
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    Thread.ofPlatform()
        .start(() -> {
          try {
            store.get("a");
          } catch (YoreException e) {
            ended.complete(e);
          }
        });
    Thread.sleep(300);
    store.close();
    assertThat(ended.get(5, TimeUnit.SECONDS))
        .isInstanceOfSatisfying(
            YoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CLOSED));
  }

  @Test
  void doesNotOpenWhatCannotBeReached() {
    proxy.set(Fault.REFUSE);
    givesUpSoon(ErrorCode.CANNOT_CONNECT, () -> open(HASTY));
  }

  private static void givesUpSoon(ErrorCode code, ThrowingCallable call) {
    assertThat(timeOf(() -> refuses(code, call))).isLessThan(SOON.plusSeconds(4));
  }

  /** A connection's first use of a statement asks the server about it, which writes nothing. */
  private static void prepared(PostgresStore store) {
    store.putIfAbsent("x", bytes(""));
    store.putIfAbsent(Map.of("y", bytes(""), "z", bytes("")));
    store.delete(List.of("x", "y", "z"));
  }

  private static Duration timeOf(Runnable call) {
    long start = System.nanoTime();
    call.run();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static void refuses(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(YoreException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static byte[] valueOf(KeyValueStore store, String key) {
    return Objects.requireNonNull(store.get(key)).value();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(US_ASCII);
  }
}
