package dev.yore.cli.load;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A table of the database by name: whether it is there, what its columns are, how to write it. */
final class TargetTable {
  /** Metadata gives some such number as the size of text without a limit. */
  private static final int LENGTH_LIMIT = 1_000_000;

  private final Connection connection;
  private final DatabaseMetaData metaData;
  private final @Nullable String schema;
  private final String name;

  TargetTable(Connection connection, String written) throws SQLException {
    this.connection = connection;
    metaData = connection.getMetaData();
    int dot = written.lastIndexOf('.');
    schema = dot < 0 ? connection.getSchema() : folded(written.substring(0, dot));
    name = folded(written.substring(dot + 1));
  }

  /** A name as the database keeps names that are not quoted. */
  String folded(String written) throws SQLException {
    if (metaData.storesUpperCaseIdentifiers()) {
      return written.toUpperCase(Locale.ROOT);
    }
    return metaData.storesLowerCaseIdentifiers() ? written.toLowerCase(Locale.ROOT) : written;
  }

  String name() {
    return name;
  }

  /** The columns in order; none if there is no such table. */
  List<TargetColumn> columns() throws SQLException {
    List<TargetColumn> columns = new ArrayList<>();
    try (ResultSet rows = metaData.getColumns(null, schema, name, "%")) {
      while (rows.next()) {
        if (rows.getString("TABLE_NAME").equals(name)) {
          columns.add(column(rows));
        }
      }
    }
    return columns;
  }

  private static TargetColumn column(ResultSet row) throws SQLException {
    int jdbcType = row.getInt("DATA_TYPE");
    ValueKind kind = ValueKind.ofColumn(jdbcType, row.getString("TYPE_NAME"));
    int size = row.getInt("COLUMN_SIZE");
    boolean limited = kind == ValueKind.TEXT && size > 0 && size < LENGTH_LIMIT;
    boolean required =
        row.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls
            && row.getString("COLUMN_DEF") == null;
    return new TargetColumn(
        row.getString("COLUMN_NAME"), kind, jdbcType, required, limited ? size : 0);
  }

  /** Makes the table. */
  void create(List<String> definitions, List<String> key) throws SQLException {
    List<String> parts = new ArrayList<>(definitions);
    if (!key.isEmpty()) {
      parts.add("PRIMARY KEY (" + quotedAll(key) + ")");
    }
    execute("CREATE TABLE " + qualifiedName() + " (" + String.join(", ", parts) + ")");
  }

  void drop() throws SQLException {
    execute("DROP TABLE " + qualifiedName());
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** A statement that inserts one row. */
  PreparedStatement insert(List<TargetColumn> columns) throws SQLException {
    String names = quotedAll(columns.stream().map(TargetColumn::name).toList());
    String marks = columns.stream().map(c -> "?").collect(Collectors.joining(", "));
    return connection.prepareStatement(
        "INSERT INTO " + qualifiedName() + " (" + names + ") VALUES (" + marks + ")");
  }

  private String qualifiedName() throws SQLException {
    return schema == null ? quoted(name) : quoted(schema) + "." + quoted(name);
  }

  private String quotedAll(List<String> names) throws SQLException {
    List<String> quoted = new ArrayList<>();
    for (String each : names) {
      quoted.add(quoted(each));
    }
    return String.join(", ", quoted);
  }

  /** A name in quotes, so that it may be a word of SQL. */
  String quoted(String unquoted) throws SQLException {
    String quote = metaData.getIdentifierQuoteString();
    return quote + unquoted.replace(quote, quote + quote) + quote;
  }
}
