package dev.yore.tck.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yore.tck.oracle.Answer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transactions of several connections on one database. */
class ConnectionsTest {
  private static final String URL = "jdbc:yore:mem:connections";
  private static final int THREADS = 6;
  private static final int STATEMENTS_PER_THREAD = 25;

  private Connection one;
  private Connection other;

  @BeforeEach
  void connect() throws SQLException {
    one = DriverManager.getConnection(URL);
    other = DriverManager.getConnection(URL);
    execute(one, "CREATE TABLE t (id int PRIMARY KEY, n int)");
    execute(one, "INSERT INTO t VALUES (1, 0)");
  }

  @AfterEach
  void close() throws SQLException {
    one.close();
    other.close();
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> rows(Connection connection) throws SQLException {
    return Answer.inOrder(connection, "SELECT id, n FROM t ORDER BY id").rows();
  }

  @Test
  void showsNothingToOthersBeforeTheCommit() throws SQLException {
    one.setAutoCommit(false);
    execute(one, "INSERT INTO t VALUES (2, 7)");
    execute(one, "UPDATE t SET n = n + 1");
    assertThat(rows(one)).containsExactly("1 | 1", "2 | 8");
    assertThat(rows(other)).containsExactly("1 | 0");
    one.commit();
    assertThat(rows(other)).containsExactly("1 | 1", "2 | 8");
  }

  @Test
  void takesBackToASavepointAndToTheStart() throws SQLException {
    one.setAutoCommit(false);
    execute(one, "UPDATE t SET n = 5");
    Savepoint savepoint = one.setSavepoint();
    execute(one, "DELETE FROM t");
    assertThat(rows(one)).isEmpty();
    one.rollback(savepoint);
    assertThat(rows(one)).containsExactly("1 | 5");
    one.rollback();
    assertThat(rows(one)).containsExactly("1 | 0");
  }

  @Test
  void goesOnAfterAFailedStatement() throws SQLException {
    one.setAutoCommit(false);
    execute(one, "INSERT INTO t VALUES (2, 2)");
    assertThatThrownBy(() -> execute(one, "INSERT INTO t VALUES (3, 3), (1, 1)"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23505"));
    execute(one, "INSERT INTO t VALUES (4, 4)");
    one.commit();
    assertThat(rows(other)).containsExactly("1 | 0", "2 | 2", "4 | 4");
  }

  @Test
  void refusesTheSecondOfTwoTransactionsThatReadWhatTheOtherWrote() throws SQLException {
    one.setAutoCommit(false);
    other.setAutoCommit(false);
    execute(one, "UPDATE t SET n = n + 1 WHERE id = 1");
    execute(other, "UPDATE t SET n = n + 10 WHERE id = 1");
    one.commit();
    assertThatThrownBy(() -> other.commit())
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("40001"));
    other.rollback();
    assertThat(rows(other)).containsExactly("1 | 1");
  }

  @Test
  void losesNoUpdateOfAHotRowAndNoInsert() throws Exception {
    List<Future<?>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      for (int thread = 0; thread < THREADS; thread++) {
        int first = 100 * (thread + 1);
        all.add(
            threads.submit(() -> {
              countAndInsert(first);
              return null;
            }));
      }
    }
    for (Future<?> done : all) {
      done.get();
    }
    assertThat(Answer.inOrder(one, "SELECT n FROM t WHERE id = 1").rows())
        .containsExactly(String.valueOf(THREADS * STATEMENTS_PER_THREAD));
    assertThat(
            Answer.inOrder(one, "SELECT count(*), count(DISTINCT id) FROM t WHERE id > 1").rows())
        .containsExactly(THREADS * STATEMENTS_PER_THREAD + " | " + THREADS * STATEMENTS_PER_THREAD);
  }

  private static void countAndInsert(int first) throws SQLException {
    try (Connection connection = DriverManager.getConnection(URL);
        PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?, 0)");
        PreparedStatement count =
            connection.prepareStatement("UPDATE t SET n = n + 1 WHERE id = 1")) {
      for (int i = 0; i < STATEMENTS_PER_THREAD; i++) {
        insert.setInt(1, first + i);
        assertThat(insert.executeUpdate()).isEqualTo(1);
        assertThat(count.executeUpdate()).isEqualTo(1);
      }
    }
  }

  @Test
  void writesABatchOfRows() throws SQLException {
    try (PreparedStatement insert = one.prepareStatement("INSERT INTO t VALUES (?, ?)")) {
      for (int i = 2; i < 5; i++) {
        insert.setInt(1, i);
        insert.setInt(2, i * i);
        insert.addBatch();
      }
      assertThat(insert.executeBatch()).containsExactly(1, 1, 1);
    }
    assertThat(rows(other)).containsExactly("1 | 0", "2 | 4", "3 | 9", "4 | 16");
  }
}
