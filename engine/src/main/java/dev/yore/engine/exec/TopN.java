package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import dev.yore.storage.error.YoreException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first rows by a sort order, holding no more than it must. */
public final class TopN extends OperatorNode {

  /**
   * @param offset refers to no columns; rows to skip, or null for none
   * @param limit refers to no columns; the most rows to give; a null value is no limit
   */
  public TopN(
      Operator input, List<Plan.SortKey> keys, @Nullable Evaluator offset, Evaluator limit) {
    super(input.fields(), List.of(input));
  }

  @Override
  BatchCursor start(ExecutionContext context) {
    throw YoreException.unsupported("TopN");
  }

  @Override
  public String describe() {
    return "TopN";
  }
}
