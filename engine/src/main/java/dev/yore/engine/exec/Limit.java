package dev.yore.engine.exec;

import dev.yore.storage.error.YoreException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Skips rows, then gives no more than a number of them. */
public final class Limit extends OperatorNode {

  /**
   * @param offset refers to no columns; null for none
   * @param limit refers to no columns; null for none
   */
  public Limit(Operator input, @Nullable Evaluator offset, @Nullable Evaluator limit) {
    super(input.fields(), List.of(input));
  }

  @Override
  BatchCursor start(ExecutionContext context) {
    throw YoreException.unsupported("Limit");
  }

  @Override
  public String describe() {
    return "Limit";
  }
}
