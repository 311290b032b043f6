package dev.yore.engine.exec;

import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Expressions;
import dev.yore.storage.column.ConstantVector;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.value.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A compiled expression. It is immutable and may be shared by executions.
 *
 * <p>A result is aligned with the batch: its row {@code p} belongs to position {@code p} of the
 * batch's vectors. It has at least {@link Batch#extent()} rows, of which only those that the batch
 * means are defined; it may be one of the batch's own vectors or a constant.
 */
public abstract class Evaluator {
  private final Expr expr;
  private final int[] columns;
  private List<Operator> subPlans = List.of();

  protected Evaluator(Expr expr) {
    this.expr = expr;
    this.columns = Expressions.columns(expr).stream().toArray();
  }

  /** What it was compiled from. */
  public final Expr expr() {
    return expr;
  }

  public final DataType type() {
    return expr.type();
  }

  /** The input columns that it reads, ascending. */
  public final int[] columns() {
    return columns;
  }

  /** The operators of the sub-queries in it. */
  public final List<Operator> subPlans() {
    return subPlans;
  }

  /** Told by the compiler, before anybody else sees the evaluator. */
  public final void subPlans(List<Operator> asked) {
    subPlans = List.copyOf(asked);
  }

  /** The value for each row that the batch means. */
  public abstract Vector evaluate(Batch batch, ExecutionContext context);

  /**
   * Of the rows that the batch means, those for which this boolean expression is true.
   *
   * @param out where the positions go, ascending; at least as long as the batch's count, and it may
   *     be the batch's own selection
   * @return how many there are
   */
  public int select(Batch batch, ExecutionContext context, int[] out) {
    Vector flags = evaluate(batch, context);
    if (flags instanceof ConstantVector constant) {
      boolean all = !constant.isNull(0) && ((LongVector) constant.value()).get(0) != 0;
      return all ? selectAll(batch, out) : 0;
    }
    long[] values = ((LongVector) flags).values();
    boolean[] nulls = flags.nulls();
    int found = 0;
    for (int i = 0; i < batch.count(); i++) {
      int row = batch.row(i);
      if (values[row] != 0 && (nulls == null || !nulls[row])) {
        out[found++] = row;
      }
    }
    return found;
  }

  /** The boxed value of an expression that refers to no columns. */
  public final @Nullable Object value(ExecutionContext context) {
    return Vectors.get(type(), evaluate(NO_COLUMNS, context), 0);
  }

  protected static int selectAll(Batch batch, int[] out) {
    for (int i = 0; i < batch.count(); i++) {
      out[i] = batch.row(i);
    }
    return batch.count();
  }

  /** One row without columns. */
  public static final Batch NO_COLUMNS = new Batch(new Vector[0], null, 1);

  @Override
  public String toString() {
    return ExprText.of(expr, null);
  }
}
