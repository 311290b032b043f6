package dev.yore.engine.exec;

import dev.yore.storage.value.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is joined.
 *
 * @param buildKeys over the built input's columns; without keys every row matches
 * @param probeKeys over the probed input's columns
 * @param build whose rows are held
 * @param probe whose rows come by
 */
record JoinInputs(
    JoinShape shape,
    List<Evaluator> buildKeys,
    List<Evaluator> probeKeys,
    Operator build,
    Operator probe,
    String holder) {

  BuildTable table(ExecutionContext context) {
    DataType[] types = buildKeys.stream().map(Evaluator::type).toArray(DataType[]::new);
    return new BuildTable(types, buildKeys, build.fields(), context, holder);
  }

  /** The table of the built rows, or null when they do not fit into the budget. */
  @Nullable BuildTable built(ExecutionContext context) {
    BuildTable table = table(context);
    try (BatchCursor rows = Parallel.open(build, context)) {
      if (table.fill(rows) == null) {
        return table;
      }
      table.release();
      return null;
    } catch (RuntimeException | Error e) {
      table.release();
      throw e;
    }
  }

  /**
   * @param release is run when the cursor is closed
   */
  JoinCursor cursor(
      BuildTable table, BatchCursor probed, ExecutionContext context, Runnable release) {
    return new JoinCursor(shape, table, probed, probeKeys, context, release);
  }

  /** Joins in memory if the built rows fit into the budget, and otherwise by way of the disk. */
  BatchCursor join(ExecutionContext context) {
    BuildTable table = table(context);
    SpilledJoin spilled;
    try (BatchCursor rows = Parallel.open(build, context)) {
      Batch refused = table.fill(rows);
      spilled =
          refused == null ? null : new SpilledJoin(this, table.drain(), refused, rows, context);
      if (spilled != null) {
        table.release();
      }
    } catch (RuntimeException | Error e) {
      table.release();
      throw e;
    }
    if (spilled == null) {
      return cursor(table, Parallel.open(probe, context), context, table::release);
    }
    try (BatchCursor rows = Parallel.open(probe, context)) {
      spilled.probe(rows);
      return spilled;
    } catch (RuntimeException | Error e) {
      spilled.close();
      throw e;
    }
  }
}
