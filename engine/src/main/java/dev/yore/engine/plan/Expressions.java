package dev.yore.engine.plan;

import dev.yore.storage.value.DataType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Takes expressions apart and puts them together. */
public final class Expressions {
  private Expressions() {}

  /** The conditions whose conjunction this is; none for null. */
  public static List<Expr> conjuncts(@Nullable Expr condition) {
    List<Expr> parts = new ArrayList<>();
    collectConjuncts(condition, parts);
    return parts;
  }

  private static void collectConjuncts(@Nullable Expr condition, List<Expr> into) {
    if (condition instanceof Expr.Call call && call.function().equals("and")) {
      call.arguments().forEach(argument -> collectConjuncts(argument, into));
    } else if (condition != null && !isTrue(condition)) {
      into.add(condition);
    }
  }

  private static boolean isTrue(Expr condition) {
    return condition instanceof Expr.Literal literal && Boolean.TRUE.equals(literal.value());
  }

  /** The conjunction of conditions; null for none. */
  public static @Nullable Expr conjunction(List<Expr> conditions) {
    return switch (conditions.size()) {
      case 0 -> null;
      case 1 -> conditions.getFirst();
      default -> new Expr.Call("and", conditions, DataType.BOOLEAN);
    };
  }

  /** The columns of its own row that an expression reads, those that its sub-queries read too. */
  public static BitSet columns(Expr expr) {
    BitSet columns = new BitSet();
    visit(
        expr,
        node -> {
          if (node instanceof Expr.Column column) {
            columns.set(column.index());
          } else if (node instanceof Expr.SubQuery subQuery) {
            visitOuter(subQuery.plan(), subQuery.correlation(), columns);
          }
        });
    return columns;
  }

  private static void visitOuter(Plan plan, int correlation, BitSet columns) {
    Plans.visitExpressions(
        plan,
        expr ->
            visit(
                expr,
                node -> {
                  if (node instanceof Expr.Outer outer && outer.correlation() == correlation) {
                    columns.set(outer.column());
                  } else if (node instanceof Expr.SubQuery nested) {
                    visitOuter(nested.plan(), correlation, columns);
                  }
                }));
  }

  public static boolean hasSubQuery(Expr expr) {
    boolean[] found = new boolean[1];
    visit(expr, node -> found[0] |= node instanceof Expr.SubQuery);
    return found[0];
  }

  /** True when the value depends on no row: literals, parameters and outer columns alone. */
  public static boolean isConstant(Expr expr) {
    return columns(expr).isEmpty() && !hasSubQuery(expr) && !isVolatile(expr);
  }

  /** True when the value may be another each time it is asked for. */
  public static boolean isVolatile(Expr expr) {
    boolean[] found = new boolean[1];
    visit(
        expr,
        node ->
            found[0] |=
                node instanceof Expr.Call call
                    && (call.function().equals("random")
                        || call.function().equals("gen_random_uuid")));
    return found[0];
  }

  /** Shows every part of an expression, itself first; not the plans of sub-queries. */
  public static void visit(Expr expr, Consumer<Expr> visitor) {
    visitor.accept(expr);
    switch (expr) {
      case Expr.Call call -> call.arguments().forEach(argument -> visit(argument, visitor));
      case Expr.Cast cast -> visit(cast.operand(), visitor);
      case Expr.Case choice -> {
        for (Expr.When branch : choice.branches()) {
          visit(branch.condition(), visitor);
          visit(branch.result(), visitor);
        }
        visit(choice.otherwise(), visitor);
      }
      case Expr.SubQuery subQuery ->
          subQuery.operands().forEach(operand -> visit(operand, visitor));
      case Expr.Column ignored -> {}
      case Expr.Literal ignored -> {}
      case Expr.Parameter ignored -> {}
      case Expr.Outer ignored -> {}
    }
  }

  /** The expression for a row whose columns have moved, sub-queries' outer references included. */
  public static Expr remap(Expr expr, IntUnaryOperator columns) {
    return rewrite(
        expr,
        node ->
            switch (node) {
              case Expr.Column column ->
                  new Expr.Column(columns.applyAsInt(column.index()), column.type());
              case Expr.SubQuery subQuery ->
                  new Expr.SubQuery(
                      subQuery.kind(),
                      subQuery.operands(),
                      subQuery.comparison(),
                      remapOuter(subQuery.plan(), subQuery.correlation(), columns),
                      subQuery.correlation(),
                      subQuery.type());
              default -> node;
            });
  }

  private static Plan remapOuter(Plan plan, int correlation, IntUnaryOperator columns) {
    return Plans.mapExpressions(
        plan,
        expr ->
            rewrite(
                expr,
                node ->
                    switch (node) {
                      case Expr.Outer outer when outer.correlation() == correlation ->
                          new Expr.Outer(
                              correlation, columns.applyAsInt(outer.column()), outer.type());
                      case Expr.SubQuery nested ->
                          new Expr.SubQuery(
                              nested.kind(),
                              nested.operands(),
                              nested.comparison(),
                              remapOuter(nested.plan(), correlation, columns),
                              nested.correlation(),
                              nested.type());
                      default -> node;
                    }));
  }

  /** Rewrites an expression bottom up. */
  public static Expr rewrite(Expr expr, UnaryOperator<Expr> rule) {
    Expr rebuilt =
        switch (expr) {
          case Expr.Call call ->
              new Expr.Call(call.function(), rewrite(call.arguments(), rule), call.type());
          case Expr.Cast cast -> new Expr.Cast(rewrite(cast.operand(), rule), cast.type());
          case Expr.Case choice ->
              new Expr.Case(
                  choice.branches().stream()
                      .map(branch ->
                          new Expr.When(
                              rewrite(branch.condition(), rule), rewrite(branch.result(), rule)))
                      .toList(),
                  rewrite(choice.otherwise(), rule),
                  choice.type());
          case Expr.SubQuery subQuery ->
              new Expr.SubQuery(
                  subQuery.kind(),
                  rewrite(subQuery.operands(), rule),
                  subQuery.comparison(),
                  subQuery.plan(),
                  subQuery.correlation(),
                  subQuery.type());
          case Expr.Column ignored -> expr;
          case Expr.Literal ignored -> expr;
          case Expr.Parameter ignored -> expr;
          case Expr.Outer ignored -> expr;
        };
    return rule.apply(rebuilt);
  }

  private static List<Expr> rewrite(List<Expr> exprs, UnaryOperator<Expr> rule) {
    return exprs.stream().map(expr -> rewrite(expr, rule)).toList();
  }
}
