package dev.yore.engine.exec;

import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Plan;
import dev.yore.storage.column.Vector;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Computes columns from columns. */
public final class Project extends OperatorNode {
  /** A selection of less than one row in so many is resolved before expressions are computed. */
  private static final int SPARSE = 4;

  private final Evaluator[] expressions;
  private final boolean computes;

  public Project(Operator input, List<Evaluator> expressions, List<Plan.Field> fields) {
    super(fields, List.of(input));
    this.expressions = expressions.toArray(new Evaluator[0]);
    this.computes = expressions.stream().anyMatch(e -> !(e.expr() instanceof Expr.Column));
  }

  @Override
  List<Evaluator> evaluators() {
    return List.of(expressions);
  }

  @Override
  BatchCursor start(ExecutionContext context) {
    BatchCursor input = input().open(context);
    return new BatchCursor() {
      @Override
      public @Nullable Batch next() {
        Batch batch = input.next();
        return batch == null ? null : project(batch, context);
      }

      @Override
      public void close() {
        input.close();
      }
    };
  }

  @Override
  @Nullable Morsels split(ExecutionContext context) {
    Morsels morsels = Parallel.free(evaluators()) ? Parallel.morsels(input(), context) : null;
    return morsels == null ? null : Parallel.map(morsels, batch -> project(batch, context));
  }

  private Batch project(Batch batch, ExecutionContext context) {
    Batch from = computes && batch.count() < batch.extent() / SPARSE ? batch.compact() : batch;
    Vector[] columns = new Vector[expressions.length];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = expressions[i].evaluate(from, context);
    }
    return new Batch(columns, from.selection(), from.count());
  }

  @Override
  public String describe() {
    List<Plan.Field> from = input().fields();
    return java.util.Arrays.stream(expressions)
        .map(expression -> ExprText.of(expression.expr(), from))
        .collect(Collectors.joining(", ", "Project ", ""));
  }
}
