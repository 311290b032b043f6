package dev.yore.storage.datom;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which attribute each row of a run has and where its value stands, for runs of entities that all
 * have the same attributes once. Such runs differ in nothing but how many attributes there are and
 * which one is first, so that one copy serves all: less memory, and it stays in the processor's
 * cache.
 */
record RowPattern(int[] attributeIndexes, int[] slots) {
  /** Patterns that are kept; each is as long as a leaf. Runs beyond them keep their own. */
  private static final int KEPT_MAX = 64;

  private static final ConcurrentHashMap<Key, RowPattern> KEPT = new ConcurrentHashMap<>();

  private record Key(int width, int first, int size) {}

  /** The shared pattern that is equal to these arrays, if there is one. */
  static @Nullable RowPattern of(int width, int[] attributeIndexes, int[] slots, int size) {
    int first = attributeIndexes[0];
    int[] next = new int[width];
    int expected = first;
    for (int row = 0; row < size; row++) {
      if (attributeIndexes[row] != expected || slots[row] != next[expected]++) {
        return null;
      }
      expected = expected + 1 == width ? 0 : expected + 1;
    }
    Key key = new Key(width, first, size);
    RowPattern known = KEPT.get(key);
    if (known != null || KEPT.size() >= KEPT_MAX) {
      return known;
    }
    RowPattern made = new RowPattern(attributeIndexes, slots);
    RowPattern other = KEPT.putIfAbsent(key, made);
    return other == null ? made : other;
  }
}
