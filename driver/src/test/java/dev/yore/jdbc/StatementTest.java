package dev.yore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatementTest {
  private Connection connection;
  private Statement statement;

  @BeforeEach
  void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:yore:mem:");
    statement = connection.createStatement();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private void person() throws SQLException {
    statement.execute(
        "CREATE TABLE person (id INTEGER PRIMARY KEY, name VARCHAR(40) NOT NULL, age INTEGER)");
    statement.execute("INSERT INTO person VALUES (1, 'Alice', 30), (2, 'Bob', NULL)");
  }

  @Test
  void readsRowsByNumberAndByLabelInAnyCase() throws SQLException {
    person();
    try (ResultSet rows = statement.executeQuery("SELECT id, name, age FROM person ORDER BY id")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(1);
      assertThat(rows.getString("NAME")).isEqualTo("Alice");
      assertThat(rows.getLong("Age")).isEqualTo(30);
      assertThat(rows.wasNull()).isFalse();
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt("age")).isZero();
      assertThat(rows.wasNull()).isTrue();
      assertThat(rows.getObject(3)).isNull();
      assertThat(rows.next()).isFalse();
      assertThat(rows.isAfterLast()).isTrue();
    }
  }

  @Test
  void countsChangedRowsAndThenHasNoMoreResults() throws SQLException {
    person();
    assertThat(statement.executeUpdate("UPDATE person SET age = 31 WHERE id = 1")).isEqualTo(1);
    assertThat(statement.execute("DELETE FROM person")).isFalse();
    assertThat(statement.getUpdateCount()).isEqualTo(2);
    assertThat(statement.getMoreResults()).isFalse();
    assertThat(statement.getUpdateCount()).isEqualTo(-1);
  }

  @Test
  void goesThroughTheResultsOfSeveralStatements() throws SQLException {
    boolean rows =
        statement.execute(
            "CREATE TABLE t (a INTEGER PRIMARY KEY); INSERT INTO t VALUES (1), (2); SELECT a FROM t;");
    assertThat(rows).isFalse();
    assertThat(statement.getMoreResults()).isFalse();
    assertThat(statement.getUpdateCount()).isEqualTo(2);
    assertThat(statement.getMoreResults()).isTrue();
    assertThat(statement.getResultSet().next()).isTrue();
    assertThat(statement.getMoreResults()).isFalse();
    assertThat(statement.getUpdateCount()).isEqualTo(-1);
  }

  @Test
  void tellsThePlaceOfAnErrorInAScript() {
    assertThatThrownBy(() -> statement.execute("VALUES (1);\n  SELEC 1"))
        .isInstanceOfSatisfying(
            SQLSyntaxErrorException.class, e -> assertThat(e.getSQLState()).isEqualTo("42601"))
        .hasMessageContaining("line 2, column 3");
  }

  @Test
  void refusesToQueryWithoutExecutingWhatReturnsNoRows() throws SQLException {
    person();
    assertThatThrownBy(() -> statement.executeQuery("DELETE FROM person"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("executeUpdate");
    assertThatThrownBy(() -> statement.executeUpdate("SELECT * FROM person"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("executeQuery");
    try (ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM person")) {
      rows.next();
      assertThat(rows.getInt(1)).isEqualTo(2);
    }
  }

  @Test
  void executesAPreparedStatementAgainAndAgain() throws SQLException {
    person();
    try (PreparedStatement byId =
        connection.prepareStatement("SELECT name FROM person WHERE id = ?")) {
      for (int id = 1; id <= 2; id++) {
        byId.setInt(1, id);
        try (ResultSet rows = byId.executeQuery()) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getString(1)).isEqualTo(id == 1 ? "Alice" : "Bob");
          assertThat(rows.next()).isFalse();
        }
      }
      assertThat(byId.getParameterMetaData().getParameterCount()).isEqualTo(1);
      assertThat(byId.getParameterMetaData().getParameterTypeName(1)).isEqualTo("INTEGER");
      assertThat(byId.getMetaData().getColumnName(1)).isEqualTo("name");
    }
  }

  @Test
  void namesTheParameterThatHasNoValue() throws SQLException {
    try (PreparedStatement sum =
        connection.prepareStatement("VALUES (CAST(? AS INTEGER) + CAST(? AS INTEGER))")) {
      sum.setInt(1, 1);
      assertThatThrownBy(sum::executeQuery)
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("parameter: 2");
      assertThatThrownBy(() -> sum.setInt(3, 1))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("parameters: 2");
    }
  }

  @Test
  void keepsValuesOfEveryTypeUnchanged() throws SQLException {
    statement.execute(
        """
        CREATE TABLE every (id INTEGER PRIMARY KEY, b BOOLEAN, s SMALLINT, l BIGINT, r REAL, d DOUBLE PRECISION,
          n DECIMAL(20, 4), v VARCHAR, y VARBINARY, dt DATE, tm TIME, ts TIMESTAMP,
          tz TIMESTAMP WITH TIME ZONE, u UUID)\
        """);
    UUID uuid = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
    OffsetDateTime moment =
        OffsetDateTime.of(2025, 12, 31, 23, 59, 59, 123_456_000, ZoneOffset.UTC);
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO every VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)")) {
      insert.setInt(1, 1);
      insert.setBoolean(2, true);
      insert.setShort(3, (short) -7);
      insert.setLong(4, Long.MIN_VALUE);
      insert.setFloat(5, 1.5f);
      insert.setDouble(6, 0.1);
      insert.setBigDecimal(7, new BigDecimal("1234567890123456.7891"));
      insert.setString(8, "żółw 🐢");
      insert.setBytes(9, new byte[] {0, 1, -1});
      insert.setObject(10, LocalDate.of(2025, 2, 28));
      insert.setObject(11, java.time.LocalTime.of(1, 2, 3));
      insert.setTimestamp(12, Timestamp.valueOf("2025-12-31 01:02:03.000004"));
      insert.setObject(13, moment);
      insert.setObject(14, uuid);
      assertThat(insert.executeUpdate()).isEqualTo(1);
      insert.setInt(1, 2);
      for (int i = 2; i <= 14; i++) {
        insert.setNull(i, Types.NULL);
      }
      assertThat(insert.executeUpdate()).isEqualTo(1);
    }
    try (ResultSet rows = statement.executeQuery("SELECT * FROM every ORDER BY id")) {
      rows.next();
      assertThat(rows.getObject("b")).isEqualTo(true);
      assertThat(rows.getObject("s")).isEqualTo(-7);
      assertThat(rows.getObject("l")).isEqualTo(Long.MIN_VALUE);
      assertThat(rows.getObject("r")).isEqualTo(1.5f);
      assertThat(rows.getObject("d")).isEqualTo(0.1);
      assertThat(rows.getObject("n")).isEqualTo(new BigDecimal("1234567890123456.7891"));
      assertThat(rows.getString("v")).isEqualTo("żółw 🐢");
      assertThat(rows.getBytes("y")).containsExactly(0, 1, -1);
      assertThat(rows.getObject("dt", LocalDate.class)).isEqualTo(LocalDate.of(2025, 2, 28));
      assertThat(rows.getString("tm")).isEqualTo("01:02:03");
      assertThat(rows.getTimestamp("ts"))
          .isEqualTo(Timestamp.valueOf("2025-12-31 01:02:03.000004"));
      assertThat(rows.getObject("ts", LocalDateTime.class))
          .isEqualTo(LocalDateTime.of(2025, 12, 31, 1, 2, 3, 4_000));
      assertThat(rows.getObject("tz", OffsetDateTime.class).toInstant())
          .isEqualTo(moment.toInstant());
      assertThat(rows.getObject("u")).isEqualTo(uuid);
      rows.next();
      for (int i = 2; i <= 14; i++) {
        assertThat(rows.getObject(i)).as("column %s", i).isNull();
        assertThat(rows.wasNull()).isTrue();
      }
    }
  }

  @Test
  void executesABatchAsAWhole() throws SQLException {
    person();
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO person (id, name) VALUES (?, ?)")) {
      for (int id = 10; id < 20; id++) {
        insert.setInt(1, id);
        insert.setString(2, "n" + id);
        insert.addBatch();
      }
      assertThat(insert.executeBatch()).hasSize(10).containsOnly(1);
      insert.setInt(1, 20);
      insert.addBatch();
      insert.setInt(1, 10);
      insert.addBatch();
      assertThatThrownBy(insert::executeBatch)
          .isInstanceOfSatisfying(
              BatchUpdateException.class,
              e -> {
                assertThat(e.getSQLState()).isEqualTo("23505");
                assertThat(e.getCause())
                    .isInstanceOf(SQLIntegrityConstraintViolationException.class);
              });
    }
    try (ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM person WHERE id >= 10")) {
      rows.next();
      assertThat(rows.getInt(1)).isEqualTo(10);
    }
  }

  @Test
  void scrollsToAnyRow() throws SQLException {
    person();
    try (Statement scrolling =
            connection.createStatement(
                ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
        ResultSet rows = scrolling.executeQuery("SELECT id FROM person ORDER BY id")) {
      assertThat(rows.isBeforeFirst()).isTrue();
      assertThat(rows.last()).isTrue();
      assertThat(rows.getRow()).isEqualTo(2);
      assertThat(rows.previous()).isTrue();
      assertThat(rows.isFirst()).isTrue();
      assertThat(rows.absolute(2)).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(2);
      assertThat(rows.absolute(3)).isFalse();
      assertThat(rows.isAfterLast()).isTrue();
      assertThat(rows.absolute(-2)).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(1);
    }
  }

  @Test
  void returnsNoMoreThanTheMostRows() throws SQLException {
    person();
    statement.setMaxRows(1);
    try (ResultSet rows = statement.executeQuery("SELECT id FROM person")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void describesColumns() throws SQLException {
    person();
    try (ResultSet rows = statement.executeQuery("SELECT name AS n, age + 1 FROM person")) {
      ResultSetMetaData columns = rows.getMetaData();
      assertThat(columns.getColumnLabel(1)).isEqualTo("n");
      assertThat(columns.getColumnName(1)).isEqualTo("name");
      assertThat(columns.getTableName(1)).isEqualTo("person");
      assertThat(columns.getSchemaName(1)).isEqualTo("public");
      assertThat(columns.getColumnTypeName(1)).isEqualTo("VARCHAR");
      assertThat(columns.getPrecision(1)).isEqualTo(40);
      assertThat(columns.isNullable(1)).isEqualTo(ResultSetMetaData.columnNoNulls);
      assertThat(columns.getTableName(2)).isEmpty();
      assertThat(columns.getColumnType(2)).isEqualTo(Types.INTEGER);
      assertThat(columns.isNullable(2)).isEqualTo(ResultSetMetaData.columnNullable);
    }
  }

  @Test
  void givesEachErrorItsClassAndState() throws SQLException {
    person();
    assertThatThrownBy(() -> statement.execute("SELECT * FROM persn"))
        .isInstanceOf(SQLSyntaxErrorException.class)
        .hasMessageContaining("person");
    assertThatThrownBy(() -> statement.executeQuery("SELECT 1 / 0 FROM person").next())
        .isInstanceOf(SQLDataException.class);
    assertThatThrownBy(() -> statement.execute("INSERT INTO person VALUES (1, 'x', 1)"))
        .isInstanceOfSatisfying(
            SQLIntegrityConstraintViolationException.class,
            e -> assertThat(e.getSQLState()).isEqualTo("23505"));
  }

  @Test
  void readsANumberThatDoesNotFitAsAnError() throws SQLException {
    try (ResultSet rows = statement.executeQuery("VALUES (CAST(3000000000 AS BIGINT))")) {
      rows.next();
      assertThat(rows.getLong(1)).isEqualTo(3_000_000_000L);
      assertThatThrownBy(() -> rows.getInt(1)).isInstanceOf(SQLDataException.class);
    }
  }

  @Test
  void rollsBackToASavepointAndToTheStart() throws SQLException {
    person();
    connection.setAutoCommit(false);
    statement.executeUpdate("UPDATE person SET age = 40 WHERE id = 1");
    Savepoint savepoint = connection.setSavepoint();
    statement.executeUpdate("DELETE FROM person");
    connection.rollback(savepoint);
    assertThat(count()).isEqualTo(2);
    connection.rollback();
    try (ResultSet rows = statement.executeQuery("SELECT age FROM person WHERE id = 1")) {
      rows.next();
      assertThat(rows.getInt(1)).isEqualTo(30);
    }
    connection.setAutoCommit(true);
    assertThatThrownBy(connection::commit)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("25P01"));
  }

  private int count() throws SQLException {
    try (ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM person")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
