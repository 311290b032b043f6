package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import dev.yore.storage.column.Vector;
import dev.yore.storage.value.DataType;
import java.util.Arrays;
import java.util.List;

/** The groups of the rows of some batches and their aggregates, as far as they have been seen. */
final class Grouping {
  private final ExecutionContext context;
  private final GroupNumbers groups;
  private final AggregateCall[] aggregates;
  private final int width;
  private long taken;

  /**
   * @param fields the columns of the batches
   * @param keys those to group by
   */
  Grouping(
      List<Plan.Field> fields,
      int[] keys,
      List<Plan.Aggregate.Call> calls,
      ExecutionContext context) {
    this.context = context;
    this.groups = new GroupNumbers(types(fields, keys), keys);
    this.aggregates = new AggregateCall[calls.size()];
    for (int i = 0; i < aggregates.length; i++) {
      int[] arguments = calls.get(i).arguments().stream().mapToInt(Integer::intValue).toArray();
      aggregates[i] = new AggregateCall(calls.get(i), arguments, types(fields, arguments));
    }
    this.width = keys.length + aggregates.length;
  }

  private static DataType[] types(List<Plan.Field> fields, int[] columns) {
    return Arrays.stream(columns).mapToObj(c -> fields.get(c).type()).toArray(DataType[]::new);
  }

  /** Whether groupings of parts of the rows can be merged to that of all of them. */
  boolean mergeable() {
    return Arrays.stream(aggregates).allMatch(AggregateCall::mergeable);
  }

  void add(Batch batch) {
    context.check();
    int before = groups.count();
    int[] numbers = groups.of(batch);
    int[] selection = batch.selection();
    int[] rows = selection == null ? GroupNumbers.ascending(batch.count()) : selection;
    GroupedRows input = GroupedRows.of(rows, numbers, batch.count(), groups.count());
    long bytes = RowStore.VALUE_BYTES * width * (groups.count() - before);
    for (AggregateCall aggregate : aggregates) {
      bytes += aggregate.add(batch, input);
    }
    take(bytes);
  }

  private void take(long bytes) {
    context.memory().take(bytes, "HashAggregate");
    taken += bytes;
  }

  /** Adds the groups of later rows, in their order; they are this grouping's from then on. */
  void merge(Grouping later) {
    int before = groups.count();
    int[] numbers = groups.of(later.groups);
    for (int i = 0; i < aggregates.length; i++) {
      aggregates[i].merge(later.aggregates[i], numbers, groups.count());
    }
    take(RowStore.VALUE_BYTES * width * (groups.count() - before));
    later.release();
  }

  private void release() {
    context.memory().give(taken);
    taken = 0;
  }

  /** The keys of each group and behind them the aggregates. */
  BatchCursor results() {
    int count = groups.count();
    Vector[] keys = groups.keys();
    Vector[] columns = Arrays.copyOf(keys, keys.length + aggregates.length);
    for (int i = 0; i < aggregates.length; i++) {
      columns[keys.length + i] = aggregates[i].result(count);
    }
    if (count <= Batch.ROWS_MAX) {
      release();
      return new OnceCursor(count == 0 ? List.of() : List.of(new Batch(columns, null, count)));
    }
    return new SortedCursor(columns, GroupNumbers.ascending(count), 0, count, this::release);
  }
}
