package dev.yore.engine.exec;

import org.jspecify.annotations.Nullable;

/**
 * The smallest and the greatest of the numbers that are keys; the smallest is greater when there is
 * none.
 */
record KeyBounds(long min, long max) {
  private static final long PACKED_MAX = 1L << 62;

  static KeyBounds of(long[] values, boolean @Nullable [] nulls, int rows) {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    if (nulls == null) {
      for (int i = 0; i < rows; i++) {
        min = Math.min(min, values[i]);
        max = Math.max(max, values[i]);
      }
      return new KeyBounds(min, max);
    }
    for (int i = 0; i < rows; i++) {
      if (!nulls[i]) {
        min = Math.min(min, values[i]);
        max = Math.max(max, values[i]);
      }
    }
    return new KeyBounds(min, max);
  }

  /** How many numbers lie between them, both included; a very great number when they overflow. */
  long places() {
    if (min > max) {
      return 1;
    }
    long places = max - min + 1;
    return places <= 0 ? Long.MAX_VALUE : places;
  }

  /** True when keys of several numbers in these bounds can be told apart by one number. */
  static boolean packable(KeyBounds[] bounds) {
    long product = 1;
    for (KeyBounds one : bounds) {
      if (one.places() > PACKED_MAX / product) {
        return false;
      }
      product *= one.places();
    }
    return true;
  }
}
