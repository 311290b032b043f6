package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
    Morsels morsels = Parallel.morsels(input(), context);
    if (morsels != null && morsels.count() >= Parallel.MORSELS_MIN && mergeable(context)) {
      Grouping merged = new Parts(morsels, context).merged();
      if (merged != null) {
        return merged.results();
      }
      morsels = null; // it was too much at once
    }
    Grouping groups = grouping(context, true);
    try (BatchCursor rows =
        morsels == null ? input().open(context) : Parallel.rows(morsels, context)) {
      groups.fill(rows);
      return groups.results();
    } catch (RuntimeException | Error e) {
      groups.close();
      throw e;
    }
  }

  private boolean mergeable(ExecutionContext context) {
    return grouping(context, false).mergeable();
  }

  private Grouping grouping(ExecutionContext context, boolean spills) {
    return new Grouping(input().fields(), keys, calls, context, spills);
  }

  /** Neighbouring morsels are grouped by themselves; what that gives is merged in their order. */
  private final class Parts {
    private final Morsels morsels;
    private final ExecutionContext context;
    private final Queue<Grouping> all = new ConcurrentLinkedQueue<>();
    private final int parts;

    Parts(Morsels morsels, ExecutionContext context) {
      this.morsels = morsels;
      this.context = context;
      this.parts =
          Math.min(morsels.count(), context.parallelism() * (keys.length == 0 ? PARTS : 1));
    }

    /** All groups; null when they do not fit into the budget. */
    @Nullable Grouping merged() {
      boolean done = false;
      try (morsels;
          InOrder<Grouping> groupings =
              new InOrder<>(parts, context.parallelism(), this::grouped, context)) {
        Grouping first = Objects.requireNonNull(groupings.next());
        for (Grouping next = groupings.next(); next != null; next = groupings.next()) {
          first.merge(next);
        }
        done = true;
        return first;
      } catch (YoreException e) {
        if (e.code() != ErrorCode.OUT_OF_MEMORY) {
          throw e;
        }
        return null;
      } finally {
        if (!done) {
          all.forEach(Grouping::close);
        }
      }
    }

    private Grouping grouped(int part) {
      Grouping groups = grouping(context, false);
      all.add(groups);
      int from = (int) ((long) morsels.count() * part / parts);
      int to = (int) ((long) morsels.count() * (part + 1) / parts);
      for (int morsel = from; morsel < to; morsel++) {
        morsels.read(morsel).forEach(groups::add);
      }
      return groups;
    }
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
