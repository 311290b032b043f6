package dev.yore.sql.type;

import dev.yore.sql.parser.SystemTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.jspecify.annotations.Nullable;

/**
 * The functions and operators of our SQL: the standard's, PostgreSQL's and some that Calcite lacks.
 *
 * <p>These are declarations; the executor knows functions by name. Names are looked up without
 * regard to case, because names in statements fold to lower case and Calcite's are upper case.
 */
public final class Operators {

  /** All of them. */
  public static final SqlOperatorTable TABLE = new Table(all());

  private Operators() {}

  private static List<SqlOperator> all() {
    List<SqlOperator> operators = new ArrayList<>(own());
    operators.addAll(AggregateOperators.all());
    operators.addAll(PostgresOperators.all());
    operators.addAll(NumberOperators.all());
    operators.addAll(TimeOperators.all());
    operators.addAll(JsonOperators.all());
    Set<String> ours = new HashSet<>();
    operators.forEach(o -> ours.add(place(o)));
    for (SqlOperator operator : SqlStdOperatorTable.instance().getOperatorList()) {
      if (!ours.contains(place(operator))) {
        operators.add(operator);
      }
    }
    operators.addAll(postgresql());
    return operators;
  }

  /**
   * Of Calcite's library for PostgreSQL what we do not declare ourselves. Calcite finds these by
   * the annotations of a thousand fields, for which a first statement should not wait.
   */
  private static List<SqlOperator> postgresql() {
    return List.of(
        SqlLibraryOperators.STRING_TO_ARRAY,
        SqlLibraryOperators.SUBSTR_POSTGRESQL,
        SqlLibraryOperators.TRANSLATE3,
        SqlLibraryOperators.BOOL_AND,
        SqlLibraryOperators.BOOL_OR,
        SqlLibraryOperators.ARRAY_AGG,
        SqlLibraryOperators.ARRAY_CONCAT_AGG,
        SqlLibraryOperators.STRING_AGG,
        SqlLibraryOperators.SOUNDEX,
        SqlLibraryOperators.DIFFERENCE,
        SqlLibraryOperators.ILIKE,
        SqlLibraryOperators.NOT_ILIKE,
        SqlLibraryOperators.CHR,
        SqlLibraryOperators.TANH,
        SqlLibraryOperators.COTH,
        SqlLibraryOperators.COSH,
        SqlLibraryOperators.ACOSH,
        SqlLibraryOperators.ASINH,
        SqlLibraryOperators.ATANH,
        SqlLibraryOperators.COSD,
        SqlLibraryOperators.SIND,
        SqlLibraryOperators.TAND,
        SqlLibraryOperators.ACOSD,
        SqlLibraryOperators.ASIND,
        SqlLibraryOperators.ATAND,
        SqlLibraryOperators.SECH,
        SqlLibraryOperators.CSCH,
        SqlLibraryOperators.SINH,
        SqlLibraryOperators.CSC,
        SqlLibraryOperators.SEC,
        SqlLibraryOperators.MD5,
        SqlLibraryOperators.SHA1,
        SqlLibraryOperators.LOG_POSTGRES,
        SqlLibraryOperators.POWER_PG,
        SqlLibraryOperators.INFIX_CAST,
        SqlLibraryOperators.AGE);
  }

