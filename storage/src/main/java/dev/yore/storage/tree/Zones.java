package dev.yore.storage.tree;

import org.jspecify.annotations.Nullable;

/**
 * The transactions that the datoms of each child of a directory come from, smallest and greatest;
 * in history trees also those that ended them.
 */
record Zones(
    long[] minAdded, long[] maxAdded, long @Nullable [] minEnded, long @Nullable [] maxEnded) {

  static Zones of(int size, boolean history) {
    return new Zones(
        new long[size],
        new long[size],
        history ? new long[size] : null,
        history ? new long[size] : null);
  }

  boolean history() {
    return minEnded != null;
  }

  /** The smallest t that ended a datom of a child; the largest long where they still hold. */
  long minEnded(int child) {
    return minEnded == null ? Long.MAX_VALUE : minEnded[child];
  }

  long maxEnded(int child) {
    return maxEnded == null ? Long.MAX_VALUE : maxEnded[child];
  }

  void copy(int to, Zones source, int from) {
    minAdded[to] = source.minAdded[from];
    maxAdded[to] = source.maxAdded[from];
    if (minEnded != null && maxEnded != null) {
      minEnded[to] = source.minEnded(from);
      maxEnded[to] = source.maxEnded(from);
    }
  }

  /** Makes one child's zone of those of all children of a source. */
  void fold(int to, Zones source) {
    copy(to, source, 0);
    for (int i = 1; i < source.minAdded.length; i++) {
      minAdded[to] = Math.min(minAdded[to], source.minAdded[i]);
      maxAdded[to] = Math.max(maxAdded[to], source.maxAdded[i]);
      if (minEnded != null && maxEnded != null) {
        minEnded[to] = Math.min(minEnded[to], source.minEnded(i));
        maxEnded[to] = Math.max(maxEnded[to], source.maxEnded(i));
      }
    }
  }

  long bytes() {
    return 8L * minAdded.length * (minEnded == null ? 2 : 4);
  }
}
