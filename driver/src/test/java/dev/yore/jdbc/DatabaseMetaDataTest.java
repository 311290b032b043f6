package dev.yore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatabaseMetaDataTest {
  private Connection connection;
  private DatabaseMetaData metadata;

  @BeforeEach
  void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:yore:mem:");
    metadata = connection.getMetaData();
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE TABLE artist (artist_id INTEGER PRIMARY KEY, name VARCHAR(120) NOT NULL UNIQUE);
          CREATE TABLE album (album_id INTEGER PRIMARY KEY, title VARCHAR(160), price DECIMAL(10, 2) DEFAULT 9.99,
            artist_id INTEGER REFERENCES artist (artist_id));
          CREATE INDEX album_title ON album (title)\
          """);
    }
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  /** The values of some columns, joined by bars. */
  private static List<String> rows(ResultSet rows, String... columns) throws SQLException {
    try (rows) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        List<String> values = new ArrayList<>();
        for (String column : columns) {
          values.add(String.valueOf(rows.getString(column)));
        }
        found.add(String.join("|", values));
      }
      return found;
    }
  }

  @Test
  void listsSchemasButNoCatalogs() throws SQLException {
    assertThat(rows(metadata.getSchemas(), "TABLE_SCHEM")).contains("public", "yore").isSorted();
    assertThat(rows(metadata.getCatalogs(), "TABLE_CAT")).isEmpty();
    assertThat(connection.getCatalog()).isNull();
    assertThat(connection.getSchema()).isEqualTo("public");
  }

  @Test
  void listsTablesByPatternAndKind() throws SQLException {
    assertThat(
            rows(
                metadata.getTables(null, null, "%", new String[] {"TABLE", "VIEW"}),
                "TABLE_SCHEM",
                "TABLE_NAME",
                "TABLE_TYPE"))
        .containsExactly("public|album|TABLE", "public|artist|TABLE");
    assertThat(rows(metadata.getTables(null, "public", "a_bum", null), "TABLE_NAME"))
        .containsExactly("album");
    assertThat(rows(metadata.getTables("other", null, "%", null), "TABLE_NAME")).isEmpty();
    assertThat(rows(metadata.getTables(null, "yore", null, null), "TABLE_NAME", "TABLE_TYPE"))
        .contains("transactions|SYSTEM TABLE");
  }

  @Test
  void listsColumnsWithTheirTypes() throws SQLException {
    assertThat(
            rows(
                metadata.getColumns(null, null, "album", "%"),
                "ORDINAL_POSITION",
                "COLUMN_NAME",
                "TYPE_NAME",
                "COLUMN_SIZE",
                "DECIMAL_DIGITS",
                "IS_NULLABLE"))
        .containsExactly(
            "1|album_id|INTEGER|10|0|NO",
            "2|title|VARCHAR|160|null|YES",
            "3|price|DECIMAL|10|2|YES",
            "4|artist_id|INTEGER|10|0|YES");
  }

  @Test
  void hasTheColumnsOfTheDocumentationInTheirOrder() throws SQLException {
    try (ResultSet rows = metadata.getColumns(null, null, "album", "price")) {
      ResultSetMetaData columns = rows.getMetaData();
      assertThat(columns.getColumnCount()).isEqualTo(24);
      assertThat(columns.getColumnLabel(5)).isEqualTo("DATA_TYPE");
      assertThat(columns.getColumnLabel(23)).isEqualTo("IS_AUTOINCREMENT");
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(4)).isEqualTo("price");
      assertThat(rows.getInt(5)).isEqualTo(Types.DECIMAL);
      assertThat(rows.getString(13)).contains("9.99");
    }
  }

  @Test
  void listsKeysReferencesAndIndexes() throws SQLException {
    assertThat(rows(metadata.getPrimaryKeys(null, "public", "album"), "COLUMN_NAME", "KEY_SEQ"))
        .containsExactly("album_id|1");
    assertThat(
            rows(
                metadata.getImportedKeys(null, null, "album"),
                "PKTABLE_NAME",
                "PKCOLUMN_NAME",
                "FKTABLE_NAME",
                "FKCOLUMN_NAME",
                "KEY_SEQ"))
        .containsExactly("artist|artist_id|album|artist_id|1");
    assertThat(rows(metadata.getExportedKeys(null, null, "artist"), "FKTABLE_NAME"))
        .containsExactly("album");
    assertThat(
            rows(
                metadata.getIndexInfo(null, null, "album", false, true),
                "COLUMN_NAME",
                "NON_UNIQUE"))
        .containsExactly("album_id|false", "title|true");
    assertThat(rows(metadata.getIndexInfo(null, null, "artist", true, true), "COLUMN_NAME"))
        .containsExactlyInAnyOrder("artist_id", "name");
  }

  @Test
  void listsPseudoColumns() throws SQLException {
    assertThat(rows(metadata.getPseudoColumns(null, null, "album", null), "COLUMN_NAME"))
        .containsExactlyInAnyOrder("_id", "_tx", "_from", "_to", "_from_t", "_to_t");
  }

  @Test
  void namesTypesAsInListingsOfColumns() throws SQLException {
    List<String> types = rows(metadata.getTypeInfo(), "TYPE_NAME");
    assertThat(types).doesNotHaveDuplicates();
    assertThat(types).containsAll(rows(metadata.getColumns(null, null, null, null), "TYPE_NAME"));
    try (ResultSet rows = metadata.getTypeInfo()) {
      int last = Integer.MIN_VALUE;
      while (rows.next()) {
        assertThat(rows.getInt("DATA_TYPE")).isGreaterThanOrEqualTo(last);
        last = rows.getInt("DATA_TYPE");
      }
    }
  }

  @Test
  void showsTablesOfOtherConnectionsAtOnce() throws SQLException {
    String url = "jdbc:yore:mem:metadata-test";
    try (Connection first = DriverManager.getConnection(url);
        Connection second = DriverManager.getConnection(url);
        Statement statement = first.createStatement()) {
      DatabaseMetaData seen = second.getMetaData();
      assertThat(rows(seen.getTables(null, "public", "%", null), "TABLE_NAME")).isEmpty();
      statement.execute("CREATE TABLE t (a INTEGER PRIMARY KEY)");
      assertThat(rows(seen.getTables(null, "public", "%", null), "TABLE_NAME"))
          .containsExactly("t");
    }
  }

  @Test
  void answersEveryMethodWithoutArguments() {
    for (Method method : DatabaseMetaData.class.getMethods()) {
      if (method.getParameterCount() == 0) {
        assertThatCode(() -> method.invoke(metadata))
            .as(method.getName())
            .doesNotThrowAnyException();
      }
    }
  }

  @Test
  void saysTheTruthOfNamesAndOfOrder() throws SQLException {
    assertThat(metadata.storesLowerCaseIdentifiers()).isTrue();
    assertThat(metadata.storesUpperCaseIdentifiers()).isFalse();
    assertThat(metadata.storesMixedCaseIdentifiers()).isFalse();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT x FROM (VALUES (1), (CAST(NULL AS INTEGER))) AS v (x) ORDER BY x")) {
      rows.next();
      assertThat(rows.getInt(1)).isEqualTo(1);
      assertThat(metadata.nullsAreSortedHigh()).isTrue();
    }
  }
}
