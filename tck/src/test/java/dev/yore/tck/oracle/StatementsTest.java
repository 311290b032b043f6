package dev.yore.tck.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.storage.postgres.TestPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements of the SQL reference give PostgreSQL's answers, under PostgreSQL's column names. */
class StatementsTest {
  private static final Pattern ORDERED =
      Pattern.compile("ORDER BY [^()]*$", Pattern.CASE_INSENSITIVE);

  private static Connection postgres;
  private static Connection yore;

  @BeforeAll
  static void createTables() throws SQLException, IOException {
    postgres = TestPostgres.shared().newDatabase("statements");
    yore = DriverManager.getConnection("jdbc:yore:mem:?timezone=UTC");
    for (String sql : statements("employees.sql")) {
      for (Connection connection : List.of(postgres, yore)) {
        try (Statement statement = connection.createStatement()) {
          statement.execute(sql);
        }
      }
    }
  }

  @AfterAll
  static void close() throws SQLException {
    yore.close();
    postgres.close();
  }

  private static List<String> statements(String file) throws IOException {
    try (InputStream stream = StatementsTest.class.getResourceAsStream(file)) {
      byte[] bytes = Objects.requireNonNull(stream, file).readAllBytes();
      return Arrays.stream(new String(bytes, StandardCharsets.UTF_8).split(";\\s*\n"))
          .map(String::strip)
          .filter(sql -> !sql.isEmpty())
          .toList();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "grouping.sql",
        "windows.sql",
        "queries.sql",
        "functions.sql",
        "intervals.sql",
        "json.sql",
        "collections.sql"
      })
  void statementsGivePostgresAnswers(String file) throws IOException {
    List<String> different = new ArrayList<>();
    for (String sql : statements(file)) {
      try {
        String difference = difference(sql);
        if (!difference.isEmpty()) {
          different.add("\n" + sql + "\n" + difference);
        }
      } catch (SQLException e) {
        different.add("\n" + sql + "\n" + e.getSQLState() + " " + e.getMessage());
      }
    }
    assertThat(different).isEmpty();
  }

  private static String difference(String sql) throws SQLException {
    if (!labels(yore, sql).equals(labels(postgres, sql))) {
      return "columns " + labels(yore, sql) + "\nexpected " + labels(postgres, sql);
    }
    Answer actual = Answer.inOrder(yore, sql);
    Answer expected = Answer.inOrder(postgres, sql);
    return ORDERED.matcher(sql).find()
        ? actual.differenceFrom(expected)
        : actual.sorted().differenceFrom(expected.sorted());
  }

  private static List<String> labels(Connection connection, String sql) throws SQLException {
    List<String> labels = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
        labels.add(result.getMetaData().getColumnLabel(i));
      }
    }
    return labels;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT ARRAY[1, 2]",
        "SELECT array_agg(id) FROM emp",
        "SELECT generate_series(1, 3)",
        "SELECT id FROM emp WHERE id = ANY (string_to_array('a,b', ','))",
        "SELECT * FROM UNNEST(string_to_array('a,b', ',')) AS t(x)",
        "SELECT count(DISTINCT (dept, active)) FROM emp",
        "SELECT id FROM emp WHERE (dept, id) > ('dev', 2)",
        "SELECT count(DISTINCT dept) OVER () FROM emp",
        "SELECT json_value('{}', '$x.a')",
        "SELECT interval '1 month 1 day' + hired FROM emp",
        "SELECT DISTINCT ON (dept) dept, -id AS id FROM emp ORDER BY dept, id",
        "SELECT DISTINCT ON (dept) dept AS id, id AS dept FROM emp ORDER BY dept",
        "SELECT age(timestamp '2020-01-01 00:00:00', timestamp '2019-01-01 00:00:00')",
        "SELECT interval '1 month' * 1.5",
        "CREATE TABLE periods (id int PRIMARY KEY, length interval day)"
      })
  void whatIsNotSupportedIsRefused(String sql) {
    assertThat(state(yore, sql)).isEqualTo("0A000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "42P10: SELECT DISTINCT ON (dept) id FROM emp ORDER BY id",
        "42P10: SELECT DISTINCT ON (dept, boss) id FROM emp ORDER BY dept, id",
        "42P10: SELECT DISTINCT ON (dept, boss) id FROM emp ORDER BY dept, id, boss",
        "42P10: SELECT DISTINCT ON (3) id FROM emp",
        "42703: SELECT DISTINCT ON (nothing) id FROM emp",
        "22023: SELECT * FROM generate_series(1, 2, 0)",
        "22023: SELECT * FROM generate_series(2, 1, 0)"
      })
  void mistakesHavePostgresStates(String stateAndSql) {
    String state = stateAndSql.substring(0, 5);
    String sql = stateAndSql.substring(7);
    assertThat(state(yore, sql)).isEqualTo(state);
    assertThat(state(postgres, sql)).isEqualTo(state);
  }

  private static String state(Connection connection, String sql) {
    try {
      return "answers " + Answer.inOrder(connection, sql).rows();
    } catch (SQLException e) {
      return e.getSQLState();
    }
  }
}
