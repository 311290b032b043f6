package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import dev.yore.storage.error.YoreException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Joins each left row with each right row for which a condition is true. */
public final class NestedLoopJoin extends OperatorNode {

  /**
   * @param condition over left columns followed by right ones, or null
   */
  public NestedLoopJoin(
      Plan.Join.Kind kind, Operator left, Operator right, @Nullable Evaluator condition) {
    super(JoinFields.of(kind, left, right), List.of(left, right));
  }

  @Override
  BatchCursor start(ExecutionContext context) {
    throw YoreException.unsupported("NestedLoopJoin");
  }

  @Override
  public String describe() {
    return "NestedLoopJoin";
  }
}
