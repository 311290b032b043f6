package dev.yore.engine.index;

import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.Run;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Novelty of an index that mixes attributes, EAVT or VAET. The runs of the latest transactions, one
 * an attribute, wait unsorted until there are enough of them or somebody reads: most transactions
 * are followed by another one before these indexes are read, and many are sorted faster at once.
 */
final class PendingRuns {
  /** Rows that may wait; a reader sorts them in some 20 microseconds. */
  private static final int PENDING_ROWS_MAX = 128;

  private final IndexOrder order;
  private final RunStack sorted;
  private final List<Run> pending;
  private final int pendingRows;
  private final long firstT;
  private final long lastT;

  /** The stack with the pending runs in; made by the first reader, whoever races makes the same. */
  private @Nullable RunStack resolved;

  private PendingRuns(
      IndexOrder order,
      RunStack sorted,
      List<Run> pending,
      int pendingRows,
      long firstT,
      long lastT) {
    this.order = order;
    this.sorted = sorted;
    this.pending = pending;
    this.pendingRows = pendingRows;
    this.firstT = firstT;
    this.lastT = lastT;
  }

  static PendingRuns of(IndexOrder order, RunStack sorted) {
    return new PendingRuns(order, sorted, List.of(), 0, 0, 0);
  }

  /** With the runs of transaction {@code t}, each of one attribute, in any order. */
  PendingRuns with(long t, List<Run> runs) {
    if (runs.isEmpty()) {
      return this;
    }
    int rows = pendingRows;
    for (Run run : runs) {
      rows += run.size();
    }
    RunStack known = resolved;
    if (known != null) {
      return of(order, known).with(t, runs);
    }
    List<Run> waiting = new ArrayList<>(pending.size() + runs.size());
    waiting.addAll(pending);
    waiting.addAll(runs);
    PendingRuns next =
        new PendingRuns(order, sorted, waiting, rows, pending.isEmpty() ? t : firstT, t);
    return rows > PENDING_ROWS_MAX ? of(order, next.stack()) : next;
  }

  RunStack stack() {
    RunStack known = resolved;
    if (known == null) {
      known = pending.isEmpty() ? sorted : sorted.push(new NoveltyRun(sort(), firstT, lastT));
      resolved = known;
    }
    return known;
  }

  private Run sort() {
    return Concatenation.of(order, pending.stream().map(Span::of).toList()).in(order);
  }
}