  private static List<SqlOperator> own() {
    SqlReturnTypeInference text = varchar();
    SqlReturnTypeInference firstNumber = ReturnTypes.ARG0_NULLABLE;
    return List.of(
        SystemTime.AS_OF,
        SystemTime.FROM_TO,
        SystemTime.BETWEEN,
        SystemTime.CONTAINED_IN,
        SystemTime.ALL,
        WindowOperators.GROUPS,
        SeriesFunction.INSTANCE,
        function("NOW", constant(SqlTypeName.TIMESTAMP_TZ), OperandTypes.NILADIC),
        function("CLOCK_TIMESTAMP", constant(SqlTypeName.TIMESTAMP_TZ), OperandTypes.NILADIC),
        function("STATEMENT_TIMESTAMP", constant(SqlTypeName.TIMESTAMP_TZ), OperandTypes.NILADIC),
        function("TRANSACTION_TIMESTAMP", constant(SqlTypeName.TIMESTAMP_TZ), OperandTypes.NILADIC),
        function(
            "DATE_TRUNC",
            truncated(),
            OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.DATETIME)),
        function(
            "DATE_PART",
            ReturnTypes.DOUBLE_NULLABLE,
            OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.DATETIME)
                .or(OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.DATETIME_INTERVAL))),
        function(
            "TRUNC",
            firstNumber,
            OperandTypes.NUMERIC.or(
                OperandTypes.family(SqlTypeFamily.NUMERIC, SqlTypeFamily.INTEGER))),
        function("VERSION", constant(SqlTypeName.VARCHAR), OperandTypes.NILADIC),
        function("CURRENT_DATABASE", constant(SqlTypeName.VARCHAR), OperandTypes.NILADIC),
        function("GEN_RANDOM_UUID", constant(SqlTypeName.UUID), OperandTypes.NILADIC),
        function("UUIDV7", constant(SqlTypeName.UUID), OperandTypes.NILADIC),
        function("RANDOM", constant(SqlTypeName.DOUBLE), OperandTypes.NILADIC),
        function("NEXTVAL", constant(SqlTypeName.BIGINT), OperandTypes.CHARACTER),
        function("BTRIM", text, characters(1).or(characters(2))),
        function("LTRIM", text, characters(1).or(characters(2))),
        function("RTRIM", text, characters(1).or(characters(2))),
        function("REVERSE", text, characters(1)),
        function("INITCAP", text, characters(1)),
        function("LENGTH", ReturnTypes.INTEGER_NULLABLE, OperandTypes.BINARY.or(characters(1))),
        function("LEFT", text, textAndInteger()),
        function("RIGHT", text, textAndInteger()),
        function("REPEAT", text, textAndInteger()),
        function("LPAD", text, textAndInteger().or(pad())),
        function("RPAD", text, textAndInteger().or(pad())),
        function("STRPOS", ReturnTypes.INTEGER_NULLABLE, characters(2)),
        function("STARTS_WITH", ReturnTypes.BOOLEAN_NULLABLE, characters(2)),
        function("SPLIT_PART", text, splitPart()),
        function("REPLACE", text, characters(3)),
        function("REGEXP_REPLACE", text, characters(2).or(characters(3)).or(characters(4))),
        function(
            "ENCODE", text, OperandTypes.family(SqlTypeFamily.BINARY, SqlTypeFamily.CHARACTER)),
        function(
            "DECODE",
            ReturnTypes.explicit(SqlTypeName.VARBINARY).andThen(SqlTypeTransforms.TO_NULLABLE),
            characters(2)),
        function("CONCAT", text, OperandTypes.ONE_OR_MORE),
        function("GREATEST", leastRestrictive(), OperandTypes.SAME_VARIADIC),
        function("LEAST", leastRestrictive(), OperandTypes.SAME_VARIADIC));
  }

  /** The type of the moment that is cut; a date counts as its first moment. */
  private static SqlReturnTypeInference truncated() {
    return call ->
        call.getOperandType(1).getSqlTypeName() == SqlTypeName.DATE
            ? call.getTypeFactory()
                .createTypeWithNullability(
                    call.getTypeFactory().createSqlType(SqlTypeName.TIMESTAMP), true)
            : ReturnTypes.ARG1_NULLABLE.inferReturnType(call);
  }

  private static SqlOperandTypeChecker textAndInteger() {
    return OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.INTEGER);
  }

  private static SqlOperandTypeChecker pad() {
    return OperandTypes.family(
        SqlTypeFamily.CHARACTER, SqlTypeFamily.INTEGER, SqlTypeFamily.CHARACTER);
  }

  private static SqlOperandTypeChecker splitPart() {
    return OperandTypes.family(
        SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER, SqlTypeFamily.INTEGER);
  }

  private static SqlOperandTypeChecker characters(int count) {
    return OperandTypes.family(java.util.Collections.nCopies(count, SqlTypeFamily.CHARACTER));
  }

  private static SqlReturnTypeInference varchar() {
    return ReturnTypes.explicit(SqlTypeName.VARCHAR).andThen(SqlTypeTransforms.TO_NULLABLE);
  }

  private static SqlReturnTypeInference constant(SqlTypeName type) {
    return ReturnTypes.explicit(type);
  }

  private static SqlReturnTypeInference leastRestrictive() {
    return ReturnTypes.LEAST_RESTRICTIVE.andThen(SqlTypeTransforms.TO_NULLABLE);
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

  /** What tells operators of one name apart: where they stand. */
  private static String place(SqlOperator operator) {
    return Table.position(operator.getSyntax()) + " " + key(operator.getName());
  }

  private static String key(String name) {
    return name.toUpperCase(Locale.ROOT);
  }

  /** Finds operators by name in any case. */
  private record Table(List<SqlOperator> operators, Map<String, List<SqlOperator>> byName)
      implements SqlOperatorTable {
    Table(List<SqlOperator> operators) {
      this(List.copyOf(operators), new HashMap<>());
      for (SqlOperator operator : operators) {
        byName.computeIfAbsent(key(operator.getName()), k -> new ArrayList<>()).add(operator);
      }
    }

    @Override
    public void lookupOperatorOverloads(
        SqlIdentifier name,
        @Nullable SqlFunctionCategory category,
        SqlSyntax syntax,
        List<SqlOperator> found,
        SqlNameMatcher matcher) {
      String simple = name.names.get(name.names.size() - 1);
      for (SqlOperator operator : byName.getOrDefault(key(simple), List.of())) {
        if (position(operator.getSyntax()) == position(syntax)) {
          found.add(operator);
        }
      }
    }

    /** Where an operator stands; all ways to write a function are one. */
    private static SqlSyntax position(SqlSyntax syntax) {
      return switch (syntax) {
        case BINARY, PREFIX, POSTFIX -> syntax;
        default -> SqlSyntax.FUNCTION;
      };
    }

    @Override
    public List<SqlOperator> getOperatorList() {
      return operators;
    }
  }
}
