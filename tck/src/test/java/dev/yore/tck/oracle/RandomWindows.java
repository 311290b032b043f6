package dev.yore.tck.oracle;

import dev.yore.tck.oracle.RandomExpressions.Reference;
import dev.yore.tck.oracle.RandomExpressions.Scope;
import dev.yore.tck.oracle.RandomTables.Type;
import java.util.List;
import java.util.Random;

/** Random window functions over one table, whose key makes any order total. */
final class RandomWindows {
  private final Random random;
  private final RandomExpressions expressions;

  RandomWindows(Random random, RandomExpressions expressions) {
    this.random = random;
    this.expressions = expressions;
  }

  /** A call; {@code key} is the table's key. */
  String call(Scope scope, String key) {
    return switch (random.nextInt(8)) {
      case 0 ->
          pick(List.of("rank()", "dense_rank()", "percent_rank()", "cume_dist()"))
              + over(scope, order(scope));
      case 1 ->
          pick(List.of("row_number()", "ntile(3)", "ntile(" + (1 + random.nextInt(9)) + ")"))
              + over(scope, order(scope) + ", " + key);
      case 2, 3 -> value(scope) + over(scope, order(scope) + ", " + key + maybe(rows()));
      case 4 -> neighbour(scope) + over(scope, order(scope) + ", " + key);
      case 5 -> aggregate(scope) + over(scope, order(scope) + ", " + key + rows());
      case 6 -> aggregate(scope) + over(scope, reach(scope));
      default ->
          aggregate(scope) + over(scope, expressions.chance(0.5) ? "" : order(scope) + peers());
    };
  }

  private String over(Scope scope, String order) {
    String partition =
        expressions.chance(0.6) ? "PARTITION BY " + pick(scope.references()).sql() + " " : "";
    return " OVER (" + partition + (order.isEmpty() ? "" : "ORDER BY " + order) + ")";
  }

  private String order(Scope scope) {
    return pick(scope.references()).sql() + direction();
  }

  private String direction() {
    return pick(List.of("", " DESC", " NULLS FIRST", " DESC NULLS LAST"));
  }

  private String value(Scope scope) {
    String value = expressions.expression(pick(List.of(Type.values())), scope, 1);
    return switch (random.nextInt(3)) {
      case 0 -> "first_value(" + value + ")";
      case 1 -> "last_value(" + value + ")";
      default -> "nth_value(" + value + ", " + (1 + random.nextInt(3)) + ")";
    };
  }

  private String neighbour(Scope scope) {
    Type type = pick(List.of(Type.values()));
    String value = expressions.expression(type, scope, 1);
    String rest =
        switch (random.nextInt(3)) {
          case 0 -> "";
          case 1 -> ", " + random.nextInt(3);
          default -> ", " + (random.nextInt(4) - 1) + ", " + RandomTables.literal(type, random);
        };
    return pick(List.of("lag(", "lead(")) + value + rest + ")";
  }

  private String aggregate(Scope scope) {
    Type type = pick(List.of(Type.INT, Type.LONG, Type.DECIMAL, Type.DOUBLE));
    String value = expressions.expression(type, scope, 1);
    String call =
        switch (random.nextInt(6)) {
          case 0 -> "count(*)";
          case 1 -> "count(" + value + ")";
          case 2 -> "avg(" + value + ")";
          case 3 ->
              pick(List.of("min(", "max(")) + expressions.expression(Type.TEXT, scope, 1) + ")";
          case 4 -> "bool_and(" + expressions.expression(Type.FLAG, scope, 1) + ")";
          default -> "sum(" + value + ")";
        };
    return call
        + (expressions.chance(0.2)
            ? " FILTER (WHERE " + expressions.predicate(scope, 0) + ")"
            : "");
  }

  private String maybe(String frame) {
    return expressions.chance(0.7) ? frame : "";
  }

  private String rows() {
    return frame("ROWS", "" + random.nextInt(4), "" + random.nextInt(4));
  }

  private String peers() {
    return expressions.chance(0.5)
        ? frame("GROUPS", "" + random.nextInt(3), "" + random.nextInt(3))
        : expressions.chance(0.5) ? " RANGE UNBOUNDED PRECEDING" + exclude() : "";
  }

  /** An order by one value, and a frame that reaches some distance from it. */
  private String reach(Scope scope) {
    Type type = pick(List.of(Type.INT, Type.LONG, Type.DECIMAL, Type.DAY, Type.MOMENT));
    List<Reference> columns = scope.ofType(type);
    boolean time = type == Type.DAY || type == Type.MOMENT;
    String unit = time ? "INTERVAL '%d' DAY" : "%d";
    return pick(columns).sql()
        + direction()
        + frame(
            "RANGE",
            unit.formatted(random.nextInt(time ? 40 : 3)),
            unit.formatted(random.nextInt(time ? 40 : 3)));
  }

  private String frame(String unit, String before, String behind) {
    String start =
        pick(
            List.of(
                "UNBOUNDED PRECEDING",
                "CURRENT ROW",
                before + " PRECEDING",
                before + " PRECEDING"));
    String end =
        pick(
            List.of(
                "UNBOUNDED FOLLOWING",
                "CURRENT ROW",
                behind + " FOLLOWING",
                behind + " FOLLOWING"));
    return " " + unit + " BETWEEN " + start + " AND " + end + exclude();
  }

  private String exclude() {
    return pick(List.of("", "", "", " EXCLUDE CURRENT ROW", " EXCLUDE GROUP", " EXCLUDE TIES"));
  }

  private <T> T pick(List<T> choices) {
    return expressions.pick(choices);
  }
}
