package dev.yore.cli.output;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Reads rows to their end and writes them. */
public final class ResultPrinter {
  private ResultPrinter() {}

  /**
   * Writes all rows; returns how many there were.
   *
   * @param cancelled asked before each row; true ends the work with SQLSTATE 57014
   */
  public static long print(ResultSet rows, RowFormat format, BooleanSupplier cancelled)
      throws SQLException {
    List<Column> columns = Column.of(rows.getMetaData());
    format.begin(columns);
    long count = 0;
    while (rows.next()) {
      if (cancelled.getAsBoolean()) {
        throw new SQLException("Cancelled after " + count + " rows", "57014");
      }
      format.row(values(rows, columns));
      count++;
    }
    format.end(count);
    return count;
  }

  private static @Nullable String[] values(ResultSet rows, List<Column> columns)
      throws SQLException {
    @Nullable String[] values = new @Nullable String[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = text(rows, i + 1, columns.get(i));
    }
    return values;
  }

  private static @Nullable String text(ResultSet rows, int i, Column column) throws SQLException {
    if (column.isBinary()) {
      byte[] bytes = rows.getBytes(i);
      return bytes == null ? null : "\\x" + HexFormat.of().formatHex(bytes);
    }
    if (column.isBoolean()) {
      boolean value = rows.getBoolean(i);
      return rows.wasNull() ? null : String.valueOf(value);
    }
    return rows.getString(i);
  }
}
