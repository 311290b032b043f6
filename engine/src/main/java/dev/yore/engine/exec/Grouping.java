package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import dev.yore.engine.spill.SpillFile;
import dev.yore.storage.column.Vector;
import dev.yore.storage.value.DataType;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The groups of an aggregation. When memory has no room for more groups, those there are go on;
 * rows of others wait in temporary files, parted by the hash of their keys, and are grouped part by
 * part once the results of these are out.
 */
final class Grouping implements AutoCloseable {
  private final List<Plan.Field> fields;
  private final int[] keys;
  private final List<Plan.Aggregate.Call> calls;
  private final ExecutionContext context;
  private final Spill spill;
  private final boolean spills;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private final AggregateCall[] aggregates;
  private GroupNumbers groups;
  private @Nullable HashPartitions beyond;
  private int level;
  private long taken;

  private record Waiting(SpillFile.Run run, int level) {}

  /**
   * @param fields the columns of the batches
   * @param keys those to group by
   * @param spills false when it must fail rather than have rows wait
   */
  Grouping(
      List<Plan.Field> fields,
      int[] keys,
      List<Plan.Aggregate.Call> calls,
      ExecutionContext context,
      boolean spills) {
    this.spills = spills;
    this.fields = fields;
    this.keys = keys;
    this.calls = calls;
    this.context = context;
    this.spill = new Spill(context);
    this.aggregates = new AggregateCall[calls.size()];
    this.groups = begin();
  }

  private DataType[] types(int[] columns) {
    return Arrays.stream(columns).mapToObj(c -> fields.get(c).type()).toArray(DataType[]::new);
  }

  private GroupNumbers begin() {
    for (int i = 0; i < aggregates.length; i++) {
      int[] arguments = calls.get(i).arguments().stream().mapToInt(Integer::intValue).toArray();
      aggregates[i] = new AggregateCall(calls.get(i), arguments, types(arguments), context);
    }
    return new GroupNumbers(types(keys), keys);
  }

  /** Adds all rows of an input. */
  void fill(BatchCursor input) {
    for (Batch batch = input.next(); batch != null; batch = input.next()) {
      add(batch);
    }
  }

  /** Whether groupings of parts of the rows can be merged to that of all of them. */
  boolean mergeable() {
    return Arrays.stream(aggregates).allMatch(AggregateCall::mergeable);
  }

  /** Adds the groups of later rows, in their order; they are this grouping's from then on. */
  void merge(Grouping later) {
    int before = groups.count();
    int[] numbers = groups.of(later.groups);
    for (int i = 0; i < aggregates.length; i++) {
      aggregates[i].merge(later.aggregates[i], numbers, groups.count());
    }
    long bytes = bytes(groups.count() - before);
    later.close();
    context.memory().take(bytes, "HashAggregate");
    taken += bytes;
  }

  void add(Batch batch) {
    context.check();
    if (keys.length == 0) {
      add(batch, groups.of(batch));
    } else if (beyond == null && roomFor(batch)) {
      addToAll(batch);
    } else {
      addToKnown(batch);
    }
  }

  private long bytes(int rows) {
    return RowStore.VALUE_BYTES * (keys.length + aggregates.length + 1) * rows;
  }

  private boolean roomFor(Batch batch) {
    long bytes = bytes(batch.count());
    if (groups.count() == 0) {
      context.memory().takeNeeded(bytes);
      return true;
    }
    if (!spills) {
      context.memory().take(bytes, "HashAggregate");
      return true;
    }
    if (context.memory().tryTake(bytes)) {
      return true;
    }
    beyond = new HashPartitions(spill, fields, level, context.memory().limit());
    return false;
  }

  private void addToAll(Batch batch) {
    int before = groups.count();
    int[] numbers = groups.of(batch);
    long used = bytes(groups.count() - before);
    taken += used;
    context.memory().give(bytes(batch.count()) - used);
    add(batch, numbers);
  }

  private void addToKnown(Batch batch) {
    int[] numbers = groups.known(batch);
    int[] known = new int[batch.count()];
    int[] others = new int[batch.count()];
    int[] found = new int[batch.count()];
    int count = 0;
    int rest = 0;
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] >= 0) {
        found[count] = numbers[i];
        known[count++] = batch.row(i);
      } else {
        others[rest++] = batch.row(i);
      }
    }
    if (count > 0) {
      add(batch.with(known, count), found);
    }
    HashPartitions partitions = beyond;
    if (rest > 0 && partitions != null) {
      partitions.add(batch.with(others, rest), groups.keys(batch));
    }
  }

  private void add(Batch batch, int[] numbers) {
    int[] selection = batch.selection();
    int[] rows = selection == null ? GroupNumbers.ascending(batch.count()) : selection;
    GroupedRows input = GroupedRows.of(rows, numbers, batch.count(), groups.count());
    for (AggregateCall aggregate : aggregates) {
      aggregate.add(batch, input);
    }
  }

  /** The groups with their aggregates; closing the cursor closes this. */
  BatchCursor results() {
    int count = groups.count();
    Batch batch = finished(count);
    if (waiting.isEmpty() && count <= Batch.ROWS_MAX) {
      close();
      return new OnceCursor(count == 0 ? List.of() : List.of(batch));
    }
    return new Results(batch);
  }

  /** All groups there are; what waits for them to be gone is put aside. */
  private Batch finished(int count) {
    HashPartitions partitions = beyond;
    beyond = null;
    if (partitions != null) {
      for (SpillFile.Run run : partitions.finish()) {
        if (run.rows() > 0) {
          waiting.push(new Waiting(run, Math.min(level + 1, HashPartitions.LEVELS_MAX)));
        }
      }
    }
    Vector[] columns = new Vector[keys.length + aggregates.length];
    System.arraycopy(groups.keys(), 0, columns, 0, keys.length);
    for (int i = 0; i < aggregates.length; i++) {
      columns[keys.length + i] = aggregates[i].result(count);
    }
    return new Batch(columns, null, count);
  }

  private void forget() {
    for (AggregateCall aggregate : aggregates) {
      aggregate.close();
    }
    context.memory().give(taken);
    taken = 0;
  }

  @Override
  public void close() {
    forget();
    waiting.clear();
    spill.close();
  }

  /** One set of groups after the other. */
  private final class Results implements BatchCursor {
    private SortedCursor rows;

    Results(Batch first) {
      this.rows = cursor(first);
    }

    private static SortedCursor cursor(Batch all) {
      int count = all.count();
      return new SortedCursor(all.columns(), GroupNumbers.ascending(count), 0, count, () -> {});
    }

    @Override
    public @Nullable Batch next() {
      while (true) {
        context.check();
        Batch batch = rows.next();
        if (batch != null) {
          return batch;
        }
        Waiting next = waiting.poll();
        if (next == null) {
          return null;
        }
        forget();
        groups = begin();
        level = next.level;
        fill(spill.read(next.run, fields));
        rows = cursor(finished(groups.count()));
      }
    }

    @Override
    public void close() {
      rows.close();
      Grouping.this.close();
    }
  }
}
