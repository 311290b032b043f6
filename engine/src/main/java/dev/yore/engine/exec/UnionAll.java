package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All rows of each input, one input after the other. */
public final class UnionAll extends OperatorNode {

  public UnionAll(List<Operator> inputs, List<Plan.Field> fields) {
    super(fields, inputs);
  }

  @Override
  BatchCursor start(ExecutionContext context) {
    return new BatchCursor() {
      private int next;
      private @Nullable BatchCursor current;

      @Override
      public @Nullable Batch next() {
        while (true) {
          BatchCursor from = current;
          if (from == null) {
            if (next == inputs().size()) {
              return null;
            }
            from = inputs().get(next++).open(context);
            current = from;
          }
          Batch batch = from.next();
          if (batch != null) {
            return batch;
          }
          from.close();
          current = null;
        }
      }

      @Override
      public void close() {
        if (current != null) {
          current.close();
        }
        current = null;
        next = inputs().size();
      }
    };
  }

  @Override
  public String describe() {
    return "UnionAll";
  }
}
