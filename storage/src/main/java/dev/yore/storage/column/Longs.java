package dev.yore.storage.column;

import java.util.Arrays;

/** A column of entity ids or transaction numbers, kept as tightly as it may be read quickly. */
public sealed interface Longs {

  int size();

  long get(int row);

  /** The bytes of memory its arrays take. */
  long bytes();

  Longs slice(int from, int to);

  /** The same number in every row. */
  record Constant(long value, int size) implements Longs {
    @Override
    public long get(int row) {
      return value;
    }

    @Override
    public long bytes() {
      return 0;
    }

    @Override
    public Longs slice(int from, int to) {
      return new Constant(value, to - from);
    }
  }

  /** {@code base, base + 1, base + 2 …}. */
  record Dense(long base, int size) implements Longs {
    @Override
    public long get(int row) {
      return base + row;
    }

    @Override
    public long bytes() {
      return 0;
    }

    @Override
    public Longs slice(int from, int to) {
      return new Dense(base + from, to - from);
    }
  }

  /**
   * Numbers that count up, each standing in equally many rows: ids of entities that have equally
   * many datoms.
   *
   * @param skipped how many rows of the first number are not there, less than {@code times}
   */
  record Repeated(long base, int skipped, int times, int size) implements Longs {
    @Override
    public long get(int row) {
      return base + (row + skipped) / times;
    }

    @Override
    public long bytes() {
      return 0;
    }

    @Override
    public Longs slice(int from, int to) {
      return new Repeated(get(from), (from + skipped) % times, times, to - from);
    }

    private int search(long key, int from, int to) {
      long more = key - base;
      if (more <= 0 || more > size) {
        return more <= 0 ? from : to;
      }
      return Math.clamp(more * times - skipped, from, to);
    }
  }

  /** A base and an unsigned 32-bit offset a row. */
  record Offsets(long base, int[] offsets, int size) implements Longs {
    /** Among fewer numbers halving is as quick. */
    private static final int GUESS_MIN = 64;

    /** How far from a guess the number mostly is. */
    private static final int GUESS_STEP = 8;

    @Override
    public long get(int row) {
      return base + Integer.toUnsignedLong(offsets[row]);
    }

    @Override
    public long bytes() {
      return 4L * offsets.length;
    }

    @Override
    public Longs slice(int from, int to) {
      return new Offsets(base, Arrays.copyOfRange(offsets, from, to), to - from);
    }

    /** By a guess where the numbers are spread evenly, which ids mostly are, else by halving. */
    private int search(long offset, int from, int to) {
      int low = from;
      int high = to;
      if (to - from >= GUESS_MIN) {
        long least = Integer.toUnsignedLong(offsets[from]);
        long greatest = Integer.toUnsignedLong(offsets[to - 1]);
        if (offset <= least || offset > greatest) {
          return offset <= least ? from : to;
        }
        double share = (double) (offset - least) / (greatest - least);
        int guess = from + (int) (share * (to - 1 - from));
        int step = GUESS_STEP;
        if (Integer.toUnsignedLong(offsets[guess]) < offset) {
          low = guess + 1;
          while (low + step < high && Integer.toUnsignedLong(offsets[low + step]) < offset) {
            low += step + 1;
            step <<= 1;
          }
          high = Math.min(high, low + step + 1);
        } else {
          high = guess;
          while (high - step > low && Integer.toUnsignedLong(offsets[high - step]) >= offset) {
            high -= step;
            step <<= 1;
          }
          low = Math.max(low, high - step);
        }
      }
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (Integer.toUnsignedLong(offsets[middle]) < offset) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }
  }

  /** Any numbers. */
  record Plain(long[] values, int size) implements Longs {
    @Override
    public long get(int row) {
      return values[row];
    }

    @Override
    public long bytes() {
      return 8L * values.length;
    }

    @Override
    public Longs slice(int from, int to) {
      return new Plain(Arrays.copyOfRange(values, from, to), to - from);
    }
  }

  /**
   * The tightest form of the first {@code size} numbers; the array is the column's from then on.
   */
  static Longs of(long[] values, int size) {
    if (size == 0) {
      return new Constant(0, 0);
    }
    long first = values[0];
    long min = first;
    long max = first;
    boolean dense = true;
    for (int i = 0; i < size; i++) {
      long value = values[i];
      min = Math.min(min, value);
      max = Math.max(max, value);
      dense &= value == first + i;
    }
    if (min == max) {
      return new Constant(first, size);
    }
    if (dense) {
      return new Dense(first, size);
    }
    if (max - min >= 0 && max - min <= 0xFFFF_FFFFL) {
      int[] offsets = new int[size];
      for (int i = 0; i < size; i++) {
        offsets[i] = (int) (values[i] - min);
      }
      return new Offsets(min, offsets, size);
    }
    return new Plain(values.length == size ? values : Arrays.copyOf(values, size), size);
  }

  /** The same numbers as {@link Repeated} where they are of that form, else as they are. */
  static Longs repeated(Longs numbers) {
    int size = numbers.size();
    if (size < 3 || numbers instanceof Dense || numbers instanceof Constant) {
      return numbers;
    }
    long base = numbers.get(0);
    int first = endOf(numbers, 0);
    int second = first == size ? size : endOf(numbers, first);
    if (second == size || second - first < Math.max(2, first)) {
      return numbers;
    }
    int times = second - first;
    long expected = base;
    int left = first;
    for (int row = 0; row < size; row++, left--) {
      if (left == 0) {
        expected++;
        left = times;
      }
      if (numbers.get(row) != expected) {
        return numbers;
      }
    }
    return new Repeated(base, times - first, times, size);
  }

  /** The first row after this one with another number. */
  private static int endOf(Longs numbers, int row) {
    int end = row + 1;
    while (end < numbers.size() && numbers.get(end) == numbers.get(row)) {
      end++;
    }
    return end;
  }

  /** The first row whose number is at least {@code key}, in a column that never falls. */
  default int lowerBound(long key, int from, int to) {
    if (this instanceof Dense dense) {
      return Math.clamp(key - dense.base, from, to);
    }
    if (this instanceof Repeated repeated) {
      return repeated.search(key, from, to);
    }
    if (this instanceof Offsets offsets) {
      return offsets.search(key - offsets.base, from, to);
    }
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (get(middle) < key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The numbers in a new array. */
  default long[] toArray() {
    long[] values = new long[size()];
    copyTo(0, size(), values, 0);
    return values;
  }

  /** Copies the numbers of some rows into an array, from position {@code at} on. */
  default void copyTo(int from, int to, long[] target, int at) {
    switch (this) {
      case Constant constant -> Arrays.fill(target, at, at + to - from, constant.value());
      case Plain plain -> System.arraycopy(plain.values(), from, target, at, to - from);
      case Dense dense -> {
        for (int row = from; row < to; row++) {
          target[at + row - from] = dense.base() + row;
        }
      }
      case Repeated repeated -> {
        for (int row = from; row < to; row++) {
          target[at + row - from] = repeated.get(row);
        }
      }
      case Offsets packed -> {
        int[] offsets = packed.offsets();
        for (int row = from; row < to; row++) {
          target[at + row - from] = packed.base() + Integer.toUnsignedLong(offsets[row]);
        }
      }
    }
  }
}
