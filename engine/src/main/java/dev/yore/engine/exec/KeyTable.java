package dev.yore.engine.exec;

import dev.yore.storage.column.Vector;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.Layout;

/** Numbers distinct keys 0, 1, 2 … by open addressing. */
abstract sealed class KeyTable permits LongKeyTable, WordKeyTable {
  int size;

  /** A table of keys of these types; nulls are alike. */
  static KeyTable of(DataType[] types) {
    return types.length == 1 && types[0].layout() == Layout.LONG
        ? new LongKeyTable()
        : new WordKeyTable(types);
  }

  /** How many distinct keys there are. */
  final int size() {
    return size;
  }

  /**
   * Finds the numbers of the rows that the batch means, -1 for a key that has none.
   *
   * @param add true to number new keys
   */
  abstract void ids(Vector[] keys, Batch batch, boolean add, int[] out);

  /** The keys in the order of their numbers. */
  abstract Vector[] keys();
}
