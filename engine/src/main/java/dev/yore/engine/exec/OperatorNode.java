package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What all operators have in common. */
abstract class OperatorNode implements Operator {
  private final List<Plan.Field> fields;
  private final List<Operator> inputs;
  private @Nullable Estimate estimate;

  OperatorNode(List<Plan.Field> fields, List<Operator> inputs) {
    this.fields = List.copyOf(fields);
    this.inputs = List.copyOf(inputs);
  }

  @Override
  public final List<Plan.Field> fields() {
    return fields;
  }

  @Override
  public final List<Operator> inputs() {
    return inputs;
  }

  @Override
  public final @Nullable Estimate estimate() {
    return estimate;
  }

  @Override
  public final void estimate(Estimate expected) {
    estimate = expected;
  }

  @Override
  public final List<Operator> subPlans() {
    return evaluators().stream().flatMap(e -> e.subPlans().stream()).toList();
  }

  /** The expressions that may ask sub-queries. */
  List<Evaluator> evaluators() {
    return List.of();
  }

  final Operator input() {
    return inputs.getFirst();
  }

  @Override
  public final BatchCursor open(ExecutionContext context) {
    Profile profile = context.execution().profile();
    return profile == null ? start(context) : profile.open(this, () -> start(context));
  }

  abstract BatchCursor start(ExecutionContext context);

  /**
   * Begins an execution whose rows are computed in parts by several threads; null when the operator
   * cannot do so, and then nothing has begun.
   */
  @Nullable Morsels split(ExecutionContext context) {
    return null;
  }

  final int width() {
    return fields.size();
  }
}
