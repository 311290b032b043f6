package dev.yore.engine.exec;

import dev.yore.storage.column.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Some rows as columns. Vectors may have more rows than count: when {@code selection} is there, only
 * the rows that its first {@code count} entries name, ascending, are meant.
 *
 * @param columns vectors of one size
 * @param selection row numbers, or null when the first {@code count} rows are meant
 * @param count how many rows are meant
 */
public record Batch(Vector[] columns, int @Nullable [] selection, int count) {

  /** The most rows that a batch may have: one segment's worth. */
  public static final int ROWS_MAX = 8192;

  /** The position in the vectors of the {@code i}th row meant. */
  public int row(int i) {
    return selection == null ? i : selection[i];
  }
}
