package dev.yore.cli.sql;

import dev.yore.cli.output.Column;
import dev.yore.cli.output.OutputFormat;
import dev.yore.cli.output.RowFormat;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Shows tables, columns and keys from the metadata. */
final class Describe {
  private static final int NAME_TYPES = Types.VARCHAR;

  private final Session session;

  Describe(Session session) {
    this.session = session;
  }

  /** A schema and a pattern of names in it, as the metadata wants them. */
  private record Name(@Nullable String schema, String pattern) {}

  void describe(String argument) throws SQLException {
    if (argument.isEmpty()) {
      tables("", "TABLE", "VIEW");
      return;
    }
    for (Name candidate : candidates(argument)) {
      List<Name> found = find(candidate);
      if (!found.isEmpty()) {
        for (Name table : found) {
          describe(table);
        }
        return;
      }
    }
    session.err().println("There is no table '" + argument + "'; \\dt lists them");
    session.err().flush();
  }

  /** Lists tables of some kinds; the pattern is the start of a name with {@code *} for anything. */
  void tables(String pattern, String... kinds) throws SQLException {
    List<@Nullable String[]> rows = new ArrayList<>();
    boolean system = pattern.contains(".");
    for (Name name : pattern.isEmpty() ? List.of(new Name(null, "%")) : candidates(pattern)) {
      try (ResultSet found =
          metaData().getTables(null, name.schema(), name.pattern(), system ? null : kinds)) {
        while (found.next()) {
          rows.add(
              new @Nullable String[] {
                found.getString("TABLE_SCHEM"),
                found.getString("TABLE_NAME"),
                found.getString("TABLE_TYPE"),
                found.getString("REMARKS")
              });
        }
      }
      if (!rows.isEmpty()) {
        break;
      }
    }
    print(List.of("schema", "name", "type", "remarks"), rows);
  }

  private DatabaseMetaData metaData() throws SQLException {
    return session.connection().getMetaData();
  }

  /** The name as written, then folded as the database folds names. */
  private List<Name> candidates(String argument) throws SQLException {
    String text = argument.replace("\"", "");
    String folded = text;
    if (metaData().storesUpperCaseIdentifiers()) {
      folded = text.toUpperCase(Locale.ROOT);
    } else if (metaData().storesLowerCaseIdentifiers()) {
      folded = text.toLowerCase(Locale.ROOT);
    }
    return folded.equals(text) ? List.of(name(text)) : List.of(name(text), name(folded));
  }

  private static Name name(String text) {
    int dot = text.lastIndexOf('.');
    String pattern = text.substring(dot + 1).replace('*', '%');
    return new Name(dot < 0 ? null : text.substring(0, dot), pattern.isEmpty() ? "%" : pattern);
  }

  private List<Name> find(Name name) throws SQLException {
    List<Name> found = new ArrayList<>();
    try (ResultSet tables = metaData().getTables(null, name.schema(), name.pattern(), null)) {
      while (tables.next()) {
        String table = tables.getString("TABLE_NAME");
        if (name.pattern().contains("%") || table.equals(name.pattern())) {
          found.add(new Name(tables.getString("TABLE_SCHEM"), table));
        }
      }
    }
    return found;
  }

  private void describe(Name table) throws SQLException {
    session.out().println("Table " + table.schema() + "." + table.pattern());
    List<@Nullable String[]> rows = new ArrayList<>();
    try (ResultSet columns = metaData().getColumns(null, table.schema(), table.pattern(), "%")) {
      while (columns.next()) {
        if (columns.getString("TABLE_NAME").equals(table.pattern())) {
          rows.add(
              new @Nullable String[] {
                columns.getString("COLUMN_NAME"),
                typeName(columns),
                columns.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls ? "not null" : "",
                columns.getString("COLUMN_DEF")
              });
        }
      }
    }
    print(List.of("column", "type", "nullable", "default"), rows);
    keys(table);
    indexes(table);
    references(table);
    session.out().println();
  }

  private static String typeName(ResultSet columns) throws SQLException {
    String name = columns.getString("TYPE_NAME");
    int size = columns.getInt("COLUMN_SIZE");
    return switch (columns.getInt("DATA_TYPE")) {
      case Types.DECIMAL, Types.NUMERIC ->
          name + "(" + size + ", " + columns.getInt("DECIMAL_DIGITS") + ")";
      case Types.CHAR, Types.VARCHAR ->
          size > 0 && size < 1_000_000 ? name + "(" + size + ")" : name;
      default -> name;
    };
  }

  private void keys(Name table) throws SQLException {
    Map<Integer, String> columns = new TreeMap<>();
    try (ResultSet keys = metaData().getPrimaryKeys(null, table.schema(), table.pattern())) {
      while (keys.next()) {
        columns.put(keys.getInt("KEY_SEQ"), keys.getString("COLUMN_NAME"));
      }
    }
    if (!columns.isEmpty()) {
      session.out().println("Primary key: " + String.join(", ", columns.values()));
    }
  }

  private void indexes(Name table) throws SQLException {
    Map<String, List<String>> indexes = new LinkedHashMap<>();
    try (ResultSet rows =
        metaData().getIndexInfo(null, table.schema(), table.pattern(), false, true)) {
      while (rows.next()) {
        String name = rows.getString("INDEX_NAME");
        if (name != null) {
          String title = (rows.getBoolean("NON_UNIQUE") ? "Index " : "Unique index ") + name;
          indexes.computeIfAbsent(title, n -> new ArrayList<>()).add(rows.getString("COLUMN_NAME"));
        }
      }
    }
    indexes.forEach(
        (name, columns) -> session.out().println(name + ": " + String.join(", ", columns)));
  }

  private void references(Name table) throws SQLException {
    try (ResultSet keys = metaData().getImportedKeys(null, table.schema(), table.pattern())) {
      while (keys.next()) {
        session
            .out()
            .printf(
                "Foreign key: %s references %s (%s)%n",
                keys.getString("FKCOLUMN_NAME"),
                keys.getString("PKTABLE_NAME"),
                keys.getString("PKCOLUMN_NAME"));
      }
    }
  }

  private void print(List<String> names, List<@Nullable String[]> rows) {
    RowFormat format =
        OutputFormat.TABLE.open(
            session.out(), session.style().withExpanded(false).withNullText(""));
    format.begin(names.stream().map(n -> new Column(n, NAME_TYPES)).toList());
    rows.forEach(format::row);
    format.end(rows.size());
  }
}
