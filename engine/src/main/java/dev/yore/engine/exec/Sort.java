package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import dev.yore.storage.error.YoreException;
import java.util.List;

/** Sorts all rows; rows with equal keys keep their order. */
public final class Sort extends OperatorNode {

  public Sort(Operator input, List<Plan.SortKey> keys) {
    super(input.fields(), List.of(input));
  }

  @Override
  BatchCursor start(ExecutionContext context) {
    throw YoreException.unsupported("Sort");
  }

  @Override
  public String describe() {
    return "Sort";
  }
}
