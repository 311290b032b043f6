package dev.yore.engine.index;

import dev.yore.storage.column.Longs;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.Run;
import java.util.ArrayList;
import java.util.List;

/** Pairs each assertion of a key with the retraction that follows it. */
final class Intervals {
  private Intervals() {}

  static Run of(IndexReader.RunCursor events) {
    List<Span> parts = new ArrayList<>();
    for (Run run = events.next(); run != null; run = events.next()) {
      parts.add(Span.of(run));
    }
    if (parts.isEmpty()) {
      return Run.empty(IndexOrder.AEVT);
    }
    return paired(Concatenation.of(IndexOrder.AEVT, parts));
  }

  private static Run paired(Run events) {
    int[] rows = new int[events.size()];
    long[] ended = new long[rows.length];
    int kept = 0;
    for (int i = 0; i < rows.length; i++) {
      if (!events.isRetraction(i)) {
        rows[kept] = i;
        ended[kept++] = endOf(events, i);
      }
    }
    Run starts = kept == rows.length ? events : events.gather(rows, kept);
    return withEnds(starts, Longs.of(ended, kept));
  }

  private static long endOf(Run events, int row) {
    int next = row + 1;
    boolean closed =
        next < events.size()
            && events.isRetraction(next)
            && events.compareKeys(row, events, next) == 0;
    return closed ? events.added(next) : Long.MAX_VALUE;
  }

  private static Run withEnds(Run run, Longs ended) {
    return new Run(
        run.order(),
        run.entities(),
        run.attributes(),
        run.types(),
        run.values(),
        run.attributeIndexes(),
        run.slots(),
        run.added(),
        ended,
        null);
  }
}
