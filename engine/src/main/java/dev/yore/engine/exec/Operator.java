package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import java.util.List;

/** One step of a physical plan. */
public interface Operator {

  /** The columns of its batches. */
  List<Plan.Field> fields();

  /** The operators that it pulls from. */
  List<Operator> inputs();

  /** Begins an execution. */
  BatchCursor open(ExecutionContext context);

  /** One line for EXPLAIN: the operator's name and what it does. */
  String describe();
}
