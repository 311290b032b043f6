package dev.yore.sql.translate;

import dev.yore.engine.exec.json.JsonValues;
import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Plan;
import dev.yore.sql.type.TimeOperators;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.Bytes;
import dev.yore.storage.value.DataType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;
import org.apache.calcite.util.TimestampWithTimeZoneString;

/** Calcite's scalar expressions as the engine's. */
public final class RexToExpr {
  private final RexBuilder builder;
  private final Function<RelNode, Plan> plans;
  private final int correlation;
  private final Map<RexOver, Expr> windows;

  /**
   * @param plans translates the plans of sub-queries
   * @param correlation the id by which sub-queries refer to the row of these expressions
   */
  public RexToExpr(RexBuilder builder, Function<RelNode, Plan> plans, int correlation) {
    this(builder, plans, correlation, Map.of());
  }

  private RexToExpr(
      RexBuilder builder,
      Function<RelNode, Plan> plans,
      int correlation,
      Map<RexOver, Expr> windows) {
    this.builder = builder;
    this.plans = plans;
    this.correlation = correlation;
    this.windows = windows;
  }

  /** The same, for a row that has the results of window functions among its columns. */
  RexToExpr withWindows(Map<RexOver, Expr> results) {
    return new RexToExpr(builder, plans, correlation, results);
  }

  RexBuilder builder() {
    return builder;
  }

  public List<Expr> translate(List<? extends RexNode> nodes) {
    return nodes.stream().map(this::translate).toList();
  }

  public Expr translate(RexNode node) {
    return switch (node) {
      case RexInputRef ref -> new Expr.Column(ref.getIndex(), DataTypes.of(ref.getType()));
      case RexLiteral literal -> literal(literal);
      case RexDynamicParam parameter ->
          new Expr.Parameter(parameter.getIndex(), DataTypes.of(parameter.getType()));
      case RexFieldAccess access -> outer(access);
      case RexSubQuery subQuery -> subQuery(subQuery);
      case RexOver over -> window(over);
      case RexCall call -> call(call);
      default -> throw unsupported("this expression is not supported", node);
    };
  }

  private static YoreException unsupported(String text, RexNode node) {
    return YoreException.of(ErrorCode.UNSUPPORTED, text).with("expression", node.toString());
  }

  private Expr window(RexOver over) {
    Expr result = windows.get(over);
    if (result == null) {
      throw unsupported("A window function stands where none is supported", over);
    }
    return result;
  }

  private Expr outer(RexFieldAccess access) {
    if (access.getReferenceExpr() instanceof RexCorrelVariable variable) {
      return new Expr.Outer(
          variable.id.getId(), access.getField().getIndex(), DataTypes.of(access.getType()));
    }
    throw unsupported("fields of structured values are not supported", access);
  }

  private Expr subQuery(RexSubQuery node) {
    Expr.SubQuery.Kind kind =
        switch (node.getKind()) {
          case SCALAR_QUERY -> Expr.SubQuery.Kind.SCALAR;
          case EXISTS -> Expr.SubQuery.Kind.EXISTS;
          case IN -> Expr.SubQuery.Kind.IN;
          case SOME -> Expr.SubQuery.Kind.SOME;
          case ALL -> Expr.SubQuery.Kind.ALL;
          default -> throw unsupported("this kind of sub-query is not supported yet", node);
        };
    String comparison =
        node.op instanceof SqlQuantifyOperator quantified && kind != Expr.SubQuery.Kind.IN
            ? quantified.comparisonKind.sql
            : null;
    return new Expr.SubQuery(
        kind,
        translate(node.getOperands()),
        comparison,
        plans.apply(node.rel),
        correlation,
        DataTypes.of(node.getType()));
  }

  private Expr call(RexCall call) {
    DataType type = DataTypes.of(call.getType());
    return switch (call.getKind()) {
      case SEARCH -> translate(RexUtil.expandSearch(builder, null, call));
      case COALESCE -> coalesce(call, type);
      case CASE -> caseOf(call, type);
      case CAST -> cast(translate(call.getOperands().get(0)), type);
      case MINUS_PREFIX -> new Expr.Call("negate", translate(call.getOperands()), type);
      case PLUS_PREFIX -> translate(call.getOperands().get(0));
      case NOT_IN -> throw unsupported("this form of NOT IN is not supported", call);
      case REINTERPRET -> translate(call.getOperands().get(0));
      default -> new Expr.Call(functionName(call), translate(operands(call)), type);
    };
  }

  /** The operands in the order in which the engine's function takes them. */
  private static List<RexNode> operands(RexCall call) {
    return call.getOperator() == TimeOperators.AT_TIME_ZONE
        ? call.getOperands().reversed()
        : call.getOperands();
  }

