package dev.yore.cli.sql;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The names of tables and columns, read from the metadata when first asked for. */
final class SchemaNames {
  private final Connection connection;
  private @Nullable Map<String, Set<String>> columnsByTable;

  SchemaNames(Connection connection) {
    this.connection = connection;
  }

  /** Makes the next question read the metadata again. */
  void forget() {
    columnsByTable = null;
  }

  /** Names of tables; those outside the present schema have theirs before them. */
  Collection<String> tables() {
    return columns().keySet();
  }

  /** Columns of a table; none if there is no such table. */
  Collection<String> columns(String table) {
    return columns().getOrDefault(table.toLowerCase(Locale.ROOT), Set.of());
  }

  private Map<String, Set<String>> columns() {
    Map<String, Set<String>> known = columnsByTable;
    if (known == null) {
      known = read();
      columnsByTable = known;
    }
    return known;
  }

  /** Completion is a comfort: without metadata there is none, and the statement tells why. */
  private Map<String, Set<String>> read() {
    Map<String, Set<String>> found = new TreeMap<>();
    try {
      DatabaseMetaData metaData = connection.getMetaData();
      boolean upper = metaData.storesUpperCaseIdentifiers();
      String current = connection.getSchema();
      try (ResultSet rows = metaData.getColumns(null, null, "%", "%")) {
        while (rows.next()) {
          String schema = rows.getString("TABLE_SCHEM");
          String table = rows.getString("TABLE_NAME");
          String column = rows.getString("COLUMN_NAME");
          String name = schema == null || schema.equals(current) ? table : schema + "." + table;
          found
              .computeIfAbsent(written(name, upper), n -> new LinkedHashSet<>())
              .add(written(column, upper));
        }
      }
    } catch (SQLException e) {
      return found;
    }
    return found;
  }

  private static String written(String name, boolean upper) {
    return upper ? name.toLowerCase(Locale.ROOT) : name;
  }

  /** The words of SQL worth completing. */
  static final List<String> KEYWORDS =
      List.of(
          "ADD",
          "ALL",
          "ALTER",
          "AND",
          "AS",
          "ASC",
          "AS OF",
          "BEGIN",
          "BETWEEN",
          "BY",
          "CASCADE",
          "CASE",
          "CAST",
          "CHECK",
          "COMMIT",
          "CONSTRAINT",
          "COUNT",
          "CREATE",
          "CREATE INDEX",
          "CREATE TABLE",
          "CROSS JOIN",
          "CURRENT_DATE",
          "CURRENT_TIMESTAMP",
          "DEFAULT",
          "DELETE FROM",
          "DESC",
          "DISTINCT",
          "DROP",
          "DROP TABLE",
          "ELSE",
          "END",
          "EXCEPT",
          "EXISTS",
          "EXPLAIN",
          "FALSE",
          "FETCH FIRST",
          "FOR SYSTEM_TIME ALL",
          "FOR SYSTEM_TIME AS OF",
          "FOR SYSTEM_TIME BETWEEN",
          "FOR SYSTEM_TIME FROM",
          "FOREIGN KEY",
          "FROM",
          "FULL JOIN",
          "GROUP BY",
          "HAVING",
          "IN",
          "INNER JOIN",
          "INSERT INTO",
          "INTERSECT",
          "INTERVAL",
          "IS NULL",
          "IS NOT NULL",
          "JOIN",
          "LEFT JOIN",
          "LIKE",
          "LIMIT",
          "NOT",
          "NOT NULL",
          "NULL",
          "OFFSET",
          "ON",
          "OR",
          "ORDER BY",
          "PRIMARY KEY",
          "REFERENCES",
          "RIGHT JOIN",
          "ROLLBACK",
          "SAVEPOINT",
          "SELECT",
          "SET",
          "SET AS OF",
          "SHOW",
          "SUM",
          "TABLE",
          "THEN",
          "TIMESTAMP",
          "TRUE",
          "UNION",
          "UNION ALL",
          "UNIQUE",
          "UPDATE",
          "USING",
          "VALUES",
          "VIEW",
          "WHEN",
          "WHERE",
          "WITH",
          "WITH RECURSIVE");
}
