package dev.yore.engine.exec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows for which a condition is true. */
public final class Filter extends OperatorNode {
  private final Evaluator condition;

  public Filter(Operator input, Evaluator condition) {
    super(input.fields(), List.of(input));
    this.condition = condition;
  }

  @Override
  List<Evaluator> evaluators() {
    return List.of(condition);
  }

  @Override
  BatchCursor start(ExecutionContext context) {
    return new Rows(input().open(context), context);
  }

  @Override
  @Nullable Morsels split(ExecutionContext context) {
    Morsels morsels = Parallel.free(evaluators()) ? Parallel.morsels(input(), context) : null;
    return morsels == null ? null : Parallel.map(morsels, batch -> filter(batch, context));
  }

  private @Nullable Batch filter(Batch batch, ExecutionContext context) {
    int[] selected = new int[batch.count()];
    int found = condition.select(batch, context, selected);
    return found == batch.count() ? batch : found > 0 ? batch.with(selected, found) : null;
  }

  @Override
  public String describe() {
    return "Filter " + ExprText.of(condition.expr(), fields());
  }

  private final class Rows implements BatchCursor {
    private final BatchCursor input;
    private final ExecutionContext context;

    Rows(BatchCursor input, ExecutionContext context) {
      this.input = input;
      this.context = context;
    }

    @Override
    public @Nullable Batch next() {
      for (Batch batch = input.next(); batch != null; batch = input.next()) {
        Batch left = filter(batch, context);
        if (left != null) {
          return left;
        }
      }
      return null;
    }

    @Override
    public void close() {
      input.close();
    }
  }
}
