package dev.yore.cli.load;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Inserts rows by batches; where bad lines are allowed, a batch that fails is tried row by row. */
final class BatchWriter implements AutoCloseable {
  private final Connection connection;
  private final List<TargetColumn> columns;
  private final int batchRows;
  private final BadLines bad;
  private final long badLinesMax;
  private final PreparedStatement insert;
  private final List<CsvFile.Row> batch = new ArrayList<>();
  private long rows;

  BatchWriter(
      Connection connection,
      TargetTable table,
      List<TargetColumn> columns,
      int batchRows,
      BadLines bad,
      long badLinesMax)
      throws SQLException {
    this.connection = connection;
    this.columns = columns;
    this.batchRows = batchRows;
    this.bad = bad;
    this.badLinesMax = badLinesMax;
    insert = table.insert(columns);
  }

  /** How many rows were written. */
  long rows() {
    return rows;
  }

  void add(CsvFile.Row row) throws SQLException {
    batch.add(row);
    if (batch.size() == batchRows) {
      flush();
    }
  }

  void flush() throws SQLException {
    if (batch.isEmpty()) {
      return;
    }
    if (badLinesMax > 0) {
      writeOrSkip();
    } else {
      writeBatch();
    }
    batch.clear();
  }

  private void writeBatch() throws SQLException {
    for (CsvFile.Row row : batch) {
      bind(row);
      insert.addBatch();
    }
    try {
      insert.executeBatch();
      rows += batch.size();
    } catch (BatchUpdateException e) {
      bad.add(batch.get(failedIndex(e)).line(), String.valueOf(e.getMessage()));
      throw new ImportException("the database refused a line, nothing was imported");
    }
  }

  /** Which row a failed batch stopped at, or the first that failed if it went on. */
  private int failedIndex(BatchUpdateException e) {
    int[] counts = e.getUpdateCounts();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] == Statement.EXECUTE_FAILED) {
        return i;
      }
    }
    return Math.min(counts.length, batch.size() - 1);
  }

  private void writeOrSkip() throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      for (CsvFile.Row row : batch) {
        bind(row);
        insert.addBatch();
      }
      insert.executeBatch();
      rows += batch.size();
    } catch (BatchUpdateException e) {
      connection.rollback(before);
      writeOneByOne();
    }
    connection.releaseSavepoint(before);
  }

  private void writeOneByOne() throws SQLException {
    for (CsvFile.Row row : batch) {
      Savepoint before = connection.setSavepoint();
      try {
        bind(row);
        insert.executeUpdate();
        rows++;
      } catch (SQLException e) {
        connection.rollback(before);
        bad.add(row.line(), String.valueOf(e.getMessage()));
        if (bad.count() > badLinesMax) {
          throw new ImportException("too many lines are bad, nothing was imported");
        }
      }
      connection.releaseSavepoint(before);
    }
  }

  private void bind(CsvFile.Row row) throws SQLException {
    for (int i = 0; i < columns.size(); i++) {
      TargetColumn column = columns.get(i);
      @Nullable Object value = column.value(row.values()[i]);
      if (value == null) {
        insert.setNull(i + 1, column.jdbcType());
      } else {
        insert.setObject(i + 1, value);
      }
    }
  }

  @Override
  public void close() throws SQLException {
    insert.close();
  }
}
