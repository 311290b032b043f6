package dev.yore.engine.exec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of the first input, or, where it has none, those of the second. */
public final class Otherwise extends OperatorNode {

  public Otherwise(Operator input, Operator otherwise) {
    super(input.fields(), List.of(input, otherwise));
  }

  @Override
  BatchCursor start(ExecutionContext context) {
    return new BatchCursor() {
      private BatchCursor current = inputs().get(0).open(context);
      private boolean decided;

      @Override
      public @Nullable Batch next() {
        Batch batch = current.next();
        if (batch == null && !decided) {
          current.close();
          current = inputs().get(1).open(context);
          batch = current.next();
        }
        decided = true;
        return batch;
      }

      @Override
      public void close() {
        current.close();
      }
    };
  }

  @Override
  public String describe() {
    return "Otherwise";
  }
}
