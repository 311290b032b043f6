package dev.yore.engine.exec;

import dev.yore.storage.column.BytesVector;
import dev.yore.storage.column.Vector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Numbers distinct byte strings 0, 1, 2 …; it keeps copies of them in one block. */
final class ByteStrings {
  private static final int ROOM = 64;

  private int[] places = new int[ROOM];
  private int[] hashes = new int[ROOM];
  private int[] offsets = new int[ROOM + 1];
  private byte[] data = new byte[16 * ROOM];
  private int size;

  /** The number of a row's bytes, or -1 when they have none and get none. */
  int number(BytesVector vector, int row, boolean add) {
    byte[] bytes = vector.data();
    int from = vector.start(row);
    int to = vector.end(row);
    int hash = Hashes.of(bytes, from, to);
    int mask = places.length - 1;
    int place = hash & mask;
    while (places[place] != 0) {
      int id = places[place] - 1;
      if (hashes[id] == hash
          && Arrays.equals(data, offsets[id], offsets[id + 1], bytes, from, to)) {
        return id;
      }
      place = place + 1 & mask;
    }
    return add ? put(place, hash, bytes, from, to) : -1;
  }

  private int put(int place, int hash, byte[] bytes, int from, int to) {
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, 2 * size);
      offsets = Arrays.copyOf(offsets, 2 * size + 1);
    }
    int start = offsets[size];
    int end = Math.addExact(start, to - from);
    if (end > data.length) {
      data = Arrays.copyOf(data, Math.max(end, data.length + (data.length >> 1)));
    }
    System.arraycopy(bytes, from, data, start, to - from);
    hashes[size] = hash;
    offsets[++size] = end;
    places[place] = size;
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

  /** The strings with these numbers; numbers of nulls are 0. */
  Vector vector(int[] numbers, boolean @Nullable [] nulls) {
    // Where every key is null there is no string at all, but number 0 stands for an empty one.
    BytesVector all = new BytesVector(data, offsets, Math.max(1, size), null);
    BytesVector gathered = all.gather(numbers, numbers.length);
    return new BytesVector(gathered.data(), gathered.offsets(), numbers.length, nulls);
  }
}
