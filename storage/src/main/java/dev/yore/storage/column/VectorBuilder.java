package dev.yore.storage.column;

import dev.yore.storage.value.DataType;
import dev.yore.storage.value.OrderedBytes;
import dev.yore.storage.value.Scalars;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Collects values of one type, boxed or straight from other vectors, into a new flat vector. */
public abstract sealed class VectorBuilder {
  final DataType type;
  int size;
  private boolean @Nullable [] nulls;

  private VectorBuilder(DataType type) {
    this.type = type;
  }

  /** A builder for this type with room for {@code capacity} values at first. */
  public static VectorBuilder of(DataType type, int capacity) {
    int room = Math.max(capacity, 1);
    return switch (type.layout()) {
      case LONG -> new OfLong(type, room);
      case DOUBLE -> new OfDouble(type, room);
      case INT128 -> new OfInt128(type, room);
      case BYTES -> new OfBytes(type, room);
    };
  }

  public final int size() {
    return size;
  }

  /** Adds a boxed value or null. */
  public final VectorBuilder append(@Nullable Object value) {
    if (value == null) {
      return appendNull();
    }
    put(value);
    size++;
    return this;
  }

  public final VectorBuilder appendNull() {
    if (nulls == null || nulls.length <= size) {
      nulls =
          nulls == null ? new boolean[Math.max(16, 2 * size)] : Arrays.copyOf(nulls, 2 * size + 1);
    }
    nulls[size] = true;
    putNothing();
    size++;
    return this;
  }

  /** Adds a row of a vector of the same layout. */
  public final VectorBuilder append(Vector source, int row) {
    if (source.isNull(row)) {
      return appendNull();
    }
    switch (source) {
      case DictionaryVector coded -> put(coded.dictionary(), coded.codes()[row]);
      case ConstantVector constant -> put(constant.value(), 0);
      default -> put(source, row);
    }
    size++;
    return this;
  }

  /** Adds a value that lies as a long, or as a double of these bits. */
  public final void appendBits(long bits) {
    putBits(bits);
    size++;
  }

  /** Adds a value that lies as bytes. */
  public final void appendBytes(byte[] block, int start, int length) {
    putBytes(block, start, length);
    size++;
  }

  /** Adds the rows from {@code from} up to but not including {@code to} of a vector. */
  public final VectorBuilder append(Vector source, int from, int to) {
    if (nulls == null && source.noNulls() && putAll(source, from, to)) {
      size += to - from;
      return this;
    }
    for (int row = from; row < to; row++) {
      append(source, row);
    }
    return this;
  }

  /** The vector of what was added; the builder must not be used after. */
  public abstract Vector build();

  abstract void put(Object value);

  abstract void put(Vector source, int row);

  abstract void putNothing();

  void putBits(long bits) {
    throw new IllegalStateException("values of " + type + " are not 64 bits");
  }

  void putBytes(byte[] block, int start, int length) {
    throw new IllegalStateException("values of " + type + " are not bytes");
  }

  /** Copies a block of values; false, having done nothing, when the vector is of another kind. */
  abstract boolean putAll(Vector source, int from, int to);

  final boolean @Nullable [] builtNulls() {
    return nulls == null ? null : Arrays.copyOf(nulls, size);
  }

  private static int grown(int length) {
    return Math.max(16, length + (length >> 1) + 1);
  }

  private static final class OfLong extends VectorBuilder {
    private long[] values;

    OfLong(DataType type, int capacity) {
      super(type);
      values = new long[capacity];
    }

