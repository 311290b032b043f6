package dev.yore.tck.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.Yore;
import dev.yore.YoreDatabase;
import dev.yore.storage.postgres.TestPostgres;
import dev.yore.tck.oracle.RandomQueries.Query;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Random queries give PostgreSQL's answers. More of them by {@code -Dyore.oracle.queries=20000},
 * others by {@code -Dyore.oracle.seed=7}.
 */
class RandomQueriesTest {
  private static final int QUERIES = Integer.getInteger("yore.oracle.queries", 2_000);
  private static final long SEED = Long.getLong("yore.oracle.seed", 1);
  private static final String URL = "jdbc:yore:mem:oracle?timezone=UTC";

  /** So little that most joins, sorts and groupings spill. */
  private static final String LITTLE_MEMORY = "16KB";

  private static final String NOT_SUPPORTED = "0A000";

  /** The rows of a sub-query do not spill: with little memory that is an answer too. */
  private static final String OUT_OF_MEMORY = "53200";

  /** The share of queries that may be refused, or not be fit for PostgreSQL. */
  private static final double UNUSED_SHARE_MAX = 0.05;

  private static final int FAILURES_MAX = 12;

  private Connection postgres;
  private Connection yore;
  private Connection little;
  private YoreDatabase database;
  private final List<String> unused = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  @BeforeEach
  void createTables() throws SQLException {
    postgres = TestPostgres.shared().newDatabase("random");
    database = Yore.connect(URL);
    yore = DriverManager.getConnection(URL);
    little = DriverManager.getConnection(URL + "&memoryLimit=" + LITTLE_MEMORY);
    RandomTables.create(new Random(SEED), postgres, yore);
  }

  @AfterEach
  void close() throws SQLException {
    little.close();
    yore.close();
    database.close();
    postgres.close();
  }

  @Test
  void randomQueriesGivePostgresAnswers() {
    RandomQueries queries = new RandomQueries(SEED);
    for (int i = 0; i < QUERIES && failures.size() < FAILURES_MAX; i++) {
      if (i == QUERIES / 2) {
        database.index();
      }
      compare(queries.next());
    }
    assertThat(failures).as("queries with other answers").isEmpty();
    assertThat(unused.size())
        .as("queries refused:%n%s", String.join("\n", unused))
        .isLessThanOrEqualTo((int) (QUERIES * UNUSED_SHARE_MAX));
  }

  private void compare(Query query) {
    Answer expected;
    try {
      expected = Answer.inOrder(postgres, query.sql());
    } catch (SQLException e) {
      unused.add("by PostgreSQL: " + e.getMessage() + "\n  " + query.sql());
      return;
    }
    compare(query, expected, yore);
    compare(query, expected, little);
  }

  private void compare(Query query, Answer expected, Connection with) {
    try {
      Answer actual = Answer.inOrder(with, query.sql());
      String difference =
          query.ordered()
              ? actual.differenceFrom(expected)
              : actual.sorted().differenceFrom(expected.sorted());
      if (!difference.isEmpty()) {
        failures.add("\n" + query.sql() + "\n" + difference + "\n");
      }
    } catch (SQLException e) {
      boolean tooLittle = with == little && OUT_OF_MEMORY.equals(e.getSQLState());
      if (!NOT_SUPPORTED.equals(e.getSQLState()) && !tooLittle) {
        failures.add("\n" + query.sql() + "\n" + e.getSQLState() + " " + e.getMessage() + "\n");
      } else if (with == yore) {
        unused.add("by Yore: " + e.getMessage() + "\n  " + query.sql());
      }
    }
  }
}
