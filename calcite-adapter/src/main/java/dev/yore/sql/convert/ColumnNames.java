package dev.yore.sql.convert;

import dev.yore.sql.type.TimeOperators;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlTrimFunction;
import org.jspecify.annotations.Nullable;

/**
 * Names for the columns of a result that the query gives none, as PostgreSQL chooses them: that of
 * the function, of the column below a cast, {@code case}, or {@code ?column?}.
 */
final class ColumnNames {
  private static final String NONE = "?column?";

  /** Calcite's names of types that PostgreSQL calls otherwise. */
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("integer", "int4"),
          Map.entry("bigint", "int8"),
          Map.entry("smallint", "int2"),
          Map.entry("boolean", "bool"),
          Map.entry("decimal", "numeric"),
          Map.entry("double", "float8"),
          Map.entry("real", "float4"),
          Map.entry("char", "bpchar"),
          Map.entry("varbinary", "bytea"),
          Map.entry("timestamp_tz", "timestamptz"));

  private ColumnNames() {}

  /** The names of the columns of {@code query}, which has not been validated. */
  static List<String> of(SqlNode query, RelDataType rowType) {
    List<String> names = new ArrayList<>(rowType.getFieldNames());
    @Nullable List<SqlNode> items = items(query);
    for (int i = 0; i < names.size(); i++) {
      if (SqlUtil.isGeneratedAlias(names.get(i))) {
        names.set(i, name(items, i, names.size()));
      }
    }
    return names;
  }

  private static String name(@Nullable List<SqlNode> items, int column, int count) {
    if (items == null) {
      return "column" + (column + 1);
    }
    int firstStar = 0;
    while (firstStar < items.size() && !isStar(items.get(firstStar))) {
      firstStar++;
    }
    int fromRight = items.size() - (count - column);
    SqlNode item =
        column < firstStar
            ? items.get(column)
            : fromRight >= 0 && fromRight < items.size() ? items.get(fromRight) : null;
    String name = item == null ? null : name(item);
    return name == null ? NONE : name;
  }

  private static boolean isStar(SqlNode item) {
    return item instanceof SqlIdentifier name && name.isStar();
  }

  /** The items of the first SELECT; null when the query is VALUES. */
  private static @Nullable List<SqlNode> items(SqlNode query) {
    return switch (query) {
      case SqlOrderBy order -> items(order.query);
      case SqlWith with -> items(with.body);
      case SqlSelect select -> select.getSelectList().getList();
      case SqlCall call
          when call.getKind() == SqlKind.UNION
              || call.getKind() == SqlKind.INTERSECT
              || call.getKind() == SqlKind.EXCEPT ->
          items(call.operand(0));
      default -> null;
    };
  }

  /** The name that an expression gives its column; null when none. */
  private static @Nullable String name(SqlNode item) {
    return switch (item) {
      case SqlIdentifier name -> lower(name.names.get(name.names.size() - 1));
      case SqlLiteral literal -> literal(literal);
      case SqlCase choice -> choice(choice);
      case SqlOrderBy query -> first(query);
      case SqlWith query -> first(query);
      case SqlSelect query -> first(query);
      case SqlCall call -> call(call);
      default -> null;
    };
  }

  private static @Nullable String first(SqlNode query) {
    List<SqlNode> items = items(query);
    if (items == null) {
      return "column1";
    }
    SqlNode item = items.isEmpty() ? null : items.get(0);
    boolean named = item != null && item.getKind() == SqlKind.AS;
    return item == null ? null : name(named ? ((SqlCall) item).operand(1) : item);
  }

  private static @Nullable String literal(SqlLiteral literal) {
    return switch (literal.getTypeName()) {
      case BOOLEAN -> "bool";
      case DATE -> "date";
      case TIME -> "time";
      case TIMESTAMP -> "timestamp";
      case TIMESTAMP_TZ, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> "timestamptz";
      case UUID -> "uuid";
      default -> literal.getTypeName().name().startsWith("INTERVAL") ? "interval" : null;
    };
  }

  private static String choice(SqlCase choice) {
    SqlNode otherwise = choice.getElseOperand();
    boolean isColumn = otherwise instanceof SqlIdentifier || otherwise instanceof SqlCall;
    String name = isColumn && otherwise != null ? name(otherwise) : null;
    return name == null ? "case" : name;
  }

  private static @Nullable String call(SqlCall call) {
    return switch (call.getKind()) {
      case OVER, FILTER, WITHIN_GROUP, RESPECT_NULLS, IGNORE_NULLS, WITHIN_DISTINCT ->
          name(call.operand(0));
      case CAST, SAFE_CAST -> cast(call);
      case EXISTS -> "exists";
      case ROW -> "row";
      case ARRAY_VALUE_CONSTRUCTOR, ARRAY_QUERY_CONSTRUCTOR -> "array";
      case SCALAR_QUERY -> first(call.operand(0));
      case TRIM -> trim(call);
      case OVERLAPS -> "overlaps";
      default ->
          call.getOperator() == TimeOperators.AT_TIME_ZONE
              ? "timezone"
              : call.getOperator() instanceof SqlFunction f ? function(f) : null;
    };
  }

  private static String trim(SqlCall call) {
    SqlNode side = call.operandCount() > 0 ? call.operand(0) : null;
    SqlTrimFunction.Flag flag =
        side instanceof SqlLiteral literal && literal.getValue() instanceof SqlTrimFunction.Flag f
            ? f
            : SqlTrimFunction.Flag.BOTH;
    return switch (flag) {
      case BOTH -> "btrim";
      case LEADING -> "ltrim";
      case TRAILING -> "rtrim";
    };
  }

  private static @Nullable String cast(SqlCall call) {
    SqlNode operand = call.operand(0);
    String inner = operand instanceof SqlLiteral ? null : name(operand);
    if (inner != null && !inner.equals("case")) {
      return inner;
    }
    if (!(call.operand(1) instanceof SqlDataTypeSpec type)) {
      return inner;
    }
    String written = lower(type.getTypeName().names.get(type.getTypeName().names.size() - 1));
    return type.getTypeNameSpec() instanceof SqlBasicTypeNameSpec
        ? TYPES.getOrDefault(written, written)
        : written;
  }

  private static String lower(String name) {
    return name.equals("TRANSLATE3") ? "translate" : name.toLowerCase(Locale.ROOT);
  }

  /** The name of a function; those that aggregate JSON have what they do with nulls in theirs. */
  private static String function(SqlFunction function) {
    return switch (function.getKind()) {
      case JSON_ARRAYAGG -> "json_arrayagg";
      case JSON_OBJECTAGG -> "json_objectagg";
      default -> lower(function.getName());
    };
  }
}
