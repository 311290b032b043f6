package dev.yore.engine.exec;

import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Rows by one number, by open addressing. A number and its first row lie beside each other, so that
 * a look costs one cache miss.
 */
final class LongIndex extends JoinIndex {
  private final long[] table;
  private final int mask;

  LongIndex(long[] keys, boolean @Nullable [] nulls, int rows) {
    super(rows);
    int places = Integer.highestOneBit(Math.max(8, rows)) << 2;
    this.table = new long[Math.multiplyExact(2, places)];
    this.mask = places - 1;
    for (int row = rows - 1; row >= 0; row--) {
      if (nulls == null || !nulls[row]) {
        put(keys[row], row);
      }
    }
  }

  private void put(long key, int row) {
    int place = Hashes.mix(key) & mask;
    while (table[2 * place + 1] != 0) {
      if (table[2 * place] == key) {
        chain(row, (int) table[2 * place + 1] - 1);
        table[2 * place + 1] = row + 1;
        return;
      }
      place = place + 1 & mask;
    }
    table[2 * place] = key;
    table[2 * place + 1] = row + 1;
  }

  @Override
  void first(Vector[] keys, Batch batch, int[] out) {
    if (constant(this, keys, batch, out)) {
      return;
    }
    Vector key = LongKeys.flat(keys[0]);
    long[] values = ((LongVector) key).values();
    int[] selection = batch.selection();
    int count = batch.count();
    for (int i = 0; i < count; i++) {
      out[i] = find(table, mask, values[selection == null ? i : selection[i]]);
    }
    DirectIndex.withoutNulls(key.nulls(), selection, count, out);
  }

  private static int find(long[] table, int mask, long key) {
    int place = Hashes.mix(key) & mask;
    while (true) {
      long row = table[2 * place + 1];
      if (row == 0 || table[2 * place] == key) {
        return (int) row - 1;
      }
      place = place + 1 & mask;
    }
  }
}
