package dev.yore.engine.exec;

import dev.yore.storage.error.YoreException;
import java.util.List;

/** Rows of a seed, then again and again of a step over the rows that the last round found. */
public final class Fixpoint extends OperatorNode {

  /**
   * @param id by which the step's {@link WorkingTable} is called
   * @param distinct true to drop rows that were found before, which ends recursion over cycles
   */
  public Fixpoint(int id, Operator seed, Operator step, boolean distinct) {
    super(seed.fields(), List.of(seed, step));
  }

  @Override
  BatchCursor start(ExecutionContext context) {
    throw YoreException.unsupported("Fixpoint");
  }

  @Override
  public String describe() {
    return "Fixpoint";
  }
}
