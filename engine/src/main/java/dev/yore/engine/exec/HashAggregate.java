package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import dev.yore.storage.error.YoreException;
import java.util.List;

/** Groups rows by keys and aggregates each group; without keys always gives one row. */
public final class HashAggregate extends OperatorNode {

  public HashAggregate(
      Operator input,
      List<Integer> keys,
      List<Plan.Aggregate.Call> calls,
      List<Plan.Field> fields) {
    super(fields, List.of(input));
  }

  @Override
  BatchCursor start(ExecutionContext context) {
    throw YoreException.unsupported("HashAggregate");
  }

  @Override
  public String describe() {
    return "HashAggregate";
  }
}
