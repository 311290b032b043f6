package dev.yore.cli.output;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How wide each column of a table is, and how many of them fit. */
final class ColumnWidths {
  /** A text column may be cut down to this many cells to make room. */
  private static final int TEXT_MIN = 12;

  private static final int BORDER = 3;

  private final int[] widths;
  private final boolean[] fixed;
  private int shown;

  private ColumnWidths(int[] widths, boolean[] fixed) {
    this.widths = widths;
    this.fixed = fixed;
    this.shown = widths.length;
  }

  /**
   * Measures a sample.
   *
   * @param limit the cells of a line; 0 for no limit
   */
  static ColumnWidths of(List<Column> columns, List<@Nullable String[]> sample, int limit) {
    int[] widths = new int[columns.size()];
    boolean[] fixed = new boolean[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = CellText.width(CellText.visible(columns.get(i).name()));
      fixed[i] = columns.get(i).isNumber();
      for (@Nullable String[] row : sample) {
        widths[i] = Math.max(widths[i], CellText.width(String.valueOf(row[i])));
      }
    }
    ColumnWidths result = new ColumnWidths(widths, fixed);
    if (limit > 0) {
      result.fit(limit);
    }
    return result;
  }

  /** The cells of column {@code i}. */
  int width(int i) {
    return widths[i];
  }

  /** How many columns are shown, from the first. */
  int shown() {
    return shown;
  }

  int hidden() {
    return widths.length - shown;
  }

  /** Takes cells from the widest text columns, then columns from the end. */
  private void fit(int limit) {
    while (shown > 0 && total() > limit) {
      int widest = widestText();
      if (widest >= 0) {
        int excess = total() - limit;
        widths[widest] =
            Math.max(Math.max(TEXT_MIN, secondWidest(widest)), widths[widest] - excess);
      } else if (shown > 1) {
        shown--;
      } else {
        widths[0] = Math.max(1, limit - 2);
        return;
      }
    }
  }

  private int total() {
    int total = -1;
    for (int i = 0; i < shown; i++) {
      total += widths[i] + BORDER;
    }
    return total;
  }

  /** The widest column that can give cells, or -1. */
  private int widestText() {
    int widest = -1;
    for (int i = 0; i < shown; i++) {
      if (!fixed[i] && widths[i] > TEXT_MIN && (widest < 0 || widths[i] > widths[widest])) {
        widest = i;
      }
    }
    return widest;
  }

  /** What the widest may shrink to before another has a turn; one less than it at most. */
  private int secondWidest(int widest) {
    int second = 0;
    for (int i = 0; i < shown; i++) {
      if (i != widest && !fixed[i]) {
        second = Math.max(second, widths[i]);
      }
    }
    return Math.min(second, widths[widest] - 1);
  }
}
