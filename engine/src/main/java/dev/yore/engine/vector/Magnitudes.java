package dev.yore.engine.vector;

import org.jspecify.annotations.Nullable;

/**
 * How many bits the numbers of a column need. A kernel that knows it before it starts need not look
 * for overflow at each row, which keeps its loop one that the JIT vectorises.
 */
public final class Magnitudes {
  private Magnitudes() {}

  /** The least {@code n} so that every number lies from {@code -2^n} up to {@code 2^n - 1}. */
  public static int bits(long[] values, int @Nullable [] rows, int count) {
    long ones = 0;
    if (rows == null) {
      for (int i = 0; i < count; i++) {
        ones |= values[i] ^ values[i] >> 63;
      }
    } else {
      for (int i = 0; i < count; i++) {
        long value = values[rows[i]];
        ones |= value ^ value >> 63;
      }
    }
    return bits(ones);
  }

  /** The same of one number. */
  public static int bits(long value) {
    return 64 - Long.numberOfLeadingZeros(value ^ value >> 63);
  }
}
