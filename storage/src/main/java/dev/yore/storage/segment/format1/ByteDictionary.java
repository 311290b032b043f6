package dev.yore.storage.segment.format1;

import dev.yore.storage.column.BytesVector;
import dev.yore.storage.column.DictionaryVector;
import dev.yore.storage.datom.RowSort;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Finds the distinct values of a column of bytes. */
final class ByteDictionary {
  private static final int NONE = -1;

  private final BytesVector values;
  private final int[] firstRows;
  private final int[] codes;
  private final int[] table;
  private int distinct;

  private ByteDictionary(BytesVector values, int limit) {
    this.values = values;
    this.firstRows = new int[limit];
    this.codes = new int[values.size()];
    this.table = new int[4 * Integer.highestOneBit(limit)];
    Arrays.fill(table, NONE);
  }

  /** The same values with a sorted dictionary; null when fewer than one row in two repeats. */
  static @Nullable DictionaryVector of(BytesVector values) {
    int count = values.size();
    ByteDictionary dictionary = new ByteDictionary(values, Math.max(1, count / 2));
    int[] codes = dictionary.codes;
    for (int row = 0; row < count; row++) {
      int code = dictionary.add(row);
      if (code == NONE) {
        return null;
      }
      codes[row] = code;
    }
    return dictionary.sorted();
  }

  private int add(int row) {
    byte[] data = values.data();
    int from = values.start(row);
    int to = values.end(row);
    int slot = hash(data, from, to) & (table.length - 1);
    while (table[slot] != NONE) {
      int first = firstRows[table[slot]];
      if (Arrays.equals(data, from, to, data, values.start(first), values.end(first))) {
        return table[slot];
      }
      slot = (slot + 1) & (table.length - 1);
    }
    if (distinct == firstRows.length) {
      return NONE;
    }
    firstRows[distinct] = row;
    table[slot] = distinct;
    return distinct++;
  }

  private static int hash(byte[] data, int from, int to) {
    long hash = to - from;
    int at = from;
    for (; at + 8 <= to; at += 8) {
      hash = (hash ^ (long) BitPacking.LONG_AT.get(data, at)) * 0x9E37_79B9_7F4A_7C15L;
      hash ^= hash >>> 29;
    }
    long word = 0;
    for (; at < to; at++) {
      word = word << 8 | (data[at] & 0xFF);
    }
    hash = (hash ^ word) * 0x9E37_79B9_7F4A_7C15L;
    hash = (hash ^ hash >>> 29) * 0x9E37_79B9_7F4A_7C15L;
    return (int) (hash >>> 32);
  }

  private DictionaryVector sorted() {
    int[] order = new int[distinct];
    Arrays.setAll(order, i -> i);
    RowSort.sort(order, (l, r) -> values.compare(firstRows[l], values, firstRows[r]));
    int[] ranks = new int[distinct];
    int[] rows = new int[distinct];
    for (int i = 0; i < distinct; i++) {
      ranks[order[i]] = i;
      rows[i] = firstRows[order[i]];
    }
    for (int row = 0; row < codes.length; row++) {
      codes[row] = ranks[codes[row]];
    }
    return new DictionaryVector(codes, codes.length, values.gather(rows, distinct), null);
  }

  /** The same values with a dictionary of those that occur. */
  static DictionaryVector withoutUnused(DictionaryVector coded) {
    int entries = coded.dictionary().size();
    int[] ranks = new int[entries];
    for (int row = 0; row < coded.size(); row++) {
      ranks[coded.codes()[row]] = 1;
    }
    int[] used = new int[entries];
    int count = 0;
    for (int entry = 0; entry < entries; entry++) {
      if (ranks[entry] == 1) {
        ranks[entry] = count;
        used[count++] = entry;
      }
    }
    if (count == entries) {
      return coded;
    }
    int[] codes = new int[coded.size()];
    for (int row = 0; row < codes.length; row++) {
      codes[row] = ranks[coded.codes()[row]];
    }
    return new DictionaryVector(codes, codes.length, coded.dictionary().gather(used, count), null);
  }
}
