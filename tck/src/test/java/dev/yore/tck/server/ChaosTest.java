package dev.yore.tck.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.engine.log.Catalog;
import dev.yore.engine.log.DatabaseKeys;
import dev.yore.engine.log.Lease;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.kv.Versioned;
import dev.yore.storage.postgres.PostgresLocation;
import dev.yore.storage.postgres.PostgresOptions;
import dev.yore.storage.postgres.PostgresStore;
import dev.yore.storage.postgres.TestPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Real processes are killed and paused while sixteen clients write and two read: two transactors,
 * two peers, and the PostgreSQL below them. {@code -Dyore.chaos.rounds=} and {@code
 * -Dyore.chaos.seed=} ask for more.
 */
@Timeout(900)
class ChaosTest {
  private static final int ROUNDS = Integer.getInteger("yore.chaos.rounds", 30);
  private static final long SEED = Long.getLong("yore.chaos.seed", 4);
  private static final String DATABASE = "bank";
  private static final Duration LEASE = Duration.ofMillis(800);
  private static final int PEERS = 2;
  private static final int WRITERS = 8;
  private static final long KEYS_OF_A_PROCESS = 100_000_000;

  /** What must have been written between two faults, so that each leader has done some work. */
  private static final int COMMITS_A_ROUND = 60;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Random random = new Random(SEED);
  private final List<TransactorProcess.Started> transactors = new ArrayList<>();
  private final List<JavaProcess> peers = new ArrayList<>();
  private final Set<Long> asked = new ConcurrentSkipListSet<>();
  private final Set<Long> done = new ConcurrentSkipListSet<>();
  private final AtomicLong reads = new AtomicLong();
  private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
  private long nextKey = 1;

  private @Nullable TestPostgres postgres;

  @AfterEach
  void stop() throws IOException {
    peers.forEach(JavaProcess::close);
    transactors.forEach(each -> each.process().close());
    if (postgres != null) {
      postgres.close();
    }
  }

  private TestPostgres postgres() {
    TestPostgres started = postgres;
    if (started == null) {
      started = TestPostgres.startOwn();
      postgres = started;
    }
    return started;
  }

  private PostgresLocation location() {
    return postgres().location(Map.of());
  }

  private String url() {
    StringBuilder url =
        new StringBuilder("jdbc:yore:postgresql:" + location() + "?database=" + DATABASE);
    location()
        .properties()
        .forEach((name, value) -> url.append('&').append(name).append('=').append(value));
    return url.toString();
  }

  private void startTransactor() throws IOException {
    transactors.add(TransactorProcess.start(location(), DATABASE, LEASE.toMillis() + "ms"));
  }

  private void startPeer() throws IOException {
    List<String> arguments = List.of(url(), String.valueOf(WRITERS), String.valueOf(nextKey));
    JavaProcess peer = JavaProcess.start(ClientsProcess.class, arguments);
    nextKey += KEYS_OF_A_PROCESS;
    peers.add(peer);
    Thread.ofPlatform().daemon().start(() -> listen(peer));
  }

  private void listen(JavaProcess peer) {
    try {
      for (String line = peer.line(); line != null; line = peer.line()) {
        switch (line.substring(0, line.indexOf(' ') < 0 ? line.length() : line.indexOf(' '))) {
          case "asked" -> asked.add(Long.valueOf(line.substring("asked ".length())));
          case "done" -> done.add(Long.valueOf(line.substring("done ".length())));
          case "read" -> reads.incrementAndGet();
          default -> wrong.add(line);
        }
      }
    } catch (IOException e) {
      wrong.add("a peer cannot be heard: " + e);
    }
  }

  @Test
  void nothingIsLostOrDoubledWhicheverProcessIsKilledOrPaused() throws Exception {
    startTransactor();
    startTransactor();
    try (Connection setup = DriverManager.getConnection(url());
        Statement statement = setup.createStatement()) {
      statement.execute("CREATE TABLE entry (k BIGINT NOT NULL)");
      statement.execute("CREATE TABLE account (id INT PRIMARY KEY, balance BIGINT NOT NULL)");
      for (int id = 0; id < ClientsProcess.ACCOUNTS; id++) {
        statement.execute(
            "INSERT INTO account VALUES (%d, %d)".formatted(id, ClientsProcess.MONEY));
      }
    }
    for (int i = 0; i < PEERS; i++) {
      startPeer();
    }
    for (int round = 0; round < ROUNDS; round++) {
      awaitCommits("before round " + round);
      String what = fault();
      awaitCommits("in round " + round + " after " + what);
    }
    for (JavaProcess peer : peers) {
      peer.kill();
    }
    assertNothingIsLostOrDoubled();
  }

  private String fault() throws Exception {
    return switch (random.nextInt(5)) {
      case 0, 1 -> {
        TransactorProcess.Started leader = leader();
        leader.process().kill();
        transactors.remove(leader);
        startTransactor();
        yield "the leader was killed";
      }
      case 2 -> {
        TransactorProcess.Started leader = leader();
        leader.process().pause();
        Thread.sleep(LEASE.toMillis() + random.nextInt(600));
        leader.process().goOn();
        yield "the leader was paused";
      }
      case 3 -> {
        postgres().kill();
        Thread.sleep(random.nextInt(400));
        postgres().startAgain();
        yield "PostgreSQL was killed";
      }
      default -> {
        peers.remove(random.nextInt(peers.size())).kill();
        startPeer();
        yield "a peer was killed";
      }
    };
  }

  /** The transactor that holds the lease. */
  private TransactorProcess.Started leader() throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      try (PostgresStore store = PostgresStore.open(location(), PostgresOptions.DEFAULT)) {
        DatabaseKeys keys = new Catalog(store).require(DATABASE);
        Versioned found = store.get(keys.lease());
        Lease lease = found == null ? null : Lease.decode(keys.lease(), found.value());
        for (TransactorProcess.Started each : transactors) {
          if (lease != null && lease.held() && lease.port() == each.port()) {
            return each;
          }
        }
      } catch (YoreException unreachable) {
        assertNothingWrong(unreachable.getMessage());
      }
      Thread.sleep(20);
    }
    throw new AssertionError("nobody holds the lease");
  }

  private void assertNothingWrong(String when) {
    assertThat(wrong).as("%s, seed %d", when, SEED).isEmpty();
    transactors.forEach(each -> assertThat(each.process().isAlive()).as(when).isTrue());
  }

  /** Waits until more is acknowledged, and read. */
  private void awaitCommits(String when) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    int wanted = done.size() + COMMITS_A_ROUND;
    long wantedReads = reads.get() + 2;
    while (done.size() < wanted || reads.get() < wantedReads) {
      assertNothingWrong(when);
      assertThat(System.nanoTime())
          .as(
              "%s only %d of %d commits, %d of %d reads",
              when, done.size(), wanted, reads.get(), wantedReads)
          .isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  private void assertNothingIsLostOrDoubled() throws SQLException {
    Map<Long, Integer> found = new TreeMap<>();
    try (Connection check = DriverManager.getConnection(url());
        Statement statement = check.createStatement();
        ResultSet rows = statement.executeQuery("SELECT k FROM entry")) {
      while (rows.next()) {
        found.merge(rows.getLong(1), 1, Integer::sum);
      }
    }
    Set<Long> lost = new TreeSet<>(done);
    lost.removeAll(found.keySet());
    assertThat(lost).as("acknowledged, and not there").isEmpty();
    found.values().removeIf(count -> count == 1);
    assertThat(found).as("there more than once").isEmpty();
    assertThat(asked).containsAll(found.keySet());
    assertNothingWrong("in the end");
  }
}
