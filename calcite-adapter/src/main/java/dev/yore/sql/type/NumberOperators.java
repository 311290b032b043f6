package dev.yore.sql.type;

import java.util.List;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlPrefixOperator;
import org.apache.calcite.sql.fun.SqlBasicAggFunction;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;

/** PostgreSQL's operators of bits and of powers. */
public final class NumberOperators {
  /** Between comparisons and addition, where PostgreSQL has "any other operator". */
  private static final int OTHER = 36;

  private static final int ABOVE_MULTIPLICATION = 70;

  private static final SqlOperandTypeChecker WHOLE_NUMBERS =
      OperandTypes.family(SqlTypeFamily.INTEGER, SqlTypeFamily.INTEGER);

  public static final SqlBinaryOperator BIT_AND = bits("&", ReturnTypes.LEAST_RESTRICTIVE);
  public static final SqlBinaryOperator BIT_OR = bits("|", ReturnTypes.LEAST_RESTRICTIVE);
  public static final SqlBinaryOperator BIT_XOR = bits("#", ReturnTypes.LEAST_RESTRICTIVE);
  public static final SqlBinaryOperator SHIFT_LEFT = bits("<<", ReturnTypes.ARG0_NULLABLE);
  public static final SqlBinaryOperator SHIFT_RIGHT = bits(">>", ReturnTypes.ARG0_NULLABLE);

  /** {@code ~}; the engine knows it by another name than that of the match with a pattern. */
  public static final SqlPrefixOperator BIT_NOT =
      new SqlPrefixOperator(
          "~",
          SqlKind.OTHER,
          OTHER,
          ReturnTypes.ARG0_NULLABLE,
          InferTypes.FIRST_KNOWN,
          OperandTypes.INTEGER);

  /** {@code ^}, which is the function {@code power}. */
  public static final SqlBinaryOperator POWER =
      new SqlBinaryOperator(
          "^",
          SqlKind.OTHER,
          ABOVE_MULTIPLICATION,
          true,
          call -> SqlLibraryOperators.POWER_PG.inferReturnType(call),
          InferTypes.FIRST_KNOWN,
          OperandTypes.NUMERIC_NUMERIC);

  private NumberOperators() {}

  static List<SqlOperator> all() {
    return List.of(
        BIT_AND,
        BIT_OR,
        BIT_XOR,
        SHIFT_LEFT,
        SHIFT_RIGHT,
        BIT_NOT,
        POWER,
        SqlBasicAggFunction.create(
            "MEDIAN", SqlKind.OTHER_FUNCTION, ReturnTypes.AVG_AGG_FUNCTION, OperandTypes.NUMERIC));
  }

  private static SqlBinaryOperator bits(String name, SqlReturnTypeInference result) {
    return new SqlBinaryOperator(
        name, SqlKind.OTHER, OTHER, true, result, InferTypes.FIRST_KNOWN, WHOLE_NUMBERS);
  }
}
