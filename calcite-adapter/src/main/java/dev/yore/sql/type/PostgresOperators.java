package dev.yore.sql.type;

import java.util.Collections;
import java.util.List;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;

/** Functions of PostgreSQL that Calcite lacks, or takes for other types. */
final class PostgresOperators {
  private static final SqlTypeFamily TEXT = SqlTypeFamily.CHARACTER;
  private static final SqlTypeFamily WHOLE = SqlTypeFamily.INTEGER;
  private static final SqlTypeFamily NUMBER = SqlTypeFamily.NUMERIC;

  private PostgresOperators() {}

  static List<SqlOperator> all() {
    return List.of(
        of("TO_HEX", SqlTypeName.VARCHAR, OperandTypes.family(WHOLE)),
        of("FORMAT", SqlTypeName.VARCHAR, OperandTypes.ONE_OR_MORE),
        of("CONCAT_WS", SqlTypeName.VARCHAR, OperandTypes.ONE_OR_MORE),
        of("QUOTE_LITERAL", SqlTypeName.VARCHAR, times(TEXT, 1)),
        of("QUOTE_IDENT", SqlTypeName.VARCHAR, times(TEXT, 1)),
        of("SHA256", SqlTypeName.VARBINARY, OperandTypes.BINARY),
        of("SHA512", SqlTypeName.VARBINARY, OperandTypes.BINARY),
        of("REGEXP_LIKE", SqlTypeName.BOOLEAN, times(TEXT, 2).or(times(TEXT, 3))),
        of("REGEXP_COUNT", SqlTypeName.INTEGER, pattern(0).or(pattern(1))),
        of("REGEXP_INSTR", SqlTypeName.INTEGER, pattern(0).or(pattern(1)).or(pattern(2))),
        of("REGEXP_SUBSTR", SqlTypeName.VARCHAR, pattern(0).or(pattern(1)).or(pattern(2))),
        of("GCD", SqlTypeName.BIGINT, times(WHOLE, 2)),
        of("LCM", SqlTypeName.BIGINT, times(WHOLE, 2)),
        function("FACTORIAL", digits(), OperandTypes.family(WHOLE)),
        function("DIV", digits(), times(NUMBER, 2)),
        of("WIDTH_BUCKET", SqlTypeName.INTEGER, OperandTypes.family(NUMBER, NUMBER, NUMBER, WHOLE)),
        of("MAKE_DATE", SqlTypeName.DATE, times(WHOLE, 3)),
        of("MAKE_TIME", SqlTypeName.TIME, OperandTypes.family(WHOLE, WHOLE, NUMBER)),
        of(
            "MAKE_TIMESTAMP",
            SqlTypeName.TIMESTAMP,
            OperandTypes.family(WHOLE, WHOLE, WHOLE, WHOLE, WHOLE, NUMBER)),
        of("ISFINITE", SqlTypeName.BOOLEAN, OperandTypes.DATETIME),
        of(
            "TO_TIMESTAMP",
            SqlTypeName.TIMESTAMP_TZ,
            OperandTypes.family(NUMBER).or(times(TEXT, 2))),
        of("TO_DATE", SqlTypeName.DATE, times(TEXT, 2)),
        of("TO_NUMBER", SqlTypeName.DECIMAL, times(TEXT, 2)),
        of(
            "TO_CHAR",
            SqlTypeName.VARCHAR,
            OperandTypes.family(SqlTypeFamily.DATETIME, TEXT)
                .or(OperandTypes.family(NUMBER, TEXT))));
  }

  private static SqlOperandTypeChecker times(SqlTypeFamily family, int count) {
    return OperandTypes.family(Collections.nCopies(count, family));
  }

  /** Text, a pattern and so many numbers. */
  private static SqlOperandTypeChecker pattern(int numbers) {
    return switch (numbers) {
      case 0 -> OperandTypes.family(TEXT, TEXT);
      case 1 -> OperandTypes.family(TEXT, TEXT, WHOLE);
      default -> OperandTypes.family(TEXT, TEXT, WHOLE, WHOLE);
    };
  }

  private static SqlReturnTypeInference digits() {
    return opBinding ->
        opBinding
            .getTypeFactory()
            .createTypeWithNullability(
                opBinding.getTypeFactory().createSqlType(SqlTypeName.DECIMAL, 38, 0), true);
  }

  private static SqlFunction of(String name, SqlTypeName result, SqlOperandTypeChecker operands) {
    return function(
        name, ReturnTypes.explicit(result).andThen(SqlTypeTransforms.TO_NULLABLE), operands);
  }

  private static SqlFunction function(
      String name, SqlReturnTypeInference result, SqlOperandTypeChecker operands) {
    return new SqlFunction(
        name,
        SqlKind.OTHER_FUNCTION,
        result,
        InferTypes.ANY_NULLABLE,
        operands,
        SqlFunctionCategory.SYSTEM);
  }
}
