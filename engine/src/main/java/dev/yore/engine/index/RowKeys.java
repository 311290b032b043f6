package dev.yore.engine.index;

import dev.yore.storage.column.LongVector;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.Run;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a run's rows for comparing them with each other. What mostly tells two rows apart,
 * the entity or a number as value, is compared as a plain number first.
 */
final class RowKeys {
  private final Run run;

  /** Part of the key that comes first in the run's order; null when it is no number. */
  private final long @Nullable [] leading;

  RowKeys(Run run) {
    this.run = run;
    this.leading = leading(run);
  }

  private static long @Nullable [] leading(Run run) {
    boolean one = run.attributes().length == 1;
    if (run.order() == IndexOrder.EAVT || (run.order() == IndexOrder.AEVT && one)) {
      return run.entities().toArray();
    }
    return run.order() == IndexOrder.AVET && one && run.values()[0] instanceof LongVector longs
        ? longs.values()
        : null;
  }

  /** Whether two rows have the same key. */
  boolean same(int left, int right) {
    return (leading == null || leading[left] == leading[right])
        && run.compareKeys(left, run, right) == 0;
  }

  /** Compares rows by key and then t. */
  int compare(int left, int right) {
    if (leading != null && leading[left] != leading[right]) {
      return leading[left] < leading[right] ? -1 : 1;
    }
    int sign = run.compareKeys(left, run, right);
    return sign != 0 ? sign : Long.compare(run.added(left), run.added(right));
  }

  /**
   * Merges two neighbouring stretches of sorted rows into the same place of another array; where
   * one has many rows in a row they are copied together.
   */
  void merge(int[] rows, int from, int middle, int to, int[] target) {
    int left = from;
    int right = middle;
    int at = from;
    while (left < middle && right < to) {
      int after = firstAbove(rows, left, middle, rows[right], true);
      System.arraycopy(rows, left, target, at, after - left);
      at += after - left;
      left = after;
      if (left < middle) {
        after = firstAbove(rows, right, to, rows[left], false);
        System.arraycopy(rows, right, target, at, after - right);
        at += after - right;
        right = after;
      }
    }
    System.arraycopy(rows, left, target, at, middle - left);
    System.arraycopy(rows, right, target, at + middle - left, to - right);
  }

  /** The first position whose row is above a row, or, not to be strictly so, at or above it. */
  private int firstAbove(int[] rows, int from, int to, int row, boolean strictly) {
    int low = from;
    int step = 1;
    int high = from;
    while (high < to && below(rows[high], row, strictly)) {
      low = high + 1;
      high += step;
      step <<= 1;
    }
    high = Math.min(high, to);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (below(rows[middle], row, strictly)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private boolean below(int candidate, int row, boolean orEqual) {
    int sign = compare(candidate, row);
    return sign < 0 || (orEqual && sign == 0);
  }
}
