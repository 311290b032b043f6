package dev.yore.engine.exec;

import dev.yore.engine.plan.Expr;
import java.util.TreeSet;

/** Finds the columns that an expression reads. */
final class ExprColumns {
  private ExprColumns() {}

  static int[] of(Expr expr) {
    TreeSet<Integer> columns = new TreeSet<>();
    collect(expr, columns);
    return columns.stream().mapToInt(Integer::intValue).toArray();
  }

  private static void collect(Expr expr, TreeSet<Integer> into) {
    switch (expr) {
      case Expr.Column column -> into.add(column.index());
      case Expr.Call call -> call.arguments().forEach(argument -> collect(argument, into));
      case Expr.Case choice -> {
        choice
            .branches()
            .forEach(when -> {
              collect(when.condition(), into);
              collect(when.result(), into);
            });
        collect(choice.otherwise(), into);
      }
      case Expr.Cast cast -> collect(cast.operand(), into);
      case Expr.SubQuery query -> {
        query.operands().forEach(operand -> collect(operand, into));
        OuterReferences.of(query.plan()).stream()
            .filter(outer -> outer.correlation() == query.correlation())
            .forEach(outer -> into.add(outer.column()));
      }
      case Expr.Literal literal -> {}
      case Expr.Parameter parameter -> {}
      case Expr.Outer outer -> {}
    }
  }
}
