package dev.yore.engine.datalog;

import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Plan;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Shows expressions in the prefix form of Datalog. */
final class ClauseText {
  private final List<Plan.Field> fields;
  private final Set<String> repeated = new HashSet<>();

  /**
   * @param numbered true to tell variables of one name apart by their numbers
   */
  ClauseText(List<Plan.Field> fields, boolean numbered) {
    this.fields = fields;
    Set<String> seen = new HashSet<>();
    for (Plan.Field field : fields) {
      if (numbered && !seen.add(field.name())) {
        repeated.add(field.name());
      }
    }
  }

  /** The variable of this position. */
  String variable(int position) {
    String name = fields.get(position).name();
    return variable(name) + (repeated.contains(name) ? "#" + position : "");
  }

  static String variable(String name) {
    return name.startsWith("?") || name.startsWith("(") ? name : "?" + name;
  }

  String of(Expr expr) {
    return switch (expr) {
      case Expr.Column column ->
          column.index() < fields.size() ? variable(column.index()) : "?" + column.index();
      case Expr.Literal literal -> EdnText.of(literal.value());
      case Expr.Parameter parameter -> "?in" + (parameter.index() + 1);
      case Expr.Outer outer -> "?outer" + outer.correlation() + "." + outer.column();
      case Expr.Call call -> call(call.function().replace(' ', '-'), call.arguments());
      case Expr.Case choice ->
          choice.branches().stream()
              .map(when -> of(when.condition()) + " " + of(when.result()))
              .collect(Collectors.joining(" ", "(cond ", " :else " + of(choice.otherwise()) + ")"));
      case Expr.Cast cast -> "(cast " + of(cast.operand()) + " :" + cast.type() + ")";
      case Expr.SubQuery query ->
          call(query.kind().name().toLowerCase(Locale.ROOT) + "-query", query.operands());
    };
  }

  private String call(String name, List<Expr> arguments) {
    return arguments.stream()
        .map(this::of)
        .collect(Collectors.joining(" ", "(" + name + (arguments.isEmpty() ? "" : " "), ")"));
  }
}
