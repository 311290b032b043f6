package dev.yore.engine.datalog;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.SourcePosition;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.Layout;
import dev.yore.storage.value.ValueType;
import org.jspecify.annotations.Nullable;

/** The types of variables. */
final class Types {
  private Types() {}

  /** True when values of both types are the same in memory and compare alike. */
  static boolean alike(DataType a, DataType b) {
    boolean sameKind = a.valueType() == b.valueType() || (isId(a) && isId(b));
    return sameKind && a.layout() == b.layout() && a.scale() == b.scale();
  }

  private static boolean isId(DataType type) {
    return type.valueType() == ValueType.REF || type.valueType() == ValueType.LONG;
  }

  static boolean comparable(DataType a, DataType b) {
    return alike(a, b) || (a.numeric() && b.numeric()) || (isMoment(a) && isMoment(b));
  }

  private static boolean isMoment(DataType type) {
    return switch (type.valueType()) {
      case INSTANT, TIMESTAMP, DATE -> true;
      default -> false;
    };
  }

  static void requireComparable(
      String variable, DataType a, DataType b, @Nullable SourcePosition position) {
    if (!comparable(a, b)) {
      throw YoreException.of(
              ErrorCode.DATATYPE_MISMATCH, "A variable should have values of one type")
          .with("variable", variable)
          .with("type", a)
          .with("other", b)
          .at(position);
    }
  }

  /** The type that holds the values of both; they are comparable. */
  static DataType common(DataType a, DataType b) {
    if (a.equals(b)) {
      return a;
    }
    if (isId(a) && isId(b)) {
      return a.valueType() == ValueType.REF || b.valueType() == ValueType.REF
          ? DataType.REF
          : DataType.LONG;
    }
    if (a.valueType() == b.valueType() && a.valueType() != ValueType.DECIMAL) {
      return DataType.of(a.valueType());
    }
    if (isMoment(a) && isMoment(b)) {
      boolean instant = a.valueType() == ValueType.INSTANT || b.valueType() == ValueType.INSTANT;
      return instant ? DataType.INSTANT : DataType.TIMESTAMP;
    }
    return number(a, b);
  }

  private static DataType number(DataType a, DataType b) {
    if (a.layout() == Layout.DOUBLE || b.layout() == Layout.DOUBLE) {
      return DataType.DOUBLE;
    }
    if (a.valueType() == ValueType.DECIMAL || b.valueType() == ValueType.DECIMAL) {
      return DataType.decimal(DataType.MAX_DECIMAL_DIGITS, Math.max(a.scale(), b.scale()));
    }
    return a.valueType() == ValueType.BIGINT || b.valueType() == ValueType.BIGINT
        ? DataType.of(ValueType.BIGINT)
        : DataType.LONG;
  }
}
