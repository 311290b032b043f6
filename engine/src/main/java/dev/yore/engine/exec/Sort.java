package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import dev.yore.storage.column.Vector;
import java.util.List;

/** Sorts all rows; rows with equal keys keep their order. */
public final class Sort extends OperatorNode {
  private final List<Plan.SortKey> keys;

  public Sort(Operator input, List<Plan.SortKey> keys) {
    super(input.fields(), List.of(input));
    this.keys = List.copyOf(keys);
  }

  @Override
  BatchCursor start(ExecutionContext context) {
    RowStore store = new RowStore(fields(), context, "Sort").fill(Parallel.open(input(), context));
    Vector[] columns = store.build();
    int[] rows = RowOrder.sorted(keys, fields(), columns, store.size());
    return new SortedCursor(columns, rows, 0, rows.length, store::release);
  }

  @Override
  public String describe() {
    return "Sort " + RowOrder.describe(keys, fields());
  }
}
