package dev.yore.engine.exec;

import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import org.jspecify.annotations.Nullable;

/** Rows by a number of a narrow range: an array with a place for each number. */
final class DirectIndex extends JoinIndex {
  private final long min;
  private final int[] heads;

  DirectIndex(long[] keys, boolean @Nullable [] nulls, int rows, KeyBounds bounds) {
    super(rows);
    this.min = bounds.min();
    this.heads = new int[(int) bounds.places()];
    for (int row = rows - 1; row >= 0; row--) {
      if (nulls == null || !nulls[row]) {
        int place = (int) (keys[row] - min);
        if (heads[place] != 0) {
          chain(row, heads[place] - 1);
        }
        heads[place] = row + 1;
      }
    }
  }

  @Override
  void first(Vector[] keys, Batch batch, int[] out) {
    if (constant(this, keys, batch, out)) {
      return;
    }
    Vector key = LongKeys.flat(keys[0]);
    long[] values = ((LongVector) key).values();
    first(values, key.nulls(), batch.selection(), batch.count(), out);
  }

  private void first(
      long[] values, boolean @Nullable [] nulls, int @Nullable [] selection, int count, int[] out) {
    int[] places = heads;
    int length = places.length;
    if (selection == null) {
      for (int i = 0; i < count; i++) {
        long place = values[i] - min;
        out[i] = place >= 0 && place < length ? places[(int) place] - 1 : -1;
      }
    } else {
      for (int i = 0; i < count; i++) {
        long place = values[selection[i]] - min;
        out[i] = place >= 0 && place < length ? places[(int) place] - 1 : -1;
      }
    }
    withoutNulls(nulls, selection, count, out);
  }

  /** Nothing is found for nulls. */
  static void withoutNulls(
      boolean @Nullable [] nulls, int @Nullable [] selection, int count, int[] out) {
    if (nulls != null) {
      for (int i = 0; i < count; i++) {
        if (nulls[selection == null ? i : selection[i]]) {
          out[i] = -1;
        }
      }
    }
  }
}
