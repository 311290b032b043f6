package dev.yore.tck.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What EXPLAIN shows of where conditions are tested, and of what is computed once. */
class PlanShapesTest {
  private static final int ROWS = 3_000;

  private static Connection yore;

  @BeforeAll
  static void createTables() throws SQLException {
    yore = DriverManager.getConnection("jdbc:yore:mem:?timezone=UTC");
    try (Statement statement = yore.createStatement()) {
      statement.execute("CREATE TABLE t (id BIGINT PRIMARY KEY, k BIGINT, v BIGINT)");
      statement.execute("CREATE TABLE u (id BIGINT PRIMARY KEY, k BIGINT, v BIGINT)");
      statement.execute("CREATE INDEX t_k ON t (k)");
      statement.execute("CREATE INDEX u_k ON u (k)");
    }
    for (String table : new String[] {"t", "u"}) {
      try (PreparedStatement insert =
          yore.prepareStatement("INSERT INTO " + table + " VALUES (?, ?, ?)")) {
        for (int id = 0; id < ROWS; id++) {
          insert.setLong(1, id);
          insert.setLong(2, id / 2);
          insert.setLong(3, id % 7);
          insert.addBatch();
        }
        insert.executeBatch();
      }
    }
  }

  @AfterAll
  static void close() throws SQLException {
    yore.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM (SELECT k, sum(v) FROM t GROUP BY k) WHERE k = 5",
        "SELECT * FROM (SELECT k + 0 AS j, k, sum(v) FROM t GROUP BY k) WHERE k = 5",
        "SELECT * FROM (SELECT DISTINCT k, v FROM t) WHERE k = 5",
        "SELECT * FROM (SELECT k, v FROM t UNION SELECT k, v FROM u) WHERE k = 5",
        "SELECT * FROM (SELECT k, v FROM t EXCEPT SELECT k, v FROM u WHERE v = 3) WHERE k = 5",
        "SELECT * FROM (SELECT k, row_number() OVER (PARTITION BY k ORDER BY v) FROM t) WHERE k = 5",
        "SELECT k, sum(v) FROM t GROUP BY k HAVING k = 5",
        "SELECT * FROM t JOIN (SELECT k, sum(v) AS s FROM u GROUP BY k) g ON g.k = t.k WHERE t.k = 5",
        "SELECT * FROM (SELECT t.k, u.v FROM t LEFT JOIN u ON u.k = t.k) WHERE k = 5",
        "WITH g AS (SELECT k, sum(v) AS s FROM t GROUP BY k) SELECT * FROM g WHERE k = 5",
        "SELECT * FROM (SELECT id, t.v FROM t JOIN u USING (id)) WHERE id = 5"
      })
  void aConditionIsTestedWhereItLeavesLittleToRead(String sql) throws SQLException {
    assertThat(plan(sql)).contains("RangeScan").doesNotContain("StarScan");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM (SELECT k, v, sum(v) OVER (PARTITION BY k) AS s FROM t) WHERE v = 5",
        "SELECT * FROM (SELECT k, row_number() OVER (ORDER BY v) AS n FROM t) WHERE k = 5",
        "SELECT * FROM (SELECT k, v FROM t ORDER BY v LIMIT 10) WHERE k = 5",
        "SELECT * FROM (SELECT k, sum(v) AS s FROM t GROUP BY ROLLUP (k)) WHERE k = 5",
        "SELECT * FROM (SELECT k, sum(v) AS s FROM t GROUP BY k) WHERE s = 5",
        "SELECT * FROM (SELECT k, random() AS r FROM t) WHERE r > 0.5 AND k = 5"
      })
  void aConditionIsNotTestedWhereItWouldMeanSomethingElse(String sql) throws SQLException {
    assertThat(plan(sql.replace(" AND k = 5", ""))).contains("Filter").contains("StarScan");
  }

  @Test
  void whatIsNamedTwiceIsComputedOnce() throws SQLException {
    String grouped = "WITH g AS (SELECT k, sum(v) AS s FROM t GROUP BY k) ";
    String twice = grouped + "SELECT * FROM g WHERE s = (SELECT max(s) FROM g)";
    assertThat(plan(twice).split("Shared", -1)).hasSize(3);
    String once = grouped + "SELECT * FROM g WHERE s > 5";
    assertThat(plan(once)).doesNotContain("Shared");
    String changing = "SELECT * FROM (SELECT DISTINCT random() FROM t) a";
    assertThat(plan(changing + ", (SELECT DISTINCT random() FROM t) b")).doesNotContain("Shared");
  }

  @Test
  void whatIsComputedOnceIsReadOnce() throws SQLException {
    String sql =
        "WITH g AS (SELECT k, sum(v) AS s FROM t GROUP BY k)"
            + " SELECT count(*) FROM g a JOIN g b ON b.s = a.s + 1";
    assertThat(plan("ANALYZE " + sql).lines().filter(line -> line.contains("StarScan")))
        .singleElement()
        .asString()
        .contains("actual rows=" + ROWS + " ");
  }

  private static String plan(String sql) throws SQLException {
    StringBuilder plan = new StringBuilder();
    try (Statement statement = yore.createStatement();
        ResultSet rows = statement.executeQuery("EXPLAIN " + sql)) {
      while (rows.next()) {
        String line = rows.getString(1);
        if (line.startsWith("Datalog")) {
          break;
        }
        plan.append(line).append('\n');
      }
    }
    return plan.toString();
  }
}
