package dev.yore.engine.planner;

import dev.yore.engine.exec.Operator;
import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Expressions;
import java.util.Map;

/**
 * An operator that answers part of a join graph.
 *
 * @param columns the column that holds each place
 */
record Part(Operator operator, Map<Integer, Integer> columns) {

  int column(int place) {
    Integer column = columns.get(place);
    if (column == null) {
      throw new IllegalStateException("place " + place + " is not among " + columns);
    }
    return column;
  }

  /** An expression over places as one over the operator's columns. */
  Expr over(Expr expr) {
    return Expressions.remap(expr, this::column);
  }
}
