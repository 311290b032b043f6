package dev.yore.cli.output;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A way to write rows: {@link #begin}, each {@link #row}, {@link #end}. */
public interface RowFormat {
  void begin(List<Column> columns);

  /**
   * Writes or keeps a row.
   *
   * @param values one for each column; null for NULL. The array is the format's from now on
   */
  void row(@Nullable String[] values);

  /**
   * Writes what is still to be written.
   *
   * @param rows how many there were
   */
  void end(long rows);
}
