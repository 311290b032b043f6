package dev.yore.storage.segment.format1;

import dev.yore.storage.column.Longs;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the smallest encoding of a column of integers: one pass gathers what the sizes of most
 * encodings follow from; pieces and dictionaries are looked at only where they can win. Of equal
 * sizes the one that decodes faster wins.
 */
final class IntegerEncoder {
  /** More distinct values than this are not worth looking for. */
  private static final int DICTIONARY_MAX = 256;

  /** Shorter columns, and columns packed as narrowly as this, gain nothing from a dictionary. */
  private static final int DICTIONARY_ROWS_MIN = 32;

  private static final int DICTIONARY_WIDTH_MIN = 4;

  private final long[] values;
  private final int count;
  private long min;
  private long max;
  private long minDelta;
  private long maxDelta;
  private boolean deltasFit = true;
  private int constantPieces = 1;
  private int densePieces = 1;

  private IntegerEncoder(long[] values, int count) {
    this.values = values;
    this.count = count;
    scan();
  }

  static IntegerEncoding choose(Longs column) {
    if (column.size() > 0) {
      if (column instanceof Longs.Constant constant) {
        return new IntegerEncoding.Constant(constant.value());
      }
      if (column instanceof Longs.Dense dense && dense.size() > 1) {
        return new IntegerEncoding.Dense(dense.base());
      }
      if (column instanceof Longs.Plain plain) {
        return choose(plain.values(), plain.size());
      }
    }
    return choose(column.toArray(), column.size());
  }

  static IntegerEncoding choose(int[] values, int count) {
    long[] wide = new long[count];
    for (int i = 0; i < count; i++) {
      wide[i] = values[i];
    }
    return choose(wide, count);
  }

  static IntegerEncoding choose(long[] values, int count) {
    return choose(values, count, true);
  }

  private static IntegerEncoding choose(long[] values, int count, boolean nest) {
    if (count == 0) {
      return new IntegerEncoding.Constant(0);
    }
    IntegerEncoder encoder = new IntegerEncoder(values, count);
    IntegerEncoding simple = encoder.chooseSimple();
    return nest ? encoder.chooseNested(simple) : simple;
  }

  private void scan() {
    long previous = values[0];
    min = previous;
    max = previous;
    minDelta = Long.MAX_VALUE;
    maxDelta = Long.MIN_VALUE;
    long overflow = 0;
    for (int i = 1; i < count; i++) {
      long value = values[i];
      long delta = value - previous;
      overflow |= (value ^ previous) & (value ^ delta);
      min = Math.min(min, value);
      max = Math.max(max, value);
      minDelta = Math.min(minDelta, delta);
      maxDelta = Math.max(maxDelta, delta);
      constantPieces += delta == 0 ? 0 : 1;
      densePieces += delta == 1 ? 0 : 1;
      previous = value;
    }
    deltasFit = overflow >= 0;
  }

  private IntegerEncoding chooseSimple() {
    if (min == max) {
      return new IntegerEncoding.Constant(min);
    }
    if (densePieces == 1) {
      return new IntegerEncoding.Dense(min);
    }
    IntegerEncoding best = new IntegerEncoding.Plain(values, count);
    int width = BitPacking.width(max - min);
    if (width <= BitPacking.WIDTH_MAX) {
      best = smaller(new IntegerEncoding.Packed(values, count, min, width), best);
    }
    int deltaWidth = BitPacking.width(maxDelta - minDelta);
    if (deltasFit && deltaWidth <= BitPacking.WIDTH_MAX) {
      best = smaller(best, new IntegerEncoding.Delta(values, count, minDelta, deltaWidth));
    }
    return best;
  }

  private IntegerEncoding chooseNested(IntegerEncoding simple) {
    IntegerEncoding best = simple;
    int fewest = Math.min(constantPieces, densePieces);
    if (fewest > 1 && fewest <= count / 4) {
      best = smaller(best, pieces(constantPieces <= densePieces ? 0 : 1, fewest));
    }
    if (count >= DICTIONARY_ROWS_MIN
        && best.bytes() > BitPacking.bytes(count, DICTIONARY_WIDTH_MIN)) {
      IntegerEncoding dictionary = dictionary();
      best = dictionary == null ? best : smaller(best, dictionary);
    }
    return best;
  }

  private static IntegerEncoding smaller(IntegerEncoding preferred, IntegerEncoding other) {
    return other.bytes() < preferred.bytes() ? other : preferred;
  }

  private IntegerEncoding pieces(int step, int pieces) {
    long[] starts = new long[pieces];
    long[] lengths = new long[pieces];
    starts[0] = values[0];
    int piece = 0;
    int begin = 0;
    for (int i = 1; i < count; i++) {
      if (values[i] - values[i - 1] != step) {
        lengths[piece++] = i - begin;
        starts[piece] = values[i];
        begin = i;
      }
    }
    lengths[piece] = count - begin;
    return new IntegerEncoding.Pieces(
        step, pieces, choose(starts, pieces, false), choose(lengths, pieces, false));
  }

  private @Nullable IntegerEncoding dictionary() {
    LongSet distinct = new LongSet(Math.min(DICTIONARY_MAX, count / 4));
    long[] codes = new long[count];
    for (int i = 0; i < count; i++) {
      int code = distinct.add(values[i]);
      if (code < 0) {
        return null;
      }
      codes[i] = code;
    }
    long[] entries = distinct.toArray();
    long[] sorted = entries.clone();
    Arrays.sort(sorted);
    int[] ranks = new int[entries.length];
    for (int i = 0; i < ranks.length; i++) {
      ranks[i] = Arrays.binarySearch(sorted, entries[i]);
    }
    for (int i = 0; i < count; i++) {
      codes[i] = ranks[(int) codes[i]];
    }
    return new IntegerEncoding.Dictionary(
        codes, count, sorted.length, choose(sorted, sorted.length, false));
  }

  /** A few distinct numbers in the order they came. */
  private static final class LongSet {
    private final int limit;
    private final long[] entries;
    private final short[] table;
    private int size;

    LongSet(int limit) {
      this.limit = limit;
      this.entries = new long[limit];
      this.table = new short[4 * Integer.highestOneBit(limit)];
    }

    /** The position of a number among the distinct ones, or -1 when there are too many. */
    int add(long value) {
      long hash = value * 0x9E37_79B9_7F4A_7C15L;
      int slot = (int) (hash >>> 32) & (table.length - 1);
      while (table[slot] != 0) {
        int entry = table[slot] - 1;
        if (entries[entry] == value) {
          return entry;
        }
        slot = (slot + 1) & (table.length - 1);
      }
      if (size == limit) {
        return -1;
      }
      entries[size++] = value;
      table[slot] = (short) size;
      return size - 1;
    }

    long[] toArray() {
      return Arrays.copyOf(entries, size);
    }
  }
}
