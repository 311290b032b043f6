package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One step of a physical plan. */
public interface Operator {

  /** The columns of its batches. */
  List<Plan.Field> fields();

  /** The operators that it pulls from. */
  List<Operator> inputs();

  /** The operators of the sub-queries that its expressions ask. */
  List<Operator> subPlans();

  /** What the planner expected of it, or null when no planner made it. */
  @Nullable Estimate estimate();

  /** Told by the planner, before anybody else sees the operator. */
  void estimate(Estimate expected);

  /** Begins an execution. */
  BatchCursor open(ExecutionContext context);

  /** One line for EXPLAIN: the operator's name and what it does. */
  String describe();
}
