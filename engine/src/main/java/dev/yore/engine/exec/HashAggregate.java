package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Groups rows by keys and aggregates each group; without keys always gives one row. */
public final class HashAggregate extends OperatorNode {
  /** How many parts each thread gets when there is little to merge. */
  private static final int PARTS = 4;

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

  @Override
  BatchCursor start(ExecutionContext context) {
    Grouping groups = grouping(context);
    Morsels morsels = Parallel.morsels(input(), context);
    if (morsels != null && morsels.count() >= Parallel.MORSELS_MIN && groups.mergeable()) {
      return merged(morsels, context).results();
    }
    BatchCursor rows = morsels == null ? input().open(context) : Parallel.rows(morsels, context);
    try (rows) {
      for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
        groups.add(batch);
      }
    }
    return groups.results();
  }

  private Grouping grouping(ExecutionContext context) {
    return new Grouping(input().fields(), keys, calls, context);
  }

  /** Groups neighbouring morsels by themselves; what that gives is merged in their order. */
  private Grouping merged(Morsels morsels, ExecutionContext context) {
    int count = morsels.count();
    int parts = Math.min(count, context.parallelism() * (keys.length == 0 ? PARTS : 1));
    try (morsels;
        InOrder<Grouping> groupings =
            new InOrder<>(
                parts,
                context.parallelism(),
                part ->
                    grouped(
                        morsels,
                        (int) ((long) count * part / parts),
                        (int) ((long) count * (part + 1) / parts),
                        context),
                context)) {
      Grouping all = Objects.requireNonNull(groupings.next());
      for (Grouping next = groupings.next(); next != null; next = groupings.next()) {
        all.merge(next);
      }
      return all;
    }
  }

  private Grouping grouped(Morsels morsels, int from, int to, ExecutionContext context) {
    Grouping groups = grouping(context);
    for (int morsel = from; morsel < to; morsel++) {
      morsels.read(morsel).forEach(groups::add);
    }
    return groups;
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
