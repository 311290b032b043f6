package dev.yore.jdbc;

import dev.yore.engine.exec.Batch;
import dev.yore.jdbc.convert.JavaValues;
import dev.yore.storage.column.BytesVector;
import dev.yore.storage.column.ConstantVector;
import dev.yore.storage.column.DictionaryVector;
import dev.yore.storage.column.DoubleVector;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.ValueType;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Reads one column of a result out of its vectors, numbers without boxes. It keeps nothing of them
 * and serves all results of a statement.
 */
final class ColumnReader {
  private final DataType type;
  private final boolean plainLong;
  private final boolean plainDouble;
  private final boolean string;
  private final int index;

  ColumnReader(DataType type, int index) {
    this.type = type;
    this.index = index;
    ValueType kind = type.valueType();
    this.plainLong = kind == ValueType.LONG || kind == ValueType.REF;
    this.plainDouble = kind == ValueType.DOUBLE;
    this.string = kind == ValueType.STRING;
  }

  DataType type() {
    return type;
  }

  /** The vector of this column in a batch. */
  private Vector in(Batch current) {
    return current.columns()[index];
  }

  boolean isNull(Batch current, int row) {
    return in(current).isNull(row);
  }

  /** The boxed value, or null. */
  @Nullable Object get(Batch current, int row, DecodedTexts texts) {
    if (string) {
      return text(current, row, texts);
    }
    return Vectors.get(type, in(current), row);
  }

  /** The value of a row that is not null as an integer of so many bits. */
  long getLong(Batch current, int row, int bits) {
    Vector v = in(current);
    if (plainLong && v instanceof LongVector longs) {
      long value = longs.get(row);
      if (bits == 64 || value == (value << (64 - bits)) >> (64 - bits)) {
        return value;
      }
    }
    return JavaValues.toLong(required(v, row), type, bits);
  }

  /** The value of a row that is not null. */
  double getDouble(Batch current, int row) {
    Vector v = in(current);
    if (plainDouble && v instanceof DoubleVector doubles) {
      return doubles.get(row);
    }
    if (plainLong && v instanceof LongVector longs) {
      return longs.get(row);
    }
    return JavaValues.toDouble(required(v, row), type);
  }

  /** The value of a row that is not null. */
  boolean getBoolean(Batch current, int row) {
    Vector v = in(current);
    if (v instanceof LongVector longs && (plainLong || type.valueType() == ValueType.BOOLEAN)) {
      return longs.get(row) != 0;
    }
    return JavaValues.toBoolean(required(v, row), type);
  }

  /** The text of a row, or null. */
  @Nullable String getString(Batch current, int row, ZoneId zone, DecodedTexts texts) {
    if (string) {
      return text(current, row, texts);
    }
    Vector v = in(current);
    if (v.isNull(row)) {
      return null;
    }
    if (plainLong && v instanceof LongVector longs) {
      return Long.toString(longs.get(row));
    }
    return JavaValues.toText(required(v, row), type, zone);
  }

  private @Nullable String text(Batch current, int row, DecodedTexts texts) {
    Vector v = in(current);
    if (v.isNull(row)) {
      return null;
    }
    return switch (v) {
      case DictionaryVector coded -> texts.get(index, coded.dictionary(), coded.codes()[row]);
      case ConstantVector constant -> texts.get(index, (BytesVector) constant.value(), 0);
      case BytesVector bytes -> DecodedTexts.decoded(bytes, row);
      default -> String.valueOf(Vectors.get(type, v, row));
    };
  }

  private Object required(Vector v, int row) {
    Object value = Vectors.get(type, v, row);
    if (value == null) {
      throw new IllegalStateException("read as not null, but is null");
    }
    return value;
  }
}
