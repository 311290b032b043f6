package dev.yore.tck.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.storage.postgres.PostgresLocation;
import dev.yore.storage.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Transactors are killed while peers write. */
@Timeout(300)
class FailoverTest {
  private static final TestPostgres POSTGRES = TestPostgres.shared();
  private static final int ROUNDS = 3;
  private static final int WRITERS = 4;

  /** What must have been written between two kills, so that each leader has done some work. */
  private static final int COMMITS_A_ROUND = 40;

  private final Deque<TransactorProcess> transactors = new ArrayDeque<>();

  /** Keys whose insertion was acknowledged. */
  private final Set<Long> acknowledged = new ConcurrentSkipListSet<>();

  /** Keys whose insertion failed in a way that leaves open whether it happened. */
  private final Set<Long> open = new ConcurrentSkipListSet<>();

  private final AtomicLong nextKey = new AtomicLong();
  private final AtomicBoolean done = new AtomicBoolean();

  @AfterEach
  void stop() {
    transactors.forEach(TransactorProcess::close);
  }

  private static Connection connect(PostgresLocation location, boolean other) throws SQLException {
    StringBuilder url = new StringBuilder("jdbc:yore:postgresql:" + location + "?database=bank");
    location
        .properties()
        .forEach((name, value) -> url.append('&').append(name).append('=').append(value));
    return DriverManager.getConnection(url + "&tcpKeepAlive=" + other);
  }

  /** Inserts rows of ever new keys, and reads after each. */
  private Void write(PostgresLocation location, boolean other) throws SQLException {
    try (Connection connection = connect(location, other);
        PreparedStatement insert = connection.prepareStatement("INSERT INTO entry VALUES (?)");
        PreparedStatement read = connection.prepareStatement("SELECT id FROM entry WHERE id = ?")) {
      while (!done.get()) {
        long key = nextKey.incrementAndGet();
        insert.setLong(1, key);
        try {
          insert.executeUpdate();
          acknowledged.add(key);
        } catch (SQLException e) {
          if (!"08007".equals(e.getSQLState())) {
            throw e;
          }
          open.add(key);
          continue;
        }
        read.setLong(1, key);
        try (ResultSet row = read.executeQuery()) {
          assertThat(row.next()).as("key %d is read by who has written it", key).isTrue();
        }
      }
    }
    return null;
  }

  @Test
  void whatWasAcknowledgedIsThereOnceHoweverOftenTheLeaderIsKilled() throws Exception {
    PostgresLocation location = POSTGRES.newSchema();
    transactors.add(TransactorProcess.start(location, "bank"));
    try (Connection setup = connect(location, false);
        Statement statement = setup.createStatement()) {
      statement.execute("CREATE TABLE entry (id BIGINT PRIMARY KEY)");
    }
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try {
      List<Future<Void>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        boolean other = i % 2 == 1;
        writers.add(threads.submit(() -> write(location, other)));
      }
      for (int round = 0; round < ROUNDS; round++) {
        transactors.add(TransactorProcess.start(location, "bank"));
        awaitCommits(COMMITS_A_ROUND, writers);
        transactors.remove().kill();
        awaitCommits(COMMITS_A_ROUND, writers);
      }
      done.set(true);
      for (Future<Void> writer : writers) {
        writer.get();
      }
    } finally {
      done.set(true);
      threads.shutdownNow();
    }
    assertNothingIsLostOrDoubled(location);
  }

  /** Waits until so many more are acknowledged. */
  private void awaitCommits(int more, List<Future<Void>> writers) throws Exception {
    int wanted = acknowledged.size() + more;
    while (acknowledged.size() < wanted) {
      Thread.sleep(5);
      for (Future<Void> writer : writers) {
        if (writer.isDone()) {
          writer.get();
        }
      }
    }
  }

  private void assertNothingIsLostOrDoubled(PostgresLocation location) throws SQLException {
    List<Long> found = new ArrayList<>();
    try (Connection check = connect(location, false);
        Statement statement = check.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id FROM entry ORDER BY id")) {
      while (rows.next()) {
        found.add(rows.getLong(1));
      }
    }
    assertThat(new HashSet<>(found)).hasSameSizeAs(found).containsAll(acknowledged);
    Set<Long> others = new TreeSet<>(found);
    others.removeAll(acknowledged);
    assertThat(open).as("only what is of unknown outcome may be there besides").containsAll(others);
  }
}
