package dev.yore.storage.tree;

/**
 * Search in ascending numbers by a guess: where they are spread evenly, as generated keys and times
 * are, it meets a cache line or two and not one for each halving.
 */
final class Numbers {
  /** With fewer numbers halving is as quick. */
  private static final int GUESS_MIN = 64;

  private Numbers() {}

  /**
   * The first position from {@code from} on whose number is at least {@code key}, or {@code to}.
   */
  static int lowerBound(long[] numbers, int from, int to, long key) {
    int low = from;
    int high = to;
    if (to - from >= GUESS_MIN) {
      double least = numbers[from];
      double share = (key - least) / (numbers[to - 1] - least);
      int guess = from + (int) Math.clamp(share * (to - 1 - from), 0, to - 1.0 - from);
      int step = 1;
      if (numbers[guess] < key) {
        low = guess + 1;
        while (low + step < high && numbers[low + step] < key) {
          low += step + 1;
          step <<= 1;
        }
        high = Math.min(high, low + step + 1);
      } else {
        high = guess;
        while (high - step > low && numbers[high - step] >= key) {
          high -= step;
          step <<= 1;
        }
        low = Math.max(low, high - step);
      }
    }
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (numbers[middle] < key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
