package dev.yore.engine.exec;

import dev.yore.storage.column.BytesVector;
import dev.yore.storage.column.ConstantVector;
import dev.yore.storage.column.DictionaryVector;
import dev.yore.storage.column.DoubleVector;
import dev.yore.storage.column.Int128Vector;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.value.DataType;
import org.jspecify.annotations.Nullable;

/** One part of a key as words among the words of a row. */
abstract sealed class KeyWords {
  /** Set in a row's first word when the key cannot be in the table. */
  private static final long UNKNOWN = Long.MIN_VALUE;

  /** How many parts one word of null bits is for. */
  private static final int PARTS_MAX = 62;

  final int at;
  private final int nullWord;
  private final long nullBit;

  private KeyWords(int at, int part) {
    this.at = at;
    this.nullWord = part / PARTS_MAX;
    this.nullBit = 1L << part % PARTS_MAX;
  }

  /** How many words the null bits of so many parts take. */
  static int masks(int parts) {
    return 1 + Math.max(0, parts - 1) / PARTS_MAX;
  }

  /** Whether the first word of a row says that its key cannot be in the table. */
  static boolean unknown(long firstWord) {
    return (firstWord & UNKNOWN) != 0;
  }

  /**
   * @param at the part's first word
   * @param part its number among the parts of the key
   */
  static KeyWords of(DataType type, int at, int part) {
    return switch (type.layout()) {
      case LONG -> new OfLong(at, part);
      case DOUBLE -> new OfDouble(at, part);
      case INT128 -> new OfInt128(at, part);
      case BYTES -> new OfBytes(at, part);
    };
  }

  /** How many words it takes. */
  int words() {
    return 1;
  }

  /** Writes the words of the rows that the batch means, {@code width} words a row. */
  final void put(Vector key, Batch batch, boolean add, long[] rows, int width) {
    Vector flat = key instanceof ConstantVector constant ? constant.value() : key;
    int[] selection = key instanceof ConstantVector ? new int[batch.count()] : batch.selection();
    write(flat, selection, batch.count(), add, rows, width);
    boolean[] nulls = flat.nulls();
    if (nulls != null) {
      for (int i = 0; i < batch.count(); i++) {
        if (nulls[selection == null ? i : selection[i]]) {
          clear(rows, i * width);
        }
      }
    }
  }

  private void clear(long[] rows, int from) {
    rows[from + nullWord] |= nullBit;
    for (int w = 0; w < words(); w++) {
      rows[from + at + w] = 0;
    }
  }

  /** Writes the words of rows; those of nulls are set later. */
  abstract void write(
      Vector flat, int @Nullable [] selection, int count, boolean add, long[] rows, int width);

  /** The vector of this part of all keys. */
  final Vector build(long[] words, int width, int size) {
    boolean[] nulls = null;
    for (int id = 0; id < size; id++) {
      if ((words[id * width + nullWord] & nullBit) != 0) {
        nulls = nulls == null ? new boolean[size] : nulls;
        nulls[id] = true;
      }
    }
    return read(words, width, size, nulls);
  }

  abstract Vector read(long[] words, int width, int size, boolean @Nullable [] nulls);

  private static final class OfLong extends KeyWords {
    OfLong(int at, int part) {
      super(at, part);
    }

    @Override
    void write(
        Vector flat, int @Nullable [] selection, int count, boolean add, long[] rows, int width) {
      long[] values = ((LongVector) flat).values();
      for (int i = 0; i < count; i++) {
        rows[i * width + at] = values[selection == null ? i : selection[i]];
      }
    }

    @Override
    Vector read(long[] words, int width, int size, boolean @Nullable [] nulls) {
      long[] values = new long[size];
      for (int id = 0; id < size; id++) {
        values[id] = words[id * width + at];
      }
      return new LongVector(values, size, nulls);
    }
  }

  private static final class OfDouble extends KeyWords {
    OfDouble(int at, int part) {
      super(at, part);
    }

    @Override
    void write(
        Vector flat, int @Nullable [] selection, int count, boolean add, long[] rows, int width) {
      double[] values = ((DoubleVector) flat).values();
      for (int i = 0; i < count; i++) {
        double value = values[selection == null ? i : selection[i]];
        rows[i * width + at] = Double.doubleToLongBits(value == 0 ? 0.0 : value);
      }
    }

    @Override
    Vector read(long[] words, int width, int size, boolean @Nullable [] nulls) {
      double[] values = new double[size];
      for (int id = 0; id < size; id++) {
        values[id] = Double.longBitsToDouble(words[id * width + at]);
      }
      return new DoubleVector(values, size, nulls);
    }
  }

  private static final class OfInt128 extends KeyWords {
    OfInt128(int at, int part) {
      super(at, part);
    }

    @Override
    int words() {
      return 2;
    }

    @Override
    void write(
        Vector flat, int @Nullable [] selection, int count, boolean add, long[] rows, int width) {
      Int128Vector wide = (Int128Vector) flat;
      for (int i = 0; i < count; i++) {
        int row = selection == null ? i : selection[i];
        rows[i * width + at] = wide.high()[row];
        rows[i * width + at + 1] = wide.low()[row];
      }
    }

    @Override
    Vector read(long[] words, int width, int size, boolean @Nullable [] nulls) {
      long[] high = new long[size];
      long[] low = new long[size];
      for (int id = 0; id < size; id++) {
        high[id] = words[id * width + at];
        low[id] = words[id * width + at + 1];
      }
      return new Int128Vector(high, low, size, nulls);
    }
  }

  private static final class OfBytes extends KeyWords {
    private final ByteStrings strings = new ByteStrings();

    OfBytes(int at, int part) {
      super(at, part);
    }

    @Override
    void write(
        Vector flat, int @Nullable [] selection, int count, boolean add, long[] rows, int width) {
      boolean[] nulls = flat.nulls();
      if (flat instanceof DictionaryVector coded) {
        int[] numbers = new int[coded.dictionary().size()];
        for (int i = 0; i < count; i++) {
          int row = selection == null ? i : selection[i];
          if (nulls == null || !nulls[row]) {
            int code = coded.codes()[row];
            if (numbers[code] == 0) {
              numbers[code] = strings.number(coded.dictionary(), code, add) + 1;
            }
            set(rows, i * width, numbers[code] - 1);
          }
        }
        return;
      }
      BytesVector bytes = (BytesVector) flat;
      for (int i = 0; i < count; i++) {
        int row = selection == null ? i : selection[i];
        if (nulls == null || !nulls[row]) {
          set(rows, i * width, strings.number(bytes, row, add));
        }
      }
    }

    private void set(long[] rows, int from, int number) {
      rows[from + at] = number;
      if (number < 0) {
        rows[from] |= UNKNOWN;
      }
    }

    @Override
    Vector read(long[] words, int width, int size, boolean @Nullable [] nulls) {
      int[] numbers = new int[size];
      for (int id = 0; id < size; id++) {
        numbers[id] = (int) words[id * width + at];
      }
      return strings.vector(numbers, nulls);
    }
  }
}
