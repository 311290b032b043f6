package dev.yore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.time.Period;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What expressions give that PostgreSQL does not have, or that it delivers in another form. */
class ExpressionsTest {
  private Connection connection;
  private Statement statement;

  @BeforeEach
  void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:yore:mem:?timezone=UTC");
    statement = connection.createStatement();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private ResultSet row(String sql) throws SQLException {
    ResultSet rows = statement.executeQuery(sql);
    assertThat(rows.next()).isTrue();
    return rows;
  }

  @Test
  void aDifferenceOfTimestampsIsADuration() throws SQLException {
    try (ResultSet row =
        row("SELECT TIMESTAMP '2024-01-03 01:00:00.5' - TIMESTAMP '2024-01-01 00:00:00'")) {
      Duration expected = Duration.ofDays(2).plusHours(1).plusMillis(500);
      assertThat(row.getObject(1)).isEqualTo(expected);
      assertThat(row.getObject(1, Duration.class)).isEqualTo(expected);
      assertThat(row.getString(1)).isEqualTo("2 days 01:00:00.5");
      assertThat(row.getMetaData().getColumnTypeName(1)).isEqualTo("INTERVAL DAY TO SECOND");
      assertThat(row.getMetaData().getColumnType(1)).isEqualTo(Types.OTHER);
      assertThatThrownBy(() -> row.getObject(1, Period.class)).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void anIntervalOfMonthsIsAPeriod() throws SQLException {
    try (ResultSet row = row("SELECT INTERVAL '1 year' + INTERVAL '2 months'")) {
      assertThat(row.getObject(1)).isEqualTo(Period.of(1, 2, 0));
      assertThat(row.getObject(1, Period.class)).isEqualTo(Period.of(1, 2, 0));
      assertThat(row.getString(1)).isEqualTo("1 year 2 mons");
      assertThat(row.getMetaData().getColumnTypeName(1)).isEqualTo("INTERVAL YEAR TO MONTH");
    }
  }

  @Test
  void secondsAndEpochsAreExact() throws SQLException {
    String sql =
        "SELECT EXTRACT(SECOND FROM t), EXTRACT(MILLISECOND FROM t), EXTRACT(EPOCH FROM t)"
            + " FROM (VALUES (TIMESTAMP '1970-01-01 00:00:01.25')) AS v(t)";
    try (ResultSet row = row(sql)) {
      assertThat(row.getString(1)).isEqualTo("1.250000");
      assertThat(row.getString(2)).isEqualTo("1250.000");
      assertThat(row.getString(3)).isEqualTo("1.250000");
    }
  }

  @Test
  void theMedianOfAnyNumbersIsOneInTheirMiddle() throws SQLException {
    String sql =
        "SELECT median(i), median(d), median(f) FROM (VALUES (1, 1.5, CAST(1 AS DOUBLE)),"
            + " (2, 2.0, 2), (4, 9.25, 4), (5, 10, 5)) AS v(i, d, f)";
    try (ResultSet row = row(sql)) {
      assertThat(row.getBigDecimal(1)).isEqualByComparingTo("3");
      assertThat(row.getBigDecimal(2)).isEqualByComparingTo(new BigDecimal("5.625"));
      assertThat(row.getDouble(3)).isEqualTo(3.0);
    }
  }

  @Test
  void jsonIsWrittenWithASpaceAfterColonsAndCommas() throws SQLException {
    String sql =
        "SELECT JSON_OBJECT('a': 1, 'b': NULL, 'c': JSON_ARRAY('x\"y', TRUE)),"
            + " JSON_OBJECT('b': NULL ABSENT ON NULL), JSON_VALUE('{\"a\": true}', '$.a'),"
            + " JSON_OBJECT('j': '[1]' FORMAT JSON, 's': '[1]')";
    try (ResultSet row = row(sql)) {
      assertThat(row.getString(1)).isEqualTo("{\"a\": 1, \"b\": null, \"c\": [\"x\\\"y\", true]}");
      assertThat(row.getString(2)).isEqualTo("{}");
      assertThat(row.getString(3)).isEqualTo("true");
      assertThat(row.getString(4)).isEqualTo("{\"j\": [1], \"s\": \"[1]\"}");
    }
  }

  @Test
  void jsonIsAggregatedIntoObjects() throws SQLException {
    String sql =
        "SELECT JSON_OBJECTAGG(k VALUE v), JSON_OBJECTAGG(k VALUE v ABSENT ON NULL)"
            + " FROM (VALUES ('a', 1), ('b', NULL)) AS t(k, v)";
    try (ResultSet row = row(sql)) {
      assertThat(row.getString(1)).isEqualTo("{\"a\": 1, \"b\": null}");
      assertThat(row.getString(2)).isEqualTo("{\"a\": 1}");
    }
  }

  @Test
  void jsonOfMoreThanTwoThousandCharactersIsWhole() throws SQLException {
    try (ResultSet row = row("SELECT JSON_VALUE(JSON_ARRAY(repeat('x', 5000)), '$[0]')")) {
      assertThat(row.getString(1)).hasSize(5000);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "JSON_VALUE('{}', '$.a' ERROR ON EMPTY) | 22035",
        "JSON_VALUE('[1, 2]', '$[*]' ERROR ON ERROR) | 22034",
        "JSON_VALUE('[1, 2]', '$' ERROR ON ERROR) | 2203F",
        "JSON_VALUE('{}', 'strict $.a' ERROR ON ERROR) | 2203A",
        "JSON_VALUE('{', '$.a' ERROR ON ERROR) | 22P02",
        "JSON_VALUE('1e999999999', '$ + 1' ERROR ON ERROR) | 22P02",
        "JSON_VALUE('1e99999999999', '$' ERROR ON ERROR) | 22P02",
        "JSON_VALUE('1', '$ + 1e999999999') | 42601",
        "JSON_VALUE('{}', '$.') | 42601",
        "JSON_VALUE('{}', '$.a.datetime()') | 0A000",
        "JSON_EXISTS('{}', 'strict $.a' ERROR ON ERROR) | 2203A"
      })
  void failuresOfJsonHaveTheirStates(String expression, String state) {
    assertThatThrownBy(() -> row("SELECT " + expression))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
  }

  @ParameterizedTest
  @CsvSource({"'Mars/Olympus', 22023", "'+25', 22023"})
  void unknownTimeZonesAreRefused(String zone, String state) {
    assertThatThrownBy(
            () -> row("SELECT TIMESTAMP '2024-01-01 00:00:00' AT TIME ZONE '" + zone + "'"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
  }
}
