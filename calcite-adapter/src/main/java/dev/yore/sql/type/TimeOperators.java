package dev.yore.sql.type;

import java.util.List;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlAvgAggFunction;
import org.apache.calcite.sql.fun.SqlExtractFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.fun.SqlSumAggFunction;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** Operators of dates, times and intervals that PostgreSQL types in another way than Calcite. */
public final class TimeOperators {
  private static final int ABOVE_POWER = 78;
  private static final int SECOND_DIGITS = 8;
  private static final int MILLISECOND_SCALE = 3;
  private static final int EPOCH_DIGITS = 19;

  /** {@code moment AT TIME ZONE zone}, which is {@code timezone(zone, moment)}. */
  public static final SqlBinaryOperator AT_TIME_ZONE =
      new SqlBinaryOperator(
          "AT TIME ZONE",
          SqlKind.OTHER,
          ABOVE_POWER,
          true,
          call -> moved(call, call.getOperandType(0)),
          InferTypes.FIRST_KNOWN,
          OperandTypes.family(SqlTypeFamily.DATETIME, SqlTypeFamily.CHARACTER)
              .or(OperandTypes.family(SqlTypeFamily.DATETIME, SqlTypeFamily.DATETIME_INTERVAL)));

  /** {@code -} of numbers, intervals, and of moments, whose difference is an interval. */
  private static final SqlBinaryOperator MINUS =
      new SqlBinaryOperator(
          "-",
          SqlKind.MINUS,
          40,
          true,
          TimeOperators::difference,
          InferTypes.FIRST_KNOWN,
          OperandTypes.MINUS_OPERATOR
              .or(OperandTypes.family(SqlTypeFamily.DATE, SqlTypeFamily.INTEGER))
              .or(OperandTypes.family(SqlTypeFamily.DATE, SqlTypeFamily.DATE))
              .or(OperandTypes.family(SqlTypeFamily.TIME, SqlTypeFamily.TIME))
              .or(OperandTypes.family(SqlTypeFamily.DATETIME, SqlTypeFamily.DATETIME)));

  /** {@code +} of numbers and intervals, also to moments, and of days to a date. */
  private static final SqlBinaryOperator PLUS =
      new SqlBinaryOperator(
          "+",
          SqlKind.PLUS,
          40,
          true,
          TimeOperators::sum,
          InferTypes.FIRST_KNOWN,
          OperandTypes.PLUS_OPERATOR
              .or(OperandTypes.family(SqlTypeFamily.DATE, SqlTypeFamily.INTEGER))
              .or(OperandTypes.family(SqlTypeFamily.INTEGER, SqlTypeFamily.DATE)));

  private static final SqlOperandTypeChecker NUMBER_OR_INTERVAL = OperandTypes.NUMERIC_OR_INTERVAL;

  private TimeOperators() {}

  static List<SqlOperator> all() {
    return List.of(
        AT_TIME_ZONE,
        MINUS,
        PLUS,
        new Extract(),
        timezone(),
        new SqlSumAggFunction(null) {
          @Override
          public SqlOperandTypeChecker getOperandTypeChecker() {
            return NUMBER_OR_INTERVAL;
          }

          @Override
          public boolean checkOperandTypes(SqlCallBinding call, boolean fails) {
            return NUMBER_OR_INTERVAL.checkOperandTypes(call, fails);
          }
        },
        new SqlAvgAggFunction(SqlKind.AVG) {
          @Override
          public SqlOperandTypeChecker getOperandTypeChecker() {
            return NUMBER_OR_INTERVAL;
          }

          @Override
          public boolean checkOperandTypes(SqlCallBinding call, boolean fails) {
            return NUMBER_OR_INTERVAL.checkOperandTypes(call, fails);
          }
        });
  }

