package dev.yore.engine.exec;

import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import org.jspecify.annotations.Nullable;

/** Rows by several numbers whose ranges are narrow enough to put them together into one. */
final class PackedIndex extends JoinIndex {
  private final KeyBounds[] bounds;
  private final JoinIndex index;

  PackedIndex(KeyBounds[] bounds, Vector[] keys, int rows) {
    super(rows);
    this.bounds = bounds;
    boolean[] missing = new boolean[rows];
    long[] packed = pack(keys, null, rows, missing);
    this.index = ofLongs(packed, missing, rows, KeyBounds.of(packed, missing, rows));
  }

  /** A number for each row's key; missing is set where the key is null or out of bounds. */
  private long[] pack(Vector[] keys, int @Nullable [] selection, int count, boolean[] missing) {
    long[] packed = new long[count];
    for (int k = 0; k < keys.length; k++) {
      Vector key = LongKeys.flat(keys[k]);
      long[] values = ((LongVector) key).values();
      boolean[] nulls = key.nulls();
      long min = bounds[k].min();
      long places = bounds[k].places();
      for (int i = 0; i < count; i++) {
        int row = selection == null ? i : selection[i];
        long place = values[row] - min;
        missing[i] |= place < 0 | place >= places;
        packed[i] = packed[i] * places + place;
      }
      if (nulls != null) {
        for (int i = 0; i < count; i++) {
          missing[i] |= nulls[selection == null ? i : selection[i]];
        }
      }
    }
    return packed;
  }

  @Override
  void first(Vector[] keys, Batch batch, int[] out) {
    int count = batch.count();
    boolean[] missing = new boolean[count];
    long[] packed = pack(keys, batch.selection(), count, missing);
    Vector[] one = {new LongVector(packed, count, missing)};
    index.first(one, new Batch(one, null, count), out);
  }

  @Override
  int next(int row) {
    return index.next(row);
  }

  @Override
  boolean unique() {
    return index.unique();
  }
}
