package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import dev.yore.storage.error.YoreException;
import java.util.List;

/**
 * The rows that the last round of a {@link Fixpoint} found; of the negative of its id, the rows of
 * all rounds.
 */
public final class WorkingTable extends OperatorNode {
  private final int id;

  public WorkingTable(int id, List<Plan.Field> fields) {
    super(fields, List.of());
    this.id = id;
  }

  int id() {
    return id;
  }

  @Override
  BatchCursor start(ExecutionContext context) {
    Scope.Working table = Scope.working(context.scope(), id);
    if (table == null) {
      throw YoreException.bug("a working table stands inside of its fixpoint").with("id", id);
    }
    return new OnceCursor(table.rows());
  }

  @Override
  public String describe() {
    return "WorkingTable " + id;
  }
}
