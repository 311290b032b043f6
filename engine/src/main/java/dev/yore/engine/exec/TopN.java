package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
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
    return Sort.sorted(input(), keys, skip, wanted, context, "TopN");
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
