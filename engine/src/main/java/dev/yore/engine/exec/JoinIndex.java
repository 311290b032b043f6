package dev.yore.engine.exec;

import dev.yore.storage.column.ConstantVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.Layout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds rows by key, once all rows are there. Rows of one key are a chain, first row first; a key
 * with a null in it is never found.
 */
abstract sealed class JoinIndex permits DirectIndex, LongIndex, PackedIndex, RowIndex {
  /** A table by key may have so many places for each row before hashing takes less room. */
  private static final int PLACES_PER_ROW = 8;

  private static final int PLACES_MIN = 1 << 10;

  private final int rows;
  private int @Nullable [] next;

  JoinIndex(int rows) {
    this.rows = rows;
  }

  /**
   * The index of rows by these columns.
   *
   * @param keys flat or coded vectors of the rows' keys; at least one
   */
  static JoinIndex of(DataType[] types, Vector[] keys, int rows) {
    for (DataType type : types) {
      if (type.layout() != Layout.LONG) {
        return new RowIndex(types, keys, rows);
      }
    }
    long[][] values = new long[keys.length][];
    KeyBounds[] bounds = new KeyBounds[keys.length];
    for (int k = 0; k < keys.length; k++) {
      values[k] = LongKeys.values(keys[k]);
      bounds[k] = KeyBounds.of(values[k], keys[k].nulls(), rows);
    }
    if (keys.length == 1) {
      return ofLongs(values[0], keys[0].nulls(), rows, bounds[0]);
    }
    return KeyBounds.packable(bounds)
        ? new PackedIndex(bounds, keys, rows)
        : new RowIndex(types, keys, rows);
  }

  static JoinIndex ofLongs(long[] keys, boolean @Nullable [] nulls, int rows, KeyBounds bounds) {
    return bounds.places() <= Math.max(PLACES_MIN, (long) PLACES_PER_ROW * rows)
        ? new DirectIndex(keys, nulls, rows, bounds)
        : new LongIndex(keys, nulls, rows);
  }

  /** For each row that the batch means the first row with its key, or -1. */
  abstract void first(Vector[] keys, Batch batch, int[] out);

  /** The same for a key that is the same in all rows. */
  static boolean constant(JoinIndex index, Vector[] keys, Batch batch, int[] out) {
    for (Vector key : keys) {
      if (!(key instanceof ConstantVector)) {
        return false;
      }
    }
    if (batch.count() > 1) {
      index.first(keys, batch.with(new int[] {0}, 1), out);
      Arrays.fill(out, 1, batch.count(), out[0]);
      return true;
    }
    return false;
  }

  /** Puts a row before the rows of its key that are known already. */
  final void chain(int row, int before) {
    int[] chain = next;
    if (chain == null) {
      chain = new int[rows];
      Arrays.fill(chain, -1);
      next = chain;
    }
    chain[row] = before;
  }

  /** The next row with the key of this one, or -1. */
  int next(int row) {
    return next == null ? -1 : next[row];
  }

  /** True when no two rows have the same key. */
  boolean unique() {
    return next == null;
  }
}
