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
        int[] selected = new int[batch.count()];
        int found = condition.select(batch, context, selected);
        if (found == batch.count()) {
          return batch;
        }
        if (found > 0) {
          return batch.with(selected, found);
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
