package dev.yore.engine.index;

import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.Run;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Novelty of one index, or of one attribute in an index that keeps attributes apart. The runs of
 * the latest transactions wait as they came until there are enough of them or somebody reads: most
 * transactions are followed by another one before that, and many runs are sorted faster at once.
 */
final class PendingRuns {
  static final PendingRuns NO_ENTITIES = of(IndexOrder.EAVT, RunStack.EMPTY);
  static final PendingRuns NO_REFERENCES = of(IndexOrder.VAET, RunStack.EMPTY);

  /** Rows of small transactions that may wait; a reader sorts them in some 100 microseconds. */
  private static final int MIXED_ROWS_MAX = 2048;

  /** The same of a single attribute, of which there are many and which are read more often. */
  private static final int ATTRIBUTE_ROWS_MAX = 64;

  private final IndexOrder order;
  private final RunStack sorted;
  private final @Nullable Waiting waiting;

  /** The stack with what waits in it; made by the first reader, whoever races makes the same. */
  private @Nullable RunStack resolved;

  /**
   * The runs of one transaction that wait, and those of the transactions before it.
   *
   * @param rows how many rows wait, these included
   */
  private record Waiting(@Nullable Waiting before, long t, List<Run> runs, int rows) {}

  private PendingRuns(IndexOrder order, RunStack sorted, @Nullable Waiting waiting) {
    this.order = order;
    this.sorted = sorted;
    this.waiting = waiting;
  }

  static PendingRuns of(IndexOrder order, RunStack sorted) {
    return new PendingRuns(order, sorted, null);
  }

  /** With the runs of transaction {@code t} in AEVT order, each of one attribute. */
  PendingRuns with(long t, List<Run> runs) {
    if (runs.isEmpty()) {
      return this;
    }
    RunStack known = resolved;
    Waiting before = known == null ? waiting : null;
    int rows = 0;
    for (Run run : runs) {
      rows += run.size();
    }
    int most = order.byAttribute() ? ATTRIBUTE_ROWS_MAX : MIXED_ROWS_MAX;
    boolean small = rows <= most;
    int all = rows + (before == null ? 0 : before.rows());
    PendingRuns next =
        new PendingRuns(order, known == null ? sorted : known, new Waiting(before, t, runs, all));
    // Many rows at once are being loaded; they are sorted when they are indexed, if not read
    // before.
    return small && all > most ? of(order, next.stack()) : next;
  }

  /** How many rows there are. */
  long rows() {
    return sorted.rows() + (waiting == null ? 0 : waiting.rows());
  }

  RunStack stack() {
    RunStack known = resolved;
    if (known == null) {
      known = waiting == null ? sorted : with(oldestFirst(waiting));
      resolved = known;
    }
    return known;
  }

  boolean isEmpty() {
    return waiting == null && sorted.isEmpty();
  }

  /**
   * Whether each row of all runs passes a test, of runs in the stack the last one alone. Little
   * that waits is looked at as it is; much becomes part of the stack.
   */
  boolean allLast(RowTest test) {
    Waiting last = resolved == null ? waiting : null;
    if (last != null && last.rows() > ATTRIBUTE_ROWS_MAX) {
      last = null;
    }
    RunStack stack = last == null ? stack() : sorted;
    for (int i = 0; i < stack.depth(); i++) {
      Run run = stack.run(i).run();
      if (!test.test(run, run.size() - 1)) {
        return false;
      }
    }
    for (; last != null; last = last.before()) {
      Run run = last.runs().getFirst();
      for (int row = 0; row < run.size(); row++) {
        if (!test.test(run, row)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Asks something of a row. */
  @FunctionalInterface
  interface RowTest {
    boolean test(Run run, int row);
  }

  private static List<Waiting> oldestFirst(Waiting last) {
    List<Waiting> all = new ArrayList<>();
    for (Waiting each = last; each != null; each = each.before()) {
      all.add(each);
    }
    Collections.reverse(all);
    return all;
  }

  /** The sorted stack with small transactions as one run, and large ones by themselves. */
  private RunStack with(List<Waiting> transactions) {
    RunStack stack = sorted;
    int from = 0;
    for (int i = 0; order.byAttribute() && i < transactions.size(); i++) {
      Waiting each = transactions.get(i);
      if (each.runs().getFirst().size() > ATTRIBUTE_ROWS_MAX) {
        stack = push(stack, transactions.subList(from, i));
        stack = push(stack, List.of(each));
        from = i + 1;
      }
    }
    return push(stack, transactions.subList(from, transactions.size()));
  }

  private RunStack push(RunStack stack, List<Waiting> transactions) {
    if (transactions.isEmpty()) {
      return stack;
    }
    List<Run> runs = new ArrayList<>();
    transactions.forEach(each -> runs.addAll(each.runs()));
    return stack.push(
        new NoveltyRun(sort(runs), transactions.getFirst().t(), transactions.getLast().t()));
  }

  private Run sort(List<Run> runs) {
    Run byEntity = order == IndexOrder.EAVT ? EntitySort.of(runs) : null;
    if (byEntity != null) {
      return byEntity;
    }
    Run all = Concatenation.of(IndexOrder.AEVT, runs.stream().map(Span::of).toList());
    return order == IndexOrder.AEVT && runs.size() == 1 ? all : all.in(order);
  }

  /** What is later than {@code t}. */
  PendingRuns after(long t) {
    RunStack known = resolved;
    if (known != null) {
      return of(order, known.after(t));
    }
    return new PendingRuns(order, sorted.after(t), after(waiting, t));
  }

  private static @Nullable Waiting after(@Nullable Waiting all, long t) {
    if (all == null || all.t() <= t) {
      return null;
    }
    Waiting before = after(all.before(), t);
    int own = all.rows() - (all.before() == null ? 0 : all.before().rows());
    return new Waiting(before, all.t(), all.runs(), own + (before == null ? 0 : before.rows()));
  }
}
