package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import dev.yore.storage.column.Vector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first rows by a sort order, holding no more than a few times as many. */
public final class TopN extends OperatorNode {
  private final List<Plan.SortKey> keys;
  private final @Nullable Evaluator offset;
  private final Evaluator limit;

  /**
   * @param offset refers to no columns; rows to skip, or null for none
   * @param limit refers to no columns; the most rows to give; a null value is no limit
   */
  public TopN(
      Operator input, List<Plan.SortKey> keys, @Nullable Evaluator offset, Evaluator limit) {
    super(input.fields(), List.of(input));
    this.keys = List.copyOf(keys);
    this.offset = offset;
    this.limit = limit;
  }

  @Override
  BatchCursor start(ExecutionContext context) {
    long skip = Bounds.offset(offset, context);
    long give = Bounds.limit(limit, context);
    if (give == 0) {
      return new OnceCursor(List.of());
    }
    long wanted = skip + give < 0 ? Long.MAX_VALUE : skip + give;
    RowStore store = new RowStore(fields(), context, "TopN");
    try (BatchCursor input = Parallel.open(input(), context)) {
      for (Batch batch = input.next(); batch != null; batch = input.next()) {
        store.append(batch);
        if (store.size() > 2 * Batch.ROWS_MAX && store.size() / 4 > wanted) {
          store = cut(store, (int) wanted, context);
        }
      }
    }
    Vector[] columns = store.build();
    int[] rows = RowOrder.sorted(keys, fields(), columns, store.size());
    int from = (int) Math.min(rows.length, skip);
    int to = (int) Math.min(rows.length, wanted);
    return new SortedCursor(columns, rows, from, to, store::release);
  }

  private RowStore cut(RowStore store, int wanted, ExecutionContext context) {
    Vector[] columns = store.build();
    int[] rows = RowOrder.sorted(keys, fields(), columns, store.size());
    RowStore kept = new RowStore(fields(), context, "TopN");
    kept.append(RowStore.gather(columns, rows, wanted));
    store.release();
    return kept;
  }

  @Override
  public String describe() {
    return "TopN "
        + limit
        + (offset == null ? "" : " after " + offset)
        + " by "
        + RowOrder.describe(keys, fields());
  }
}
