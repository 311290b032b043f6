package dev.yore.tck.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yore.Yore;
import dev.yore.YoreDatabase;
import dev.yore.tck.oracle.Answer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code FOR SYSTEM_TIME AS OF} on rows that were inserted, updated and deleted. */
class SystemTimeTest {
  private static final String URL = "jdbc:yore:mem:system-time?timezone=UTC";

  /** When the transactions were, in microseconds. */
  private final Map<Long, Long> instants = new HashMap<>();

  private YoreDatabase database;
  private Connection connection;
  private long born;
  private long grown;
  private long gone;

  @BeforeEach
  void makeHistory() throws SQLException {
    database = Yore.connect(URL);
    connection = DriverManager.getConnection(URL);
    execute("CREATE TABLE person (id int PRIMARY KEY, name varchar(20), age int)");
    execute("CREATE TABLE likes (person int, what varchar(20))");
    execute("INSERT INTO likes VALUES (1, 'pizza'), (2, 'chess')");
    born = execute("INSERT INTO person VALUES (1, 'Alice', 30), (2, 'Bob', 40)");
    grown = execute("UPDATE person SET age = 31 WHERE id = 1");
    gone = execute("DELETE FROM person WHERE id = 2");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
    database.close();
  }

  private long execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
    instants.put(database.db().basisT(), database.db().basisInstant());
    return database.db().basisT();
  }

  private List<String> ask(String sql) throws SQLException {
    return Answer.inOrder(connection, sql).rows();
  }

  @Test
  void showsUpdatedAndDeletedRowsAsOfEachTransaction() throws SQLException {
    for (boolean indexed : new boolean[] {false, true}) {
      if (indexed) {
        database.index();
      }
      assertThat(peopleAsOf(born - 1)).isEmpty();
      assertThat(peopleAsOf(born)).containsExactly("1 | 'Alice' | 30", "2 | 'Bob' | 40");
      assertThat(peopleAsOf(grown)).containsExactly("1 | 'Alice' | 31", "2 | 'Bob' | 40");
      assertThat(peopleAsOf(gone)).containsExactly("1 | 'Alice' | 31");
      assertThat(ask("SELECT * FROM person")).containsExactly("1 | 'Alice' | 31");
    }
  }

  private List<String> peopleAsOf(long t) throws SQLException {
    return ask("SELECT * FROM person FOR SYSTEM_TIME AS OF " + t + " ORDER BY id");
  }

  @Test
  void readsTwoMomentsInOneJoin() throws SQLException {
    String sql =
        "SELECT p.id, p.age, q.age FROM person FOR SYSTEM_TIME AS OF %d AS p"
            + " LEFT JOIN person AS q ON q.id = p.id ORDER BY p.id";
    assertThat(ask(sql.formatted(born))).containsExactly("1 | 30 | 31", "2 | 40 | NULL");
    assertThat(ask(sql.formatted(gone))).containsExactly("1 | 31 | 31");
  }

  @Test
  void filtersAndGroupsWhatHeldThen() throws SQLException {
    String sql =
        "SELECT l.what, count(*) FROM person FOR SYSTEM_TIME AS OF %d p JOIN likes l"
            + " ON l.person = p.id WHERE p.age IN (30, 40) GROUP BY l.what ORDER BY l.what";
    assertThat(ask(sql.formatted(born))).containsExactly("'chess' | 1", "'pizza' | 1");
    assertThat(ask(sql.formatted(grown))).containsExactly("'chess' | 1");
    assertThat(ask(sql.formatted(gone))).isEmpty();
  }

  @Test
  void takesTheMomentAsAParameter() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT sum(age) FROM person FOR SYSTEM_TIME AS OF ? WHERE id < ?")) {
      statement.setInt(2, 10);
      for (long t : new long[] {born, grown, gone}) {
        statement.setLong(1, t);
        long expected = t == born ? 70 : t == grown ? 71 : 31;
        assertThat(onlyNumber(statement)).as("t %d", t).isEqualTo(expected);
        long micros = Objects.requireNonNull(instants.get(t));
        statement.setTimestamp(1, Timestamp.from(Instant.EPOCH.plus(micros, ChronoUnit.MICROS)));
        assertThat(onlyNumber(statement)).as("moment of t %d", t).isEqualTo(expected);
      }
    }
  }

  private static long onlyNumber(PreparedStatement statement) throws SQLException {
    try (ResultSet result = statement.executeQuery()) {
      assertThat(result.next()).isTrue();
      return result.getLong(1);
    }
  }

  @Test
  void readsThePastThroughTheUrlAndRefusesToWriteThere() throws SQLException {
    try (Connection past = DriverManager.getConnection(URL + "&asOf=" + born);
        Statement statement = past.createStatement()) {
      assertThat(Answer.inOrder(past, "SELECT age FROM person ORDER BY id").rows())
          .containsExactly("30", "40");
      assertThatThrownBy(() -> statement.execute("DELETE FROM person"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("25006"));
    }
  }

  @Test
  void keepsADroppedTableInThePastAndApartFromItsSuccessor() throws SQLException {
    long dropped = execute("DROP TABLE person");
    execute("CREATE TABLE person (id int PRIMARY KEY, town varchar(20))");
    long rebuilt = execute("INSERT INTO person VALUES (1, 'Rome')");
    execute("SET AS OF " + gone);
    assertThat(ask("SELECT * FROM person")).containsExactly("1 | 'Alice' | 31");
    execute("SET AS OF " + dropped);
    assertThatThrownBy(() -> ask("SELECT * FROM person"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42P01"));
    execute("SET AS OF " + rebuilt);
    assertThat(ask("SELECT * FROM person")).containsExactly("1 | 'Rome'");
    execute("SET AS OF DEFAULT");
  }
}
