package dev.yore.engine.exec.expression;

import dev.yore.engine.exec.Batch;
import dev.yore.engine.exec.Evaluator;
import dev.yore.engine.exec.ExecutionContext;
import dev.yore.engine.plan.Expr;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** AND, OR, NOT and the tests that are never null. */
final class Logic {
  private Logic() {}

  /**
   * AND, or OR, which differ in the value that decides: an operand is evaluated only for rows that
   * the operands before it have not decided.
   */
  static final class Connective extends Evaluator {
    private final Evaluator[] operands;
    private final boolean or;

    Connective(Expr expr, List<Evaluator> operands, boolean or) {
      super(expr);
      this.operands = operands.toArray(new Evaluator[0]);
      this.or = or;
    }

    @Override
    public int select(Batch batch, ExecutionContext context, int[] out) {
      return or ? selectOr(batch, context, out) : selectAnd(batch, context, out);
    }

    private int selectAnd(Batch batch, ExecutionContext context, int[] out) {
      Batch rest = batch;
      for (Evaluator operand : operands) {
        int found = operand.select(rest, context, out);
        if (found == 0) {
          return 0;
        }
        rest = batch.with(out, found);
      }
      return rest.count();
    }

    private int selectOr(Batch batch, ExecutionContext context, int[] out) {
      boolean[] holds = new boolean[batch.extent()];
      int[] found = new int[batch.count()];
      int[] left = new int[batch.count()];
      Batch rest = batch;
      for (Evaluator operand : operands) {
        int count = operand.select(rest, context, found);
        for (int i = 0; i < count; i++) {
          holds[found[i]] = true;
        }
        int remaining = 0;
        for (int i = 0; i < rest.count(); i++) {
          int row = rest.row(i);
          if (!holds[row]) {
            left[remaining++] = row;
          }
        }
        rest = batch.with(left, remaining);
        if (remaining == 0) {
          break;
        }
      }
      int total = 0;
      for (int i = 0; i < batch.count(); i++) {
        int row = batch.row(i);
        if (holds[row]) {
          out[total++] = row;
        }
      }
      return total;
    }

    @Override
    public Vector evaluate(Batch batch, ExecutionContext context) {
      int extent = batch.extent();
      long[] values = new long[extent];
      boolean[] nulls = new boolean[extent];
      int[] open = new int[batch.count()];
      selectAll(batch, open);
      int remaining = batch.count();
      java.util.Arrays.fill(values, or ? 0 : 1);
      for (Evaluator operand : operands) {
        Vector flags = Flat.of(operand.evaluate(batch.with(open, remaining), context));
        long[] operandValues = ((LongVector) flags).values();
        int undecided = 0;
        for (int i = 0; i < remaining; i++) {
          int row = open[i];
          if (flags.isNull(row)) {
            nulls[row] = true;
          } else if ((operandValues[row] != 0) == or) {
            values[row] = or ? 1 : 0;
            nulls[row] = false;
            continue;
          }
          open[undecided++] = row;
        }
        remaining = undecided;
        if (remaining == 0) {
          break;
        }
      }
      return new LongVector(values, extent, nulls);
    }
  }

  static final class Not extends CallEvaluator {
    Not(Expr expr, Evaluator operand) {
      super(expr, List.of(operand), true);
    }

    @Override
    Vector compute(Vector[] values, Batch batch, ExecutionContext context) {
      Vector flags = values[0];
      int extent = batch.extent();
      long[] from = Flat.longs(flags);
      int mask = Flat.mask(flags);
      long[] negated = new long[extent];
      for (int i = 0; i < extent; i++) {
        negated[i] = from[i & mask] ^ 1;
      }
      return new LongVector(negated, extent, Flat.anyNull(values, batch));
    }
  }

  /** {@code IS [NOT] NULL, TRUE, FALSE, UNKNOWN}. */
  static final class Is extends Evaluator {
    private final Evaluator operand;
    private final @Nullable Boolean value;
    private final boolean negated;

    /**
     * @param value the value to test for, null for null
     */
    Is(Expr expr, Evaluator operand, @Nullable Boolean value, boolean negated) {
      super(expr);
      this.operand = operand;
      this.value = value;
      this.negated = negated;
    }

    @Override
    public int select(Batch batch, ExecutionContext context, int[] out) {
      Vector tested = operand.evaluate(batch, context);
      if (value == null && tested.noNulls()) {
        return negated ? selectAll(batch, out) : 0;
      }
      int found = 0;
      for (int i = 0; i < batch.count(); i++) {
        int row = batch.row(i);
        if (holds(tested, row)) {
          out[found++] = row;
        }
      }
      return found;
    }

    @Override
    public Vector evaluate(Batch batch, ExecutionContext context) {
      Vector tested = operand.evaluate(batch, context);
      long[] flags = new long[batch.extent()];
      for (int i = 0; i < batch.count(); i++) {
        int row = batch.row(i);
        flags[row] = holds(tested, row) ? 1 : 0;
      }
      return new LongVector(flags);
    }

    private boolean holds(Vector tested, int row) {
      if (tested.isNull(row)) {
        return (value == null) != negated;
      }
      boolean is = value != null && (Flat.longs(tested)[row & Flat.mask(tested)] != 0) == value;
      return is != negated;
    }
  }

  /** {@code IS [NOT] DISTINCT FROM}: a comparison for which nulls are alike. */
  static final class Distinct extends Evaluator {
    private final Evaluator left;
    private final Evaluator right;
    private final boolean negated;

    Distinct(Expr expr, Evaluator left, Evaluator right, boolean negated) {
      super(expr);
      this.left = left;
      this.right = right;
      this.negated = negated;
    }

    @Override
    public Vector evaluate(Batch batch, ExecutionContext context) {
      Vector a = left.evaluate(batch, context);
      Vector b = right.evaluate(batch, context);
      long[] flags = new long[batch.extent()];
      for (int i = 0; i < batch.count(); i++) {
        int row = batch.row(i);
        boolean distinct =
            a.isNull(row) || b.isNull(row)
                ? a.isNull(row) != b.isNull(row)
                : dev.yore.storage.column.Vectors.compare(left.type(), a, row, b, row) != 0;
        flags[row] = distinct != negated ? 1 : 0;
      }
      return new LongVector(flags);
    }
  }
}
