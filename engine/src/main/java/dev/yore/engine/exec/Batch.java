package dev.yore.engine.exec;

import dev.yore.storage.column.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Some rows as columns. Vectors may have more rows than count: when {@code selection} is there,
 * only the rows that its first {@code count} entries name, ascending, are meant.
 *
 * @param columns vectors of at least {@link #extent()} rows each
 * @param selection row numbers, or null when the first {@code count} rows are meant
 * @param count how many rows are meant
 */
public record Batch(Vector[] columns, int @Nullable [] selection, int count) {

  /** About the most rows that a batch has: one segment's worth. */
  public static final int ROWS_MAX = 8192;

  /** The position in the vectors of the {@code i}th row meant. */
  public int row(int i) {
    return selection == null ? i : selection[i];
  }

  /** One more than the last position meant: the length that vectors aligned with it need. */
  public int extent() {
    return selection == null ? count : count == 0 ? 0 : selection[count - 1] + 1;
  }

  /** The same columns with other rows meant. */
  public Batch with(int[] selected, int rows) {
    return new Batch(columns, selected, rows);
  }

  /** The rows meant, without a selection. */
  public Batch compact() {
    if (selection == null) {
      return this;
    }
    Vector[] gathered = new Vector[columns.length];
    for (int i = 0; i < columns.length; i++) {
      gathered[i] = columns[i].gather(selection, count);
    }
    return new Batch(gathered, null, count);
  }

  /** The bytes of memory its columns take, those shared with a cache included. */
  public long bytes() {
    long sum = 64;
    for (Vector column : columns) {
      sum += column.bytes() + 48;
    }
    return sum;
  }
}
