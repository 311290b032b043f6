package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Joins each left row with each right row for which a condition is true; holds the right rows. */
public final class NestedLoopJoin extends OperatorNode {
  private final JoinShape shape;

  /**
   * @param condition over left columns followed by right ones, or null
   */
  public NestedLoopJoin(
      Plan.Join.Kind kind, Operator left, Operator right, @Nullable Evaluator condition) {
    super(JoinFields.of(kind, left, right), List.of(left, right));
    this.shape = new JoinShape(kind, left.fields(), right.fields(), condition, false);
  }

  @Override
  List<Evaluator> evaluators() {
    return shape.conditions();
  }

  @Override
  BatchCursor start(ExecutionContext context) {
    return new JoinInputs(
            shape,
            List.of(),
            List.of(),
            inputs().get(1),
            inputs().get(0),
            Map.of(),
            "NestedLoopJoin")
        .join(context);
  }

  @Override
  public String describe() {
    return "NestedLoopJoin " + shape.kind() + shape.describeCondition();
  }
}
