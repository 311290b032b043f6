package dev.yore.engine.exec.expression;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.Layout;
import dev.yore.storage.value.ValueType;

/** The types that values of different types are compared and computed as. */
final class Types {
  private static final int LONG_DIGITS = 19;

  private Types() {}

  /** The type that values of two types are compared as. */
  static DataType compared(DataType a, DataType b) {
    if (a.equals(b)) {
      return a;
    }
    if (a.numeric() && b.numeric()) {
      return number(a, b);
    }
    ValueType x = a.valueType();
    ValueType y = b.valueType();
    if (x == y) {
      return a.precision() == 0 ? a : DataType.of(x);
    }
    if (x == ValueType.STRING || y == ValueType.STRING) {
      DataType other = x == ValueType.STRING ? b : a;
      return other.valueType().text() ? DataType.STRING : other;
    }
    if (reference(a) && reference(b)) {
      return DataType.LONG;
    }
    if (moment(x) && moment(y)) {
      return x == ValueType.INSTANT || y == ValueType.INSTANT
          ? DataType.INSTANT
          : DataType.TIMESTAMP;
    }
    throw YoreException.of(ErrorCode.UNDEFINED_FUNCTION, "Values of these types cannot be compared")
        .with("left", a)
        .with("right", b);
  }

  private static boolean reference(DataType type) {
    return type.valueType() == ValueType.REF || type.valueType() == ValueType.LONG;
  }

  private static boolean moment(ValueType type) {
    return type == ValueType.DATE || type == ValueType.TIMESTAMP || type == ValueType.INSTANT;
  }

  private static DataType number(DataType a, DataType b) {
    if (a.layout() == Layout.DOUBLE || b.layout() == Layout.DOUBLE) {
      return DataType.DOUBLE;
    }
    if (a.valueType() == ValueType.BIGINT || b.valueType() == ValueType.BIGINT) {
      return a.valueType() == ValueType.DECIMAL || b.valueType() == ValueType.DECIMAL
          ? DataType.decimal(DataType.MAX_DECIMAL_DIGITS, Math.max(a.scale(), b.scale()))
          : DataType.of(ValueType.BIGINT);
    }
    if (a.valueType() == ValueType.LONG && b.valueType() == ValueType.LONG) {
      return DataType.LONG;
    }
    DataType x = decimal(a);
    DataType y = decimal(b);
    int scale = Math.max(x.scale(), y.scale());
    int whole = Math.max(x.precision() - x.scale(), y.precision() - y.scale());
    return DataType.decimal(Math.clamp(whole + scale, 1, DataType.MAX_DECIMAL_DIGITS), scale);
  }

  /** The decimal type that holds every value of an integer or decimal type. */
  static DataType decimal(DataType type) {
    if (type.valueType() == ValueType.DECIMAL) {
      return type;
    }
    if (type.valueType() != ValueType.LONG) {
      return DataType.decimal(DataType.MAX_DECIMAL_DIGITS, 0);
    }
    return DataType.decimal(
        switch (type.precision()) {
          case 8 -> 3;
          case 16 -> 5;
          case 32 -> 10;
          default -> LONG_DIGITS;
        },
        0);
  }
}
