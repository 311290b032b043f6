package dev.yore.engine.planner;

import dev.yore.engine.exec.Apply;
import dev.yore.engine.exec.Estimate;
import dev.yore.engine.exec.HashAggregate;
import dev.yore.engine.exec.HashJoin;
import dev.yore.engine.exec.NestedLoopJoin;
import dev.yore.engine.exec.Operator;
import dev.yore.engine.exec.Sort;
import dev.yore.engine.exec.TopN;
import java.util.List;

/**
 * Tells operators what the planner expects of them, for EXPLAIN. An operator between two that were
 * told is taken to give as many rows as the one above it.
 */
final class Expectations {
  private static final double ROW_COST = 0.1;
  private static final double OUTPUT_COST = 0.5;
  private static final double BUILD_COST = 2.5;
  private static final double GROUP_COST = 1.5;
  private static final double COMPARE_COST = 0.3;

  private Expectations() {}

  /** Tells an operator whose own cost follows from the rows of its inputs. */
  static Operator tell(Operator operator, double rows) {
    if (operator.estimate() == null) {
      tellInputs(operator, rows);
      set(operator, rows, ownCost(operator, rows));
    }
    return operator;
  }

  /** Tells an operator that reads the indexes. */
  static Operator tell(Operator operator, double rows, double ownCost) {
    if (operator.estimate() == null) {
      tellInputs(operator, rows);
      set(operator, rows, ownCost);
    }
    return operator;
  }

  private static void tellInputs(Operator operator, double rows) {
    operator.inputs().forEach(input -> tell(input, rows));
  }

  private static void set(Operator operator, double rows, double ownCost) {
    double below = operator.inputs().stream().mapToDouble(Expectations::cost).sum();
    operator.estimate(new Estimate(rows, below + ownCost));
  }

  private static double cost(Operator operator) {
    Estimate estimate = operator.estimate();
    return estimate == null ? 0 : estimate.cost();
  }

  private static double rows(Operator operator) {
    Estimate estimate = operator.estimate();
    return estimate == null ? 0 : estimate.rows();
  }

  private static double ownCost(Operator operator, double rows) {
    List<Operator> inputs = operator.inputs();
    double first = inputs.isEmpty() ? rows : rows(inputs.getFirst());
    double last = inputs.isEmpty() ? rows : rows(inputs.getLast());
    return switch (operator) {
      case HashJoin ignored -> first + BUILD_COST * last + OUTPUT_COST * rows;
      case NestedLoopJoin ignored -> 2 * first * last;
      case Apply ignored -> first * Math.max(1, cost(inputs.getLast()));
      case HashAggregate ignored -> GROUP_COST * first;
      case Sort ignored -> COMPARE_COST * first * log2(first);
      case TopN ignored -> COMPARE_COST * first * log2(Math.min(first, rows));
      default -> ROW_COST * Math.max(first, rows);
    };
  }

  private static double log2(double rows) {
    return Math.log(Math.max(2, rows)) / Math.log(2);
  }
}
