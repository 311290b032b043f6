package dev.yore.engine.index;

import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.Run;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Novelty of an index that mixes attributes, EAVT or VAET. The runs of the latest transactions, one
 * an attribute, wait unsorted until there are enough of them or somebody reads: most transactions
 * are followed by another one before these indexes are read, and many are sorted faster at once.
 */
final class PendingRuns {
  /** Rows of small transactions that may wait; a reader sorts them in some 100 microseconds. */
  private static final int PENDING_ROWS_MAX = 2048;

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

  /** With the runs of transaction {@code t}, each of one attribute, in any order. */
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
    boolean small = rows <= PENDING_ROWS_MAX;
    int all = rows + (before == null ? 0 : before.rows());
    PendingRuns next =
        new PendingRuns(order, known == null ? sorted : known, new Waiting(before, t, runs, all));
    // Many rows at once are being loaded; they are sorted when they are indexed, if not read
    // before.
    return small && all > PENDING_ROWS_MAX ? of(order, next.stack()) : next;
  }

  /** How many rows there are. */
  long rows() {
    return sorted.rows() + (waiting == null ? 0 : waiting.rows());
  }

  RunStack stack() {
    RunStack known = resolved;
    if (known == null) {
      known = waiting == null ? sorted : sorted.push(sort(waiting));
      resolved = known;
    }
    return known;
  }

  private NoveltyRun sort(Waiting last) {
    List<Waiting> all = new ArrayList<>();
    for (Waiting each = last; each != null; each = each.before()) {
      all.add(each);
    }
    Collections.reverse(all);
    List<Run> runs = new ArrayList<>();
    all.forEach(each -> runs.addAll(each.runs()));
    return new NoveltyRun(sort(runs), all.getFirst().t(), last.t());
  }

  private Run sort(List<Run> runs) {
    Run byEntity = order == IndexOrder.EAVT ? EntitySort.of(runs) : null;
    return byEntity != null
        ? byEntity
        : Concatenation.of(order, runs.stream().map(Span::of).toList()).in(order);
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
