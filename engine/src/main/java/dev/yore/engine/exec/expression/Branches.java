package dev.yore.engine.exec.expression;

import dev.yore.engine.exec.Batch;
import dev.yore.engine.exec.Evaluator;
import dev.yore.engine.exec.ExecutionContext;
import dev.yore.engine.plan.Expr;
import dev.yore.storage.column.Vector;
import java.util.List;

/** Expressions that evaluate some operands for some rows only. */
final class Branches {
  private Branches() {}

  static final class Case extends Evaluator {
    private final Evaluator[] conditions;
    private final Evaluator[] results;

    /**
     * @param results of each condition, then the one for rows that no condition is true for
     */
    Case(Expr expr, List<Evaluator> conditions, List<Evaluator> results) {
      super(expr);
      this.conditions = conditions.toArray(new Evaluator[0]);
      this.results = results.toArray(new Evaluator[0]);
    }

    @Override
    public Vector evaluate(Batch batch, ExecutionContext context) {
      Merge merge = new Merge(type(), batch, results.length);
      int[] open = new int[batch.count()];
      int remaining = selectAll(batch, open);
      int[] found = new int[batch.count()];
      for (int b = 0; b < conditions.length && remaining > 0; b++) {
        int count = conditions[b].select(batch.with(open, remaining), context, found);
        if (count > 0) {
          Batch reached = batch.with(found, count);
          merge.put(results[b].evaluate(reached, context), reached);
          remaining = without(open, remaining, found, count);
        }
      }
      if (remaining > 0) {
        Batch reached = batch.with(open, remaining);
        merge.put(results[conditions.length].evaluate(reached, context), reached);
      }
      return merge.result();
    }
  }

  static final class Coalesce extends Evaluator {
    private final Evaluator[] operands;

    Coalesce(Expr expr, List<Evaluator> operands) {
      super(expr);
      this.operands = operands.toArray(new Evaluator[0]);
    }

    @Override
    public Vector evaluate(Batch batch, ExecutionContext context) {
      Vector first = operands[0].evaluate(batch, context);
      if (first.noNulls()) {
        return first;
      }
      Merge merge = new Merge(type(), batch, operands.length);
      merge.put(first, batch);
      int[] open = new int[batch.count()];
      int remaining = nulls(first, batch, open);
      for (int o = 1; o < operands.length && remaining > 0; o++) {
        Batch reached = batch.with(open, remaining);
        Vector values = operands[o].evaluate(reached, context);
        merge.put(values, reached);
        remaining = nulls(values, reached, open);
      }
      return merge.result();
    }

    private static int nulls(Vector values, Batch batch, int[] out) {
      int found = 0;
      for (int i = 0; i < batch.count(); i++) {
        int row = batch.row(i);
        if (values.isNull(row)) {
          out[found++] = row;
        }
      }
      return found;
    }
  }

  /** Takes rows out of ascending rows; what is left moves to the front. */
  private static int without(int[] rows, int count, int[] taken, int takenCount) {
    int left = 0;
    int next = 0;
    for (int i = 0; i < count; i++) {
      if (next < takenCount && taken[next] == rows[i]) {
        next++;
      } else {
        rows[left++] = rows[i];
      }
    }
    return left;
  }
}
