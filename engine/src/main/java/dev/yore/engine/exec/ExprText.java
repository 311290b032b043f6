package dev.yore.engine.exec;

import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Plan;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Expressions as EXPLAIN shows them. */
public final class ExprText {
  private ExprText() {}

  /**
   * @param fields what columns are called; null to call them by number
   */
  public static String of(Expr expr, @Nullable List<Plan.Field> fields) {
    return switch (expr) {
      case Expr.Column column ->
          fields == null || column.index() >= fields.size()
              ? "$" + column.index()
              : fields.get(column.index()).name();
      case Expr.Literal literal ->
          literal.value() instanceof String text
              ? "'" + text.replace("'", "''") + "'"
              : String.valueOf(literal.value());
      case Expr.Parameter parameter -> "?" + (parameter.index() + 1);
      case Expr.Outer outer -> "outer" + outer.correlation() + "." + outer.column();
      case Expr.Call call -> call(call, fields);
      case Expr.Case choice ->
          choice.branches().stream()
                  .map(
                      w -> " when " + of(w.condition(), fields) + " then " + of(w.result(), fields))
                  .collect(Collectors.joining("", "case", ""))
              + " else "
              + of(choice.otherwise(), fields)
              + " end";
      case Expr.Cast cast -> "cast(" + of(cast.operand(), fields) + " as " + cast.type() + ")";
      case Expr.SubQuery query ->
          list(query.operands(), fields)
              + (query.comparison() == null ? "" : " " + query.comparison())
              + " "
              + query.kind().name().toLowerCase(java.util.Locale.ROOT)
              + " (sub-query)";
    };
  }

  private static String call(Expr.Call call, @Nullable List<Plan.Field> fields) {
    String name = call.function();
    List<Expr> arguments = call.arguments();
    boolean word = Character.isLetter(name.charAt(0));
    boolean infix = !word || name.equals("and") || name.equals("or") || name.endsWith("like");
    if (infix && arguments.size() >= 2) {
      return arguments.stream()
          .map(argument -> of(argument, fields))
          .collect(Collectors.joining(" " + name + " ", "(", ")"));
    }
    if (name.startsWith("is ") && arguments.size() == 1) {
      return of(arguments.getFirst(), fields) + " " + name;
    }
    return name + list(arguments, fields);
  }

  private static String list(List<Expr> arguments, @Nullable List<Plan.Field> fields) {
    return arguments.stream()
        .map(argument -> of(argument, fields))
        .collect(Collectors.joining(", ", "(", ")"));
  }
}
