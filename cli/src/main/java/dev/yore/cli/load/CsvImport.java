package dev.yore.cli.load;

import dev.yore.cli.terminal.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Imports one file into one table, in one transaction, after every line was checked. */
final class CsvImport {
  /** With bad lines allowed, so many rows decide what type a column has. */
  static final int SAMPLE_ROWS = 10_000;

  private final CsvFile file;
  private final ImportOptions options;
  private final Connection connection;
  private final BadLines bad;
  private final Progress progress;
  private final TargetTable table;
  private long rows;

  CsvImport(
      CsvFile file, ImportOptions options, Connection connection, BadLines bad, Progress progress)
      throws SQLException {
    this.file = file;
    this.options = options;
    this.connection = connection;
    this.bad = bad;
    this.progress = progress;
    table = new TargetTable(connection, options.table());
  }

  /** Imports; returns how many rows were written. */
  long run() throws SQLException, IOException {
    List<TargetColumn> existing = table.columns();
    if (options.create() != existing.isEmpty()) {
      throw new ImportException(
          existing.isEmpty()
              ? "there is no table " + table.name() + "; add --create to make it"
              : "the table " + table.name() + " exists; leave out --create to add to it");
    }
    return options.create() ? intoNewTable() : intoTable(mapped(existing));
  }

  private long intoNewTable() throws SQLException, IOException {
    List<String> names = new ArrayList<>();
    for (String name : fileColumns()) {
      names.add(table.folded(name));
    }
    List<String> key = new ArrayList<>();
    for (String column : options.key()) {
      key.add(table.folded(column));
    }
    for (String column : key) {
      if (!names.contains(column)) {
        throw new ImportException("there is no column " + column + " for --key; " + known(names));
      }
    }
    List<ColumnProfile> profiles = profile(names, key);
    refuseIfTooManyAreBad();
    List<String> definitions = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String required = key.contains(names.get(i)) ? " NOT NULL" : "";
      definitions.add(table.quoted(names.get(i)) + " " + profiles.get(i).sqlType() + required);
    }
    table.create(definitions, key);
    progress.clear();
    try {
      return write(table.columns());
    } catch (SQLException | RuntimeException e) {
      table.drop();
      throw e;
    }
  }

  private long intoTable(List<TargetColumn> columns) throws SQLException, IOException {
    check(columns);
    refuseIfTooManyAreBad();
    return write(columns);
  }

  private void refuseIfTooManyAreBad() {
    progress.clear();
    if (bad.count() > options.badLinesMax()) {
      throw new ImportException(
          String.format(
              Locale.ROOT,
              "%,d of %,d lines are bad, nothing was imported"
                  + " (--skip-bad N leaves out up to N lines, --skip-bad all any number)",
              bad.count(),
              rows));
    }
  }

  private static String known(List<String> names) {
    return "the file has " + String.join(", ", names);
  }

  /** The columns of the file, by its header or its first row. */
  private List<String> fileColumns() throws IOException {
    try (CsvFile.Rows reader = file.open()) {
      if (file.header()) {
        if (reader.header().isEmpty()) {
          throw new ImportException("the file is empty; a header was expected");
        }
        return ColumnNames.of(reader.header());
      }
      CsvFile.Row first = reader.next();
      return ColumnNames.numbered(first == null ? 0 : first.values().length);
    }
  }

  /** The table's columns in the order of the file's. */
  private List<TargetColumn> mapped(List<TargetColumn> existing) throws IOException {
    List<String> names = fileColumns();
    if (!file.header()) {
      if (names.size() > existing.size()) {
        throw new ImportException(
            "lines have " + names.size() + " values, the table " + existing.size() + " columns");
      }
      return existing.subList(0, names.size());
    }
    var byName =
        existing.stream()
            .collect(Collectors.toMap(c -> c.name().toLowerCase(Locale.ROOT), Function.identity()));
    List<TargetColumn> columns = new ArrayList<>();
    for (String name : names) {
      TargetColumn column = byName.get(name);
      if (column == null) {
        throw new ImportException(
            "the table has no column " + name + "; it has " + String.join(", ", byName.keySet()));
      }
      columns.add(column);
    }
    return columns;
  }

  /** Looks at every value to find the type of each column. */
  private List<ColumnProfile> profile(List<String> names, List<String> key) throws IOException {
    List<ColumnProfile> profiles = new ArrayList<>();
    names.forEach(name -> profiles.add(new ColumnProfile()));
    forEachRow(
        names.size(),
        row -> {
          if (rows == SAMPLE_ROWS && options.badLinesMax() > 0) {
            profiles.forEach(ColumnProfile::freeze);
          }
          for (int i = 0; i < profiles.size(); i++) {
            String value = row.values()[i];
            if (value == null || value.isBlank()) {
              if (key.contains(names.get(i))) {
                bad.add(row.line(), names.get(i), value, "is not allowed in a key");
              }
            } else if (!profiles.get(i).add(value)) {
              String wanted = profiles.get(i).kind().description();
              bad.add(row.line(), names.get(i), value, "is not " + wanted);
            }
          }
        });
    return profiles;
  }

  /** Looks at every value to find those that a column does not take. */
  private void check(List<TargetColumn> columns) throws IOException {
    forEachRow(
        columns.size(),
        row -> {
          for (int i = 0; i < columns.size(); i++) {
            String text = row.values()[i];
            try {
              columns.get(i).value(text);
            } catch (IllegalArgumentException e) {
              bad.add(row.line(), columns.get(i).name(), text, String.valueOf(e.getMessage()));
            }
          }
        });
  }

  private interface RowTask {
    void accept(CsvFile.Row row);
  }

  private void forEachRow(int columns, RowTask task) throws IOException {
    long size = Files.size(file.path());
    try (CsvFile.Rows reader = file.open()) {
      for (CsvFile.Row row = reader.next(); row != null; row = reader.next()) {
        rows++;
        int found = row.values().length;
        if (found != columns) {
          bad.add(row.line(), found + " values where " + columns + " are expected");
        } else {
          task.accept(row);
        }
        progress.tick(() -> ProgressText.of("checking", rows, reader.bytesRead(), size, progress));
      }
    }
  }

  private long write(List<TargetColumn> columns) throws SQLException, IOException {
    boolean autoCommit = connection.getAutoCommit();
    connection.setAutoCommit(false);
    try (CsvFile.Rows reader = file.open();
        BatchWriter writer =
            new BatchWriter(
                connection, table, columns, options.batchRows(), bad, options.badLinesMax())) {
      long size = Files.size(file.path());
      for (CsvFile.Row row = reader.next(); row != null; row = reader.next()) {
        if (!bad.contains(row.line())) {
          writer.add(row);
        }
        progress.tick(
            () -> ProgressText.of("importing", writer.rows(), reader.bytesRead(), size, progress));
      }
      writer.flush();
      connection.commit();
      return writer.rows();
    } catch (SQLException | RuntimeException e) {
      progress.clear();
      connection.rollback();
      throw e;
    } finally {
      progress.clear();
      connection.setAutoCommit(autoCommit);
    }
  }
}
