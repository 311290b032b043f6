package dev.yore.engine.exec;

import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import java.util.Arrays;

/**
 * Rows in the order of a number that is their key, so that they can be looked up from one end of an
 * index to the other. Rows without a key come first.
 *
 * @param rows those of a batch
 * @param numbers the keys, each once, ascending
 * @param places for each row the place of its key among the numbers, or -1
 */
record SortedKeys(Batch rows, long[] numbers, int[] places) {
  private static final int DIGIT_BITS = 8;
  private static final int DIGITS = 1 << DIGIT_BITS;

  /**
   * @param keys aligned with the batch, of numbers
   */
  static SortedKeys of(Batch batch, Vector keys) {
    LongVector flat = (LongVector) LongKeys.flat(keys);
    int count = batch.count();
    int[] rows = new int[count];
    int missing = 0;
    boolean[] nulls = flat.nulls();
    for (int i = 0; i < count && nulls != null; i++) {
      if (nulls[batch.row(i)]) {
        rows[missing++] = batch.row(i);
      }
    }
    int known = missing;
    boolean sorted = missing == 0;
    long[] values = flat.values();
    for (int i = 0; i < count; i++) {
      int row = batch.row(i);
      if (nulls == null || !nulls[row]) {
        sorted &= i == 0 || values[rows[known - 1]] <= values[row];
        rows[known++] = row;
      }
    }
    if (sorted) {
      return numbered(batch, rows, missing, values);
    }
    int[] ordered = sorted(values, rows, missing);
    return numbered(new Batch(batch.columns(), ordered, count).compact(), ordered, missing, values);
  }

  private static SortedKeys numbered(Batch batch, int[] rows, int missing, long[] values) {
    long[] numbers = new long[rows.length - missing];
    int[] places = new int[rows.length];
    Arrays.fill(places, 0, missing, -1);
    int distinct = 0;
    for (int i = missing; i < rows.length; i++) {
      long number = values[rows[i]];
      if (distinct == 0 || numbers[distinct - 1] != number) {
        numbers[distinct++] = number;
      }
      places[i] = distinct - 1;
    }
    return new SortedKeys(
        batch, distinct == numbers.length ? numbers : Arrays.copyOf(numbers, distinct), places);
  }

  /** Sorts the rows from a place on by their numbers, digit by digit. */
  private static int[] sorted(long[] values, int[] rows, int from) {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int i = from; i < rows.length; i++) {
      min = Math.min(min, values[rows[i]]);
      max = Math.max(max, values[rows[i]]);
    }
    int[] source = rows;
    int[] target = rows.clone();
    int bits = Long.SIZE - Long.numberOfLeadingZeros(max - min);
    int[] starts = new int[DIGITS + 1];
    for (int shift = 0; shift < bits; shift += DIGIT_BITS) {
      Arrays.fill(starts, 0);
      for (int i = from; i < source.length; i++) {
        starts[digit(values[source[i]] - min, shift) + 1]++;
      }
      starts[0] = from;
      for (int digit = 0; digit < DIGITS; digit++) {
        starts[digit + 1] += starts[digit];
      }
      for (int i = from; i < source.length; i++) {
        int row = source[i];
        target[starts[digit(values[row] - min, shift)]++] = row;
      }
      int[] swapped = source;
      source = target;
      target = swapped;
    }
    return source;
  }

  private static int digit(long number, int shift) {
    return (int) (number >>> shift) & (DIGITS - 1);
  }
}
