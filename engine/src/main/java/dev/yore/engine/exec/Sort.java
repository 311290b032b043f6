package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
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
    return sorted(input(), keys, 0, Long.MAX_VALUE, context, "Sort");
  }

  /** The rows of an input from {@code skip} on up to {@code wanted}, sorted. */
  static BatchCursor sorted(
      Operator input,
      List<Plan.SortKey> keys,
      long skip,
      long wanted,
      ExecutionContext context,
      String holder) {
    RowSorter sorter = new RowSorter(input.fields(), keys, wanted, context, holder);
    try (BatchCursor rows = Parallel.open(input, context)) {
      for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
        context.check();
        sorter.add(batch);
      }
      return sorter.rows(skip);
    } catch (RuntimeException | Error e) {
      sorter.close();
      throw e;
    }
  }

  @Override
  public String describe() {
    return "Sort " + RowOrder.describe(keys, fields());
  }
}
