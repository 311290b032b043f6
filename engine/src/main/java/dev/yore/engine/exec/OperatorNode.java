package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import java.util.List;

/** What all operators have in common. */
abstract class OperatorNode implements Operator {
  private final List<Plan.Field> fields;
  private final List<Operator> inputs;

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

  final Operator input() {
    return inputs.getFirst();
  }

  @Override
  public final BatchCursor open(ExecutionContext context) {
    return context.execution().counted(this, start(context));
  }

  abstract BatchCursor start(ExecutionContext context);

  final int width() {
    return fields.size();
  }
}
