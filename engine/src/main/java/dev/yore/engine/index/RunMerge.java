package dev.yore.engine.index;

import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.Run;
import java.util.Arrays;
import java.util.List;

/**
 * Merges sorted spans of events, live datoms counting as events of their assertion. Where a key has
 * several events the last one not later than the moment decides whether the datom is there.
 *
 * <p>Spans that do not overlap are only put behind each other; a span that is all of a run and
 * wholly visible comes back as that run.
 */
final class RunMerge {
  private RunMerge() {}

  /** All events, by key and then t. */
  static Run all(IndexOrder order, List<Span> spans) {
    if (spans.size() == 1) {
      return spans.getFirst().slice();
    }
    Run together = Concatenation.of(order, spans);
    int[] rows = ordered(new RowKeys(together), spans);
    return rows.length == 0 ? together : together.permuted(rows);
  }

  /** The events with {@code since < t <= asOf}, by key and then t. */
  static Run events(IndexOrder order, List<Span> spans, long asOf, long since) {
    Run all = all(order, spans).inRowOrder();
    int[] rows = new int[all.size()];
    int kept = 0;
    for (int i = 0; i < rows.length; i++) {
      long t = all.added(i);
      if (t <= asOf && t > since) {
        rows[kept++] = i;
      }
    }
    return kept == rows.length ? all : all.gather(rows, kept);
  }

  /** The datoms that hold at {@code asOf} and were added after {@code since}, in live form. */
  static Run visible(IndexOrder order, List<Span> spans, long asOf, long since) {
    if (spans.isEmpty()) {
      return Run.empty(order);
    }
    boolean plain = asOf == Long.MAX_VALUE && since < 0;
    if (plain && spans.size() == 1 && spans.getFirst().run().retracted() == null) {
      return spans.getFirst().slice().inRowOrder();
    }
    if (spans.size() == 1) {
      Run only = spans.getFirst().slice();
      return decided(only, new RowKeys(only), identity(only.size()), asOf, since);
    }
    Run together = Concatenation.of(order, spans);
    RowKeys keys = new RowKeys(together);
    int[] rows = ordered(keys, spans);
    if (rows.length == 0) {
      if (plain && together.retracted() == null) {
        return together.inRowOrder();
      }
      rows = identity(together.size());
    }
    return decided(together, keys, rows, asOf, since);
  }

  private static int[] identity(int count) {
    int[] rows = new int[count];
    Arrays.setAll(rows, i -> i);
    return rows;
  }

  private static Run decided(Run run, RowKeys keys, int[] rows, long asOf, long since) {
    boolean plain = asOf == Long.MAX_VALUE && since < 0;
    int kept = plain ? holding(run, keys, rows) : holdingAt(run, keys, rows, asOf, since);
    if (kept == 0) {
      return Run.empty(run.order());
    }
    return live(
        kept == run.size() && run.attributes().length == 1 && ascending(rows, kept)
            ? run
            : run.gather(rows, kept));
  }

  /** Moves the rows that hold in the end to the front; returns how many they are. */
  private static int holding(Run run, RowKeys keys, int[] rows) {
    boolean[] retracted = run.retracted();
    if (retracted == null) {
      return rows.length;
    }
    int kept = 0;
    for (int i = 0; i < rows.length; i++) {
      int row = rows[i];
      boolean last = i + 1 == rows.length || !keys.same(row, rows[i + 1]);
      if (last && !retracted[row]) {
        rows[kept++] = row;
      }
    }
    return kept;
  }

  private static int holdingAt(Run run, RowKeys keys, int[] rows, long asOf, long since) {
    int kept = 0;
    boolean repeats = run.retracted() != null;
    for (int i = 0; i < rows.length; ) {
      int deciding = -1;
      int last;
      do {
        last = rows[i++];
        if (run.added(last) <= asOf) {
          deciding = last;
        }
      } while (repeats && i < rows.length && keys.same(last, rows[i]));
      if (deciding >= 0 && !run.isRetraction(deciding) && run.added(deciding) > since) {
        rows[kept++] = deciding;
      }
    }
    return kept;
  }

  private static boolean ascending(int[] rows, int count) {
    for (int i = 0; i < count; i++) {
      if (rows[i] != i) {
        return false;
      }
    }
    return true;
  }

  /** The same rows without what tells events from live datoms. */
  static Run live(Run run) {
    return run.retracted() == null && run.ended() == null
        ? run
        : new Run(
            run.order(),
            run.entities(),
            run.attributes(),
            run.types(),
            run.values(),
            run.attributeIndexes(),
            run.slots(),
            run.added(),
            null,
            null);
  }

  /** The rows in order, or an empty array where they stand in order already. */
  private static int[] ordered(RowKeys keys, List<Span> spans) {
    int[] starts = new int[spans.size() + 1];
    boolean disjoint = true;
    for (int i = 0; i < spans.size(); i++) {
      starts[i + 1] = starts[i] + spans.get(i).size();
      disjoint &=
          i == 0
              || starts[i] == starts[i + 1]
              || starts[i] == 0
              || keys.compare(starts[i] - 1, starts[i]) < 0;
    }
    if (disjoint) {
      return new int[0];
    }
    int[] rows = identity(starts[spans.size()]);
    int[] merged = new int[rows.length];
    while (starts.length > 2) {
      int[] wider = new int[(starts.length + 2) / 2];
      for (int i = 0; i < starts.length - 1; i += 2) {
        int middle = starts[i + 1];
        int end = i + 2 < starts.length ? starts[i + 2] : middle;
        keys.merge(rows, starts[i], middle, end, merged);
        wider[i / 2 + 1] = end;
      }
      int[] swap = rows;
      rows = merged;
      merged = swap;
      starts = wider;
    }
    return rows;
  }
}
