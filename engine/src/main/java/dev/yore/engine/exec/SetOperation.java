package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import dev.yore.storage.error.YoreException;
import java.util.List;

/** INTERSECT or EXCEPT of two inputs, by counting equal rows. */
public final class SetOperation extends OperatorNode {

  /**
   * @param kind INTERSECT or EXCEPT
   * @param all true to count repeats, false for rows without repeats
   */
  public SetOperation(Plan.SetOperation.Kind kind, boolean all, Operator left, Operator right) {
    super(left.fields(), List.of(left, right));
  }

  @Override
  BatchCursor start(ExecutionContext context) {
    throw YoreException.unsupported("SetOperation");
  }

  @Override
  public String describe() {
    return "SetOperation";
  }
}
