package dev.yore.engine.exec;

import dev.yore.storage.value.DataType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is joined.
 *
 * @param buildKeys over the built input's columns; without keys every row matches
 * @param probeKeys over the probed input's columns
 * @param build whose rows are held
 * @param probe whose rows come by
 * @param filters that are told the built rows' keys, by the number of the key
 */
record JoinInputs(
    JoinShape shape,
    List<Evaluator> buildKeys,
    List<Evaluator> probeKeys,
    Operator build,
    Operator probe,
    Map<Integer, KeyFilter> filters,
    String holder) {

  /** Takes back the keys that an earlier run in this execution told. */
  void withdrawKeys(ExecutionContext context) {
    filters.values().forEach(filter -> filter.withdraw(context));
  }

  private void publishKeys(BuildTable table, ExecutionContext context) {
    filters.forEach((key, filter) -> filter.publish(context, table.keyValues(key), table.rows()));
  }

  BuildTable table(ExecutionContext context) {
    DataType[] types = buildKeys.stream().map(Evaluator::type).toArray(DataType[]::new);
    return new BuildTable(types, buildKeys, build.fields(), context, holder);
  }

  /** The table of the built rows, or null when they do not fit into the budget. */
  @Nullable BuildTable built(ExecutionContext context) {
    BuildTable table = table(context);
    try (BatchCursor rows = Parallel.open(build, context)) {
      if (table.fill(rows) == null) {
        publishKeys(table, context);
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
    withdrawKeys(context);
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
      publishKeys(table, context);
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
