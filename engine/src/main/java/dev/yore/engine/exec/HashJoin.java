package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import dev.yore.storage.error.YoreException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Joins two inputs on equal keys through a hash table. */
public final class HashJoin extends OperatorNode {

  /**
   * @param leftKeys over left columns
   * @param rightKeys over right columns, of the same types as the left keys; null never matches
   * @param condition over left columns followed by right ones, or null
   * @param buildLeft true to put the left input into the hash table, false for the right one
   */
  public HashJoin(
      Plan.Join.Kind kind,
      Operator left,
      Operator right,
      List<Evaluator> leftKeys,
      List<Evaluator> rightKeys,
      @Nullable Evaluator condition,
      boolean buildLeft) {
    super(JoinFields.of(kind, left, right), List.of(left, right));
  }

  @Override
  BatchCursor start(ExecutionContext context) {
    throw YoreException.unsupported("HashJoin");
  }

  @Override
  public String describe() {
    return "HashJoin";
  }
}
