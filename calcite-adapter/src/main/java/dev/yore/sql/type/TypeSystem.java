package dev.yore.sql.type;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/** Precisions, scales and the types of aggregates, after PostgreSQL. */
final class TypeSystem extends RelDataTypeSystemImpl {

  /** Digits of a decimal. */
  static final int DECIMAL_DIGITS_MAX = 38;

  /** Fraction digits of a decimal without given scale, and at least of an average. */
  static final int DECIMAL_SCALE_DEFAULT = 16;

  /** Fraction digits of times: microseconds. */
  static final int FRACTION_DIGITS_MAX = 6;

  /** Digits of an interval's first field. */
  static final int INTERVAL_DIGITS = 9;

  @Override
  public int getMaxPrecision(SqlTypeName type) {
    return switch (type) {
      case DECIMAL -> DECIMAL_DIGITS_MAX;
      case TIME, TIME_TZ, TIMESTAMP, TIMESTAMP_TZ, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          FRACTION_DIGITS_MAX;
      case CHAR, VARCHAR, BINARY, VARBINARY -> Integer.MAX_VALUE;
      default -> super.getMaxPrecision(type);
    };
  }

  @Override
  public int getMaxScale(SqlTypeName type) {
    return type == SqlTypeName.DECIMAL ? DECIMAL_DIGITS_MAX : super.getMaxScale(type);
  }

  @Override
  public int getDefaultPrecision(SqlTypeName type) {
    return switch (type) {
      case DECIMAL -> DECIMAL_DIGITS_MAX;
      case TIME, TIME_TZ, TIMESTAMP, TIMESTAMP_TZ, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          FRACTION_DIGITS_MAX;
      default ->
          SqlTypeName.INTERVAL_TYPES.contains(type)
              ? INTERVAL_DIGITS
              : super.getDefaultPrecision(type);
    };
  }

  @Override
  public int getDefaultScale(SqlTypeName type) {
    return type == SqlTypeName.DECIMAL ? DECIMAL_SCALE_DEFAULT : super.getDefaultScale(type);
  }

  @Override
  public RelDataType deriveSumType(RelDataTypeFactory types, RelDataType argument) {
    RelDataType sum =
        switch (argument.getSqlTypeName()) {
          case TINYINT, SMALLINT, INTEGER -> types.createSqlType(SqlTypeName.BIGINT);
          case BIGINT -> types.createSqlType(SqlTypeName.DECIMAL, DECIMAL_DIGITS_MAX, 0);
          case DECIMAL ->
              types.createSqlType(SqlTypeName.DECIMAL, DECIMAL_DIGITS_MAX, argument.getScale());
          case FLOAT -> types.createSqlType(SqlTypeName.DOUBLE);
          default -> argument;
        };
    return types.createTypeWithNullability(sum, argument.isNullable());
  }

  /** A quotient has the fraction digits of an average: Calcite would leave 6 of wide numbers. */
  @Override
  public @Nullable RelDataType deriveDecimalDivideType(
      RelDataTypeFactory types, RelDataType dividend, RelDataType divisor) {
    boolean exact = SqlTypeUtil.isExactNumeric(dividend) && SqlTypeUtil.isExactNumeric(divisor);
    boolean decimal = SqlTypeUtil.isDecimal(dividend) || SqlTypeUtil.isDecimal(divisor);
    return exact && decimal ? fractional(types, dividend) : null;
  }

  @Override
  public RelDataType deriveAvgAggType(RelDataTypeFactory types, RelDataType argument) {
    return fractional(types, argument);
  }

  @Override
  public RelDataType deriveCovarType(
      RelDataTypeFactory types, RelDataType first, RelDataType second) {
    return fractional(types, first);
  }

  private static RelDataType fractional(RelDataTypeFactory types, RelDataType argument) {
    RelDataType result;
    if (SqlTypeUtil.isExactNumeric(argument)) {
      int scale = Math.max(DECIMAL_SCALE_DEFAULT, Math.max(0, argument.getScale()));
      result = types.createSqlType(SqlTypeName.DECIMAL, DECIMAL_DIGITS_MAX, scale);
    } else if (SqlTypeUtil.isNumeric(argument)) {
      result = types.createSqlType(SqlTypeName.DOUBLE);
    } else {
      result = argument;
    }
    return types.createTypeWithNullability(result, argument.isNullable());
  }

  @Override
  public boolean shouldConvertRaggedUnionTypesToVarying() {
    return true;
  }

  @Override
  public boolean isSchemaCaseSensitive() {
    return true;
  }
}
