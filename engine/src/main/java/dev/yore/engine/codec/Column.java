package dev.yore.engine.codec;

import dev.yore.storage.column.BytesVector;
import dev.yore.storage.column.DoubleVector;
import dev.yore.storage.column.Int128Vector;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.value.DataType;
import java.util.Arrays;

/** Values read one by one into a vector. */
abstract sealed class Column {
  int size;

  static Column of(DataType type, int rows) {
    return switch (type.layout()) {
      case LONG -> new OfLong(rows);
      case DOUBLE -> new OfDouble(rows);
      case INT128 -> new OfInt128(rows);
      case BYTES -> new OfBytes(rows);
    };
  }

  abstract void read(ByteSource in);

  abstract Vector vector();

  private static final class OfLong extends Column {
    private final long[] values;

    OfLong(int rows) {
      values = new long[rows];
    }

    @Override
    void read(ByteSource in) {
      values[size++] = in.zigzag();
    }

    @Override
    Vector vector() {
      return new LongVector(values);
    }
  }

  private static final class OfDouble extends Column {
    private final double[] values;

    OfDouble(int rows) {
      values = new double[rows];
    }

    @Override
    void read(ByteSource in) {
      values[size++] = Double.longBitsToDouble(in.u64());
    }

    @Override
    Vector vector() {
      return new DoubleVector(values, size, null);
    }
  }

  private static final class OfInt128 extends Column {
    private final long[] high;
    private final long[] low;

    OfInt128(int rows) {
      high = new long[rows];
      low = new long[rows];
    }

    @Override
    void read(ByteSource in) {
      high[size] = in.u64();
      low[size++] = in.u64();
    }

    @Override
    Vector vector() {
      return new Int128Vector(high, low, size, null);
    }
  }

  private static final class OfBytes extends Column {
    private byte[] data = new byte[64];
    private final int[] offsets;

    OfBytes(int rows) {
      offsets = new int[rows + 1];
    }

    @Override
    void read(ByteSource in) {
      byte[] value = in.block();
      int end = Math.addExact(offsets[size], value.length);
      if (end > data.length) {
        data = Arrays.copyOf(data, Math.max(end, 2 * data.length));
      }
      System.arraycopy(value, 0, data, offsets[size], value.length);
      offsets[++size] = end;
    }

    @Override
    Vector vector() {
      return new BytesVector(Arrays.copyOf(data, offsets[size]), offsets, size, null);
    }
  }
}