  private static SqlFunction timezone() {
    return new SqlFunction(
        "TIMEZONE",
        SqlKind.OTHER_FUNCTION,
        call -> moved(call, call.getOperandType(1)),
        InferTypes.ANY_NULLABLE,
        OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.DATETIME)
            .or(OperandTypes.family(SqlTypeFamily.DATETIME_INTERVAL, SqlTypeFamily.DATETIME)),
        SqlFunctionCategory.TIMEDATE);
  }

  /** A moment with a zone becomes one without, and the other way round. */
  private static RelDataType moved(SqlOperatorBinding call, RelDataType moment) {
    SqlTypeName result =
        moment.getSqlTypeName() == SqlTypeName.TIMESTAMP
            ? SqlTypeName.TIMESTAMP_TZ
            : SqlTypeName.TIMESTAMP;
    return nullable(call, call.getTypeFactory().createSqlType(result));
  }

  private static RelDataType difference(SqlOperatorBinding call) {
    RelDataType left = call.getOperandType(0);
    RelDataType right = call.getOperandType(1);
    RelDataTypeFactory types = call.getTypeFactory();
    if (!SqlTypeUtil.isDatetime(left)) {
      return std(SqlStdOperatorTable.MINUS, call);
    }
    boolean dates =
        left.getSqlTypeName() == SqlTypeName.DATE && right.getSqlTypeName() == SqlTypeName.DATE;
    if (dates) {
      return nullable(call, types.createSqlType(SqlTypeName.INTEGER));
    }
    return SqlTypeUtil.isDatetime(right)
        ? nullable(call, types.createSqlIntervalType(dayToSecond()))
        : nullable(call, left);
  }

  private static RelDataType sum(SqlOperatorBinding call) {
    for (int i = 0; i < 2; i++) {
      if (SqlTypeUtil.isDatetime(call.getOperandType(i))) {
        return nullable(call, call.getOperandType(i));
      }
    }
    return std(SqlStdOperatorTable.PLUS, call);
  }

  private static RelDataType std(SqlOperator operator, SqlOperatorBinding call) {
    return operator.inferReturnType(call);
  }

  private static RelDataType nullable(SqlOperatorBinding call, RelDataType type) {
    boolean nullable = call.getOperandType(0).isNullable() || call.getOperandType(1).isNullable();
    return call.getTypeFactory().createTypeWithNullability(type, nullable);
  }

  /** Days and what is less, the widest there is. */
  static SqlIntervalQualifier dayToSecond() {
    return new SqlIntervalQualifier(
        TimeUnit.DAY,
        TypeSystem.INTERVAL_DIGITS,
        TimeUnit.SECOND,
        TypeSystem.FRACTION_DIGITS_MAX,
        SqlParserPos.ZERO);
  }

  static SqlIntervalQualifier yearToMonth() {
    return new SqlIntervalQualifier(
        TimeUnit.YEAR, TypeSystem.INTERVAL_DIGITS, TimeUnit.MONTH, -1, SqlParserPos.ZERO);
  }

  /** EXTRACT, which keeps the fractions of seconds. */
  private static final class Extract extends SqlExtractFunction {
    Extract() {
      super("EXTRACT", false);
    }

    @Override
    public RelDataType inferReturnType(SqlOperatorBinding call) {
      return switch (unit(call)) {
        case SECOND -> number(call, SECOND_DIGITS, TypeSystem.FRACTION_DIGITS_MAX);
        case MILLISECOND -> number(call, SECOND_DIGITS, MILLISECOND_SCALE);
        case EPOCH -> number(call, EPOCH_DIGITS, TypeSystem.FRACTION_DIGITS_MAX);
        default -> ReturnTypes.BIGINT_NULLABLE.inferReturnType(call);
      };
    }

    private static TimeUnitRange unit(SqlOperatorBinding call) {
      if (call instanceof SqlCallBinding validated
          && validated.operand(0) instanceof SqlIntervalQualifier qualifier) {
        return qualifier.timeUnitRange;
      }
      TimeUnitRange unit = call.getOperandLiteralValue(0, TimeUnitRange.class);
      return unit == null ? TimeUnitRange.YEAR : unit;
    }

    private static RelDataType number(SqlOperatorBinding call, int precision, int scale) {
      RelDataTypeFactory types = call.getTypeFactory();
      return types.createTypeWithNullability(
          types.createSqlType(SqlTypeName.DECIMAL, precision, scale),
          call.getOperandType(1).isNullable());
    }
  }
}