    private void add(long value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, grown(size));
      }
      values[size] = value;
    }

    @Override
    void put(Object value) {
      add(Scalars.toLong(type, value));
    }

    @Override
    void putBits(long bits) {
      add(bits);
    }

    @Override
    void put(Vector source, int row) {
      add(((LongVector) source).get(row));
    }

    @Override
    boolean putAll(Vector source, int from, int to) {
      if (!(source instanceof LongVector longs)) {
        return false;
      }
      if (size + to - from > values.length) {
        values = Arrays.copyOf(values, Math.max(size + to - from, grown(values.length)));
      }
      System.arraycopy(longs.values(), from, values, size, to - from);
      return true;
    }

    @Override
    void putNothing() {
      add(0);
    }

    @Override
    public Vector build() {
      return new LongVector(fit(values), size, builtNulls());
    }

    private long[] fit(long[] array) {
      return array.length == size ? array : Arrays.copyOf(array, size);
    }
  }

  private static final class OfDouble extends VectorBuilder {
    private double[] values;

    OfDouble(DataType type, int capacity) {
      super(type);
      values = new double[capacity];
    }

    private void add(double value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, grown(size));
      }
      values[size] = value;
    }

    @Override
    void put(Object value) {
      add(((Number) value).doubleValue());
    }

    @Override
    void putBits(long bits) {
      add(Double.longBitsToDouble(bits));
    }

    @Override
    void put(Vector source, int row) {
      add(((DoubleVector) source).get(row));
    }

    @Override
    boolean putAll(Vector source, int from, int to) {
      if (!(source instanceof DoubleVector doubles)) {
        return false;
      }
      if (size + to - from > values.length) {
        values = Arrays.copyOf(values, Math.max(size + to - from, grown(values.length)));
      }
      System.arraycopy(doubles.values(), from, values, size, to - from);
      return true;
    }

    @Override
    void putNothing() {
      add(0);
    }

    @Override
    public Vector build() {
      return new DoubleVector(
          values.length == size ? values : Arrays.copyOf(values, size), size, builtNulls());
    }
  }

  private static final class OfInt128 extends VectorBuilder {
    private long[] high;
    private long[] low;

    OfInt128(DataType type, int capacity) {
      super(type);
      high = new long[capacity];
      low = new long[capacity];
    }

    private void add(long upper, long lower) {
      if (size == high.length) {
        high = Arrays.copyOf(high, grown(size));
        low = Arrays.copyOf(low, grown(size));
      }
      high[size] = upper;
      low[size] = lower;
    }

    @Override
    void put(Object value) {
      add(Scalars.high(type, value), Scalars.low(type, value));
    }

    @Override
    void put(Vector source, int row) {
      Int128Vector wide = (Int128Vector) source;
      add(wide.high()[row], wide.low()[row]);
    }

    @Override
    boolean putAll(Vector source, int from, int to) {
      return false;
    }

    @Override
    void putNothing() {
      add(0, 0);
    }

    @Override
    public Vector build() {
      return new Int128Vector(
          Arrays.copyOf(high, size), Arrays.copyOf(low, size), size, builtNulls());
    }
  }

  private static final class OfBytes extends VectorBuilder {
    private byte[] data;
    private int[] offsets;

    OfBytes(DataType type, int capacity) {
      super(type);
      data = new byte[Math.max(16, capacity * 8)];
      offsets = new int[capacity + 1];
    }

    private void add(byte[] source, int from, int to) {
      if (size + 1 == offsets.length) {
        offsets = Arrays.copyOf(offsets, grown(offsets.length));
      }
      int start = offsets[size];
      int end = Math.addExact(start, to - from);
      if (end > data.length) {
        data = Arrays.copyOf(data, Math.max(end, grown(data.length)));
      }
      System.arraycopy(source, from, data, start, to - from);
      offsets[size + 1] = end;
    }

    @Override
    void put(Object value) {
      byte[] bytes = OrderedBytes.encode(type, value);
      add(bytes, 0, bytes.length);
    }

    @Override
    void putBytes(byte[] block, int start, int length) {
      add(block, start, start + length);
    }

    @Override
    void put(Vector source, int row) {
      BytesVector bytes = (BytesVector) source;
      add(bytes.data(), bytes.start(row), bytes.end(row));
    }

    @Override
    boolean putAll(Vector source, int from, int to) {
      if (!(source instanceof BytesVector bytes)) {
        return false;
      }
      int first = bytes.start(from);
      int start = offsets[size];
      int end = Math.addExact(start, bytes.start(to) - first);
      if (size + to - from >= offsets.length) {
        int room = Math.max(size + to - from + 1, grown(offsets.length));
        offsets = Arrays.copyOf(offsets, room);
      }
      if (end > data.length) {
        data = Arrays.copyOf(data, Math.max(end, grown(data.length)));
      }
      System.arraycopy(bytes.data(), first, data, start, end - start);
      for (int row = from; row < to; row++) {
        offsets[size + 1 + row - from] = start + bytes.end(row) - first;
      }
      return true;
    }

    @Override
    void putNothing() {
      add(data, 0, 0);
    }

    @Override
    public Vector build() {
      return new BytesVector(
          Arrays.copyOf(data, offsets[size]), Arrays.copyOf(offsets, size + 1), size, builtNulls());
    }
  }
}
