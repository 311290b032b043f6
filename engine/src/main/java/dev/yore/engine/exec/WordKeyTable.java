package dev.yore.engine.exec;

import dev.yore.storage.column.Vector;
import dev.yore.storage.value.DataType;
import java.util.Arrays;

/**
 * Keys of any types, as a few words of 64 bits each: the parts' own bits, or for bytes the number
 * of the byte string, and before them a bit a part that tells whether it is null.
 */
final class WordKeyTable extends KeyTable {
  private static final int ROOM = 64;

  private final KeyWords[] parts;
  private final int width;
  private int[] places = new int[ROOM];
  private int[] hashes = new int[ROOM];
  private long[] words;

  WordKeyTable(DataType[] types) {
    this.parts = new KeyWords[types.length];
    int at = KeyWords.masks(types.length);
    for (int k = 0; k < parts.length; k++) {
      parts[k] = KeyWords.of(types[k], at, k);
      at += parts[k].words();
    }
    this.width = at;
    this.words = new long[ROOM * width];
  }

  @Override
  void ids(Vector[] keys, Batch batch, boolean add, int[] out) {
    int count = batch.count();
    long[] rows = new long[count * width];
    for (int k = 0; k < parts.length; k++) {
      parts[k].put(keys[k], batch, add, rows, width);
    }
    for (int i = 0; i < count; i++) {
      int from = i * width;
      out[i] =
          KeyWords.unknown(rows[from])
              ? -1
              : i > 0 && out[i - 1] >= 0 && same(rows, from, rows, from - width)
                  ? out[i - 1]
                  : id(rows, from, add);
    }
  }

  private boolean same(long[] a, int aFrom, long[] b, int bFrom) {
    for (int w = 0; w < width; w++) {
      if (a[aFrom + w] != b[bFrom + w]) {
        return false;
      }
    }
    return true;
  }

  private int hash(long[] rows, int from) {
    long hash = 0;
    for (int w = 0; w < width; w++) {
      hash = (hash ^ rows[from + w]) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 29;
    }
    return (int) (hash ^ hash >>> 32);
  }

  private int id(long[] rows, int from, boolean add) {
    int hash = hash(rows, from);
    int mask = places.length - 1;
    int place = hash & mask;
    while (places[place] != 0) {
      int id = places[place] - 1;
      if (hashes[id] == hash && same(words, id * width, rows, from)) {
        return id;
      }
      place = place + 1 & mask;
    }
    return add ? put(place, hash, rows, from) : -1;
  }

  private int put(int place, int hash, long[] rows, int from) {
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, 2 * size);
      words = Arrays.copyOf(words, Math.multiplyExact(2 * size, width));
    }
    hashes[size] = hash;
    System.arraycopy(rows, from, words, size * width, width);
    places[place] = ++size;
    if (size * 2 > places.length) {
      grow();
    }
    return size - 1;
  }

  private void grow() {
    places = new int[2 * places.length];
    int mask = places.length - 1;
    for (int id = 0; id < size; id++) {
      int place = hashes[id] & mask;
      while (places[place] != 0) {
        place = place + 1 & mask;
      }
      places[place] = id + 1;
    }
  }

  @Override
  Vector[] keys() {
    Vector[] built = new Vector[parts.length];
    for (int k = 0; k < built.length; k++) {
      built[k] = parts[k].build(words, width, size);
    }
    return built;
  }
}
