package dev.yore.engine.datalog;

import dev.yore.engine.db.Db;
import dev.yore.engine.planner.PreparedPlan;
import java.util.List;

/**
 * A query that has been planned, to be run with any inputs of the types it was planned for and
 * databases of the same schemas.
 *
 * @param bases the bases of the databases that the plan was made with
 */
public record PlannedQuery(CompiledQuery query, PreparedPlan prepared, List<Long> bases) {
  /** While databases are this young each transaction may change what they are like. */
  static final int YOUNG_T = 32;

  public PlannedQuery {
    bases = List.copyOf(bases);
  }

  /** True while no database can have grown so much that another plan would be better. */
  boolean fits(List<Db> databases) {
    for (int i = 0; i < bases.size(); i++) {
      long then = bases.get(i);
      long now = databases.get(i).basisT();
      if (now != then && (then < YOUNG_T || now > 2 * then)) {
        return false;
      }
    }
    return true;
  }
}
