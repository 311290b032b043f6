package dev.yore.engine.exec;

import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Plan;
import dev.yore.storage.error.YoreException;
import java.util.List;

/** For each left row runs the right input, once for each distinct set of outer values. */
public final class Apply extends OperatorNode {

  /**
   * @param correlation what the right input calls the left row
   * @param outer all outer columns that the right input refers to, by {@link OuterReferences#of}
   */
  public Apply(
      Plan.Join.Kind kind, Operator left, Operator right, int correlation, List<Expr.Outer> outer) {
    super(JoinFields.of(kind, left, right), List.of(left, right));
  }

  @Override
  BatchCursor start(ExecutionContext context) {
    throw YoreException.unsupported("Apply");
  }

  @Override
  public String describe() {
    return "Apply";
  }
}
