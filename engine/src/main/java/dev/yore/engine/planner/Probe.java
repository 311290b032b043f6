package dev.yore.engine.planner;

import dev.yore.engine.db.Db;
import dev.yore.engine.exec.DbSource;
import dev.yore.engine.exec.Evaluator;
import dev.yore.engine.exec.ExecutionContext;
import dev.yore.storage.error.YoreException;
import org.jspecify.annotations.Nullable;

/**
 * Asks how many rows a range of an attribute's values has whose ends are known only when a plan is
 * run: they are parameters, or made of such.
 *
 * @param low null when there is no lower end
 * @param high null when there is no upper end
 */
record Probe(DbSource source, RangeRows range, @Nullable Evaluator low, @Nullable Evaluator high) {

  /** About how many rows the range has now; NaN when that cannot be said. */
  double rows(ExecutionContext context) {
    try {
      Db db = source.resolve(context);
      Object from = end(low, context);
      Object to = high == low ? from : end(high, context);
      if (db == null || from == null || to == null) {
        return 0;
      }
      return range.rows(db, from, to);
    } catch (YoreException e) {
      // The query itself will say what is wrong, if it ever comes to that expression.
      return Double.NaN;
    }
  }

  private static @Nullable Object end(@Nullable Evaluator end, ExecutionContext context) {
    return end == null ? RangeRows.NO_END : end.value(context);
  }
}
