package dev.yore.storage.column;

import dev.yore.storage.value.DataType;
import dev.yore.storage.value.OrderedBytes;
import dev.yore.storage.value.ValueType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Columns put together row by row into tuples, in the form of {@link OrderedBytes}, without making
 * objects of the values. Measured by the benchmark of bulk inserts.
 */
public final class TupleColumns {
  private static final VarHandle LONG_AT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] data;
  private int at;

  private TupleColumns(int capacity) {
    this.data = new byte[capacity];
  }

  /**
   * A vector of tuples.
   *
   * @param types of the parts
   * @param parts a vector for each part, without nulls
   */
  public static BytesVector of(List<DataType> types, List<Vector> parts, int size) {
    TupleColumns out = new TupleColumns(Math.max(16, size * parts.size() * 10));
    int[] offsets = new int[size + 1];
    for (int row = 0; row < size; row++) {
      for (int part = 0; part < parts.size(); part++) {
        out.append(types.get(part), parts.get(part), row);
      }
      offsets[row + 1] = out.at;
    }
    return new BytesVector(Arrays.copyOf(out.data, out.at), offsets, size, null);
  }

  private void append(DataType type, Vector vector, int row) {
    switch (vector) {
      case LongVector longs -> number(longs.get(row) ^ Long.MIN_VALUE);
      case DoubleVector doubles -> number(OrderedBytes.orderedBits(doubles.get(row)));
      case Int128Vector wide -> {
        long flip = type.valueType() == ValueType.UUID ? 0 : Long.MIN_VALUE;
        number(wide.high()[row] ^ flip);
        room(8);
        LONG_AT.set(data, at, wide.low()[row]);
        at += 8;
      }
      case BytesVector bytes -> escaped(bytes.data(), bytes.start(row), bytes.end(row));
      case DictionaryVector coded -> append(type, coded.dictionary(), coded.codes()[row]);
      case ConstantVector constant -> append(type, constant.value(), 0);
    }
  }

  private void number(long ordered) {
    room(9);
    data[at] = 1;
    LONG_AT.set(data, at + 1, ordered);
    at += 9;
  }

  private void escaped(byte[] source, int from, int to) {
    room(3 + 2 * (to - from));
    data[at++] = 1;
    for (int i = from; i < to; i++) {
      data[at++] = source[i];
      if (source[i] == 0) {
        data[at++] = (byte) 0xFF;
      }
    }
    data[at++] = 0;
    data[at++] = 0;
  }

  private void room(int more) {
    if (at + more > data.length) {
      data = Arrays.copyOf(data, Math.max(at + more, 2 * data.length));
    }
  }
}
