package dev.yore.storage.column;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Several sorted dictionaries that become one. */
final class Dictionaries {
  private final List<BytesVector> dictionaries = new ArrayList<>();
  private final Map<BytesVector, Integer> places = new IdentityHashMap<>();
  private int[][] codes = new int[0][];
  private BytesVector merged = new BytesVector(new byte[0], new int[1], 0, null);

  /** False when it is one of those already there, or has the entries of the one before it. */
  boolean add(BytesVector dictionary) {
    if (places.containsKey(dictionary)) {
      return false;
    }
    if (!dictionaries.isEmpty() && same(dictionaries.getLast(), dictionary)) {
      places.put(dictionary, dictionaries.size() - 1);
      return false;
    }
    places.put(dictionary, dictionaries.size());
    dictionaries.add(dictionary);
    return true;
  }

  private static boolean same(BytesVector a, BytesVector b) {
    return a.size() == b.size()
        && Arrays.equals(a.offsets(), 0, a.size() + 1, b.offsets(), 0, b.size() + 1)
        && Arrays.equals(
            a.data(),
            a.offsets()[0],
            a.offsets()[a.size()],
            b.data(),
            b.offsets()[0],
            b.offsets()[b.size()]);
  }

  /** Merges them, halves first. */
  void merge() {
    codes = new int[dictionaries.size()][];
    for (int d = 0; d < codes.length; d++) {
      codes[d] = ascending(dictionaries.get(d).size());
    }
    merged = merge(0, codes.length);
  }

  private static int[] ascending(int size) {
    int[] numbers = new int[size];
    Arrays.setAll(numbers, i -> i);
    return numbers;
  }

  private BytesVector merge(int from, int to) {
    if (to - from == 1) {
      return dictionaries.get(from);
    }
    int middle = (from + to) >>> 1;
    BytesVector a = merge(from, middle);
    BytesVector b = merge(middle, to);
    if (same(a, b)) {
      return a;
    }
    int[] newA = new int[a.size()];
    int[] newB = new int[b.size()];
    byte[] data = new byte[Math.addExact(length(a), length(b))];
    int[] offsets = new int[a.size() + b.size() + 1];
    int size = 0;
    int i = 0;
    int j = 0;
    while (i < a.size() || j < b.size()) {
      int sign = i == a.size() ? 1 : j == b.size() ? -1 : a.compare(i, b, j);
      BytesVector source = sign <= 0 ? a : b;
      int row = sign <= 0 ? i : j;
      System.arraycopy(source.data(), source.start(row), data, offsets[size], source.length(row));
      offsets[size + 1] = offsets[size] + source.length(row);
      if (sign <= 0) {
        newA[i++] = size;
      }
      if (sign >= 0) {
        newB[j++] = size;
      }
      size++;
    }
    rename(from, middle, newA);
    rename(middle, to, newB);
    return new BytesVector(
        Arrays.copyOf(data, offsets[size]), Arrays.copyOf(offsets, size + 1), size, null);
  }

  private static int length(BytesVector vector) {
    return vector.offsets()[vector.size()] - vector.offsets()[0];
  }

  private void rename(int from, int to, int[] renamed) {
    for (int d = from; d < to; d++) {
      for (int code = 0; code < codes[d].length; code++) {
        codes[d][code] = renamed[codes[d][code]];
      }
    }
  }

  /** The dictionary of all entries, each once. */
  BytesVector merged() {
    return merged;
  }

  /** For each code of one of the dictionaries the code in {@link #merged()}. */
  int[] codes(BytesVector dictionary) {
    Integer place = places.get(dictionary);
    if (place == null) {
      throw new IllegalStateException("a dictionary that was not added");
    }
    return codes[place];
  }
}
