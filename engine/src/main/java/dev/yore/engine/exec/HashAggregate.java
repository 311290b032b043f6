package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import dev.yore.storage.column.Vector;
import dev.yore.storage.value.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Groups rows by keys and aggregates each group; without keys always gives one row. */
public final class HashAggregate extends OperatorNode {
  private final int[] keys;
  private final List<Plan.Aggregate.Call> calls;

  public HashAggregate(
      Operator input,
      List<Integer> keys,
      List<Plan.Aggregate.Call> calls,
      List<Plan.Field> fields) {
    super(fields, List.of(input));
    this.keys = keys.stream().mapToInt(Integer::intValue).toArray();
    this.calls = List.copyOf(calls);
  }

  private DataType[] types(int[] columns) {
    List<Plan.Field> from = input().fields();
    return Arrays.stream(columns).mapToObj(c -> from.get(c).type()).toArray(DataType[]::new);
  }

  @Override
  BatchCursor start(ExecutionContext context) {
    GroupNumbers groups = new GroupNumbers(types(keys), keys);
    AggregateCall[] aggregates = new AggregateCall[calls.size()];
    for (int i = 0; i < aggregates.length; i++) {
      int[] arguments = calls.get(i).arguments().stream().mapToInt(Integer::intValue).toArray();
      aggregates[i] = new AggregateCall(calls.get(i), arguments, types(arguments));
    }
    long taken = 0;
    try (BatchCursor input = input().open(context)) {
      for (Batch batch = input.next(); batch != null; batch = input.next()) {
        context.check();
        int before = groups.count();
        int[] numbers = groups.of(batch);
        long bytes =
            RowStore.VALUE_BYTES * fields().size() * (groups.count() - before)
                + add(aggregates, batch, numbers, groups.count());
        context.memory().take(bytes, "HashAggregate");
        taken += bytes;
      }
    }
    return results(groups, aggregates, context, taken);
  }

  private static long add(AggregateCall[] aggregates, Batch batch, int[] numbers, int count) {
    int[] selection = batch.selection();
    int[] rows = selection == null ? GroupNumbers.ascending(batch.count()) : selection;
    GroupedRows input = GroupedRows.of(rows, numbers, batch.count(), count);
    long bytes = 0;
    for (AggregateCall aggregate : aggregates) {
      bytes += aggregate.add(batch, input);
    }
    return bytes;
  }

  private BatchCursor results(
      GroupNumbers groups, AggregateCall[] aggregates, ExecutionContext context, long taken) {
    int count = groups.count();
    Vector[] columns = new Vector[keys.length + aggregates.length];
    System.arraycopy(groups.keys(), 0, columns, 0, keys.length);
    for (int i = 0; i < aggregates.length; i++) {
      columns[keys.length + i] = aggregates[i].result(count);
    }
    Runnable release = () -> context.memory().give(taken);
    if (count <= Batch.ROWS_MAX) {
      release.run();
      return new OnceCursor(count == 0 ? List.of() : List.of(new Batch(columns, null, count)));
    }
    return new SortedCursor(columns, GroupNumbers.ascending(count), 0, count, release);
  }

  @Override
  public String describe() {
    List<Plan.Field> from = input().fields();
    String by =
        Arrays.stream(keys).mapToObj(k -> from.get(k).name()).collect(Collectors.joining(", "));
    String what =
        calls.stream()
            .map(call ->
                call.function()
                    + call.arguments().stream()
                        .map(argument -> from.get(argument).name())
                        .collect(
                            Collectors.joining(", ", call.distinct() ? "(distinct " : "(", ")")))
            .collect(Collectors.joining(", "));
    return "HashAggregate" + (what.isEmpty() ? "" : " " + what) + (by.isEmpty() ? "" : " by " + by);
  }
}
