package dev.yore.engine.exec.expression;

import dev.yore.engine.exec.Batch;
import dev.yore.engine.exec.Evaluator;
import dev.yore.engine.exec.ExecutionContext;
import dev.yore.engine.plan.Expr;
import dev.yore.storage.column.ConstantVector;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import java.util.List;

/** A strict boolean expression that finds the rows for which it is true without making booleans. */
abstract class PredicateEvaluator extends Evaluator {
  private static final Vector TRUE = new LongVector(new long[] {1});
  private static final Vector FALSE = new LongVector(new long[] {0});

  private final Evaluator[] operands;

  PredicateEvaluator(Expr expr, List<Evaluator> operands) {
    super(expr);
    this.operands = operands.toArray(new Evaluator[0]);
  }

  final Evaluator operand(int i) {
    return operands[i];
  }

  /**
   * Writes the positions of the rows for which it is true; no operand is a null constant, but rows
   * of the others may be null, and are not true then.
   */
  abstract int matching(Vector[] values, Batch batch, ExecutionContext context, int[] out);

  @Override
  public final int select(Batch batch, ExecutionContext context, int[] out) {
    Vector[] values = values(batch, context);
    return anyNullConstant(values) ? 0 : matching(values, batch, context, out);
  }

  @Override
  public final Vector evaluate(Batch batch, ExecutionContext context) {
    Vector[] values = values(batch, context);
    int extent = batch.extent();
    if (anyNullConstant(values)) {
      return new ConstantVector(Flat.nulls(type().layout(), 1), extent);
    }
    if (allConstant(values)) {
      boolean holds = matching(values, NO_COLUMNS, context, new int[1]) == 1;
      return new ConstantVector(holds ? TRUE : FALSE, extent);
    }
    int[] matches = new int[batch.count()];
    int count = matching(values, batch, context, matches);
    long[] flags = new long[extent];
    for (int i = 0; i < count; i++) {
      flags[matches[i]] = 1;
    }
    return new LongVector(flags, extent, Flat.anyNull(values, batch));
  }

  private Vector[] values(Batch batch, ExecutionContext context) {
    Vector[] values = new Vector[operands.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = operands[i].evaluate(batch, context);
    }
    return values;
  }

  private static boolean anyNullConstant(Vector[] values) {
    for (Vector value : values) {
      if (value instanceof ConstantVector && value.isNull(0)) {
        return true;
      }
    }
    return false;
  }

  private static boolean allConstant(Vector[] values) {
    for (Vector value : values) {
      if (!(value instanceof ConstantVector)) {
        return false;
      }
    }
    return true;
  }
}
