package dev.yore.storage.column;

import dev.yore.storage.value.DataType;
import dev.yore.storage.value.Layout;
import dev.yore.storage.value.OrderedBytes;
import dev.yore.storage.value.Scalars;
import dev.yore.storage.value.ValueOrder;
import dev.yore.storage.value.ValueType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads single values out of vectors, compares them, and makes vectors of boxed values. */
public final class Vectors {
  private Vectors() {}

  /** A flat vector of one value. */
  public static Vector single(DataType type, @Nullable Object value) {
    return value != null && type.layout() == Layout.LONG
        ? new LongVector(new long[] {Scalars.toLong(type, value)})
        : VectorBuilder.of(type, 1).append(value).build();
  }

  /** A flat vector of these values. */
  public static Vector of(DataType type, List<? extends @Nullable Object> values) {
    VectorBuilder builder = VectorBuilder.of(type, values.size());
    values.forEach(builder::append);
    return builder.build();
  }

  /** The boxed value of a row, null where the row is null. */
  public static @Nullable Object get(DataType type, Vector vector, int row) {
    if (vector.isNull(row)) {
      return null;
    }
    return switch (vector) {
      case LongVector longs -> Scalars.fromLong(type, longs.get(row));
      case DoubleVector doubles -> Scalars.fromDouble(type, doubles.get(row));
      case Int128Vector wide -> Scalars.from128(type, wide.high()[row], wide.low()[row]);
      case BytesVector bytes ->
          OrderedBytes.decode(type, bytes.data(), bytes.start(row), bytes.end(row));
      case DictionaryVector coded -> get(type, coded.dictionary(), coded.codes()[row]);
      case ConstantVector constant -> get(type, constant.value(), 0);
    };
  }

  /** Compares two rows of vectors of one type, neither of them null, by {@link ValueOrder}. */
  public static int compare(DataType type, Vector left, int l, Vector right, int r) {
    if (left instanceof LongVector a && right instanceof LongVector b) {
      return Long.compare(a.get(l), b.get(r));
    }
    if (left instanceof DictionaryVector coded) {
      if (right instanceof DictionaryVector other && other.dictionary() == coded.dictionary()) {
        return Integer.compare(coded.codes()[l], other.codes()[r]);
      }
      return compare(type, coded.dictionary(), coded.codes()[l], right, r);
    }
    if (left instanceof ConstantVector constant) {
      return compare(type, constant.value(), 0, right, r);
    }
    if (right instanceof DictionaryVector || right instanceof ConstantVector) {
      return -compare(type, right, r, left, l);
    }
    return compareFlat(type, left, l, right, r);
  }

  private static int compareFlat(DataType type, Vector left, int l, Vector right, int r) {
    return switch (left) {
      case BytesVector bytes -> bytes.compare(l, (BytesVector) right, r);
      case DoubleVector doubles ->
          ValueOrder.compareDoubles(doubles.get(l), ((DoubleVector) right).get(r));
      case Int128Vector wide -> compareWide(type, wide, l, (Int128Vector) right, r);
      default ->
          throw new IllegalArgumentException(
              "vectors of different layouts: " + left.layout() + " and " + right.layout());
    };
  }

  private static int compareWide(DataType type, Int128Vector a, int l, Int128Vector b, int r) {
    int high =
        type.valueType() == ValueType.UUID
            ? Long.compareUnsigned(a.high()[l], b.high()[r])
            : Long.compare(a.high()[l], b.high()[r]);
    return high != 0 ? high : Long.compareUnsigned(a.low()[l], b.low()[r]);
  }
}