  /** What follows an operand that is never null does not matter. */
  private Expr coalesce(RexCall call, DataType type) {
    List<RexNode> operands = call.getOperands();
    int last = 0;
    while (last < operands.size() - 1 && operands.get(last).getType().isNullable()) {
      last++;
    }
    return last == 0
        ? translate(operands.getFirst())
        : new Expr.Call("coalesce", translate(operands.subList(0, last + 1)), type);
  }

  private static String functionName(RexCall call) {
    String name = call.getOperator().getName().toLowerCase(Locale.ROOT);
    if (call.getKind() == SqlKind.LIKE && name.startsWith("not ")) {
      throw unsupported("a negated operator should have been rewritten", call);
    }
    return switch (name) {
      case "json_type" ->
          call.getOperator() == SqlStdOperatorTable.JSON_TYPE_OPERATOR ? "format json" : name;
      case "translate3" -> "translate";
      case "^" -> "power";
      case "at time zone" -> "timezone";
      case "~" -> call.getOperands().size() == 1 ? "bitnot" : name;
      case "age" ->
          throw unsupported(
              "An age of months and days together is not supported: subtract the moments", call);
      default -> name;
    };
  }

  /** Whether the value is JSON rather than a string with such a text. */
  static boolean isJson(RexNode node) {
    return node instanceof RexCall call && JsonValues.isMaker(functionName(call));
  }

  /** A conversion; one that changes nothing is left out. */
  static Expr cast(Expr operand, DataType type) {
    if (operand.type().equals(type)) {
      return operand;
    }
    if (operand instanceof Expr.Literal literal && literal.value() == null) {
      return new Expr.Literal(null, type);
    }
    return new Expr.Cast(operand, type);
  }

  private Expr caseOf(RexCall call, DataType type) {
    List<Expr.When> branches = new ArrayList<>();
    List<RexNode> operands = call.getOperands();
    for (int i = 0; i + 1 < operands.size(); i += 2) {
      branches.add(
          new Expr.When(translate(operands.get(i)), cast(translate(operands.get(i + 1)), type)));
    }
    return new Expr.Case(branches, cast(translate(operands.getLast()), type), type);
  }

  /** A constant of Calcite's as one of the engine's. */
  public static Expr.Literal literal(RexLiteral literal) {
    return switch (literal.getTypeName()) {
      case SYMBOL ->
          new Expr.Literal(
              as(literal, Enum.class).name().toLowerCase(Locale.ROOT), DataType.STRING);
      case NULL -> new Expr.Literal(null, DataTypes.of(literal.getType()));
      default -> {
        DataType type = DataTypes.of(literal.getType());
        yield new Expr.Literal(literal.isNull() ? null : value(literal, type), type);
      }
    };
  }

  private static Object value(RexLiteral literal, DataType type) {
    return switch (type.valueType()) {
      case BOOLEAN -> as(literal, Boolean.class);
      case LONG -> as(literal, BigDecimal.class).setScale(0, RoundingMode.HALF_UP).longValueExact();
      case DECIMAL -> as(literal, BigDecimal.class).setScale(type.scale(), RoundingMode.HALF_UP);
      case DOUBLE -> as(literal, Double.class);
      case FLOAT -> as(literal, Double.class).floatValue();
      case STRING -> as(literal, String.class);
      case BYTES -> Bytes.of(as(literal, ByteString.class).getBytes());
      case UUID -> as(literal, UUID.class);
      case DATE -> LocalDate.parse(as(literal, DateString.class).toString());
      case TIME -> LocalTime.parse(as(literal, TimeString.class).toString());
      case TIMESTAMP -> timestamp(as(literal, TimestampString.class));
      case INSTANT -> instant(literal);
      case MONTHS -> as(literal, BigDecimal.class).longValueExact();
      case DURATION -> as(literal, BigDecimal.class).multiply(BigDecimal.valueOf(1000)).longValue();
      default -> throw unsupported("literals of this type are not supported", literal);
    };
  }

  private static <T> T as(RexLiteral literal, Class<T> type) {
    T value = literal.getValueAs(type);
    if (value == null) {
      throw unsupported("this literal should have a value", literal);
    }
    return value;
  }

  private static LocalDateTime timestamp(TimestampString text) {
    return LocalDateTime.parse(text.toString().replace(' ', 'T'));
  }

  private static Instant instant(RexLiteral literal) {
    if (literal.getTypeName() == org.apache.calcite.sql.type.SqlTypeName.TIMESTAMP_TZ) {
      TimestampWithTimeZoneString zoned = as(literal, TimestampWithTimeZoneString.class);
      return timestamp(
              zoned.withTimeZone(java.util.TimeZone.getTimeZone("UTC")).getLocalTimestampString())
          .toInstant(ZoneOffset.UTC);
    }
    return timestamp(as(literal, TimestampString.class)).toInstant(ZoneOffset.UTC);
  }
}
