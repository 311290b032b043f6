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
    int[] rows = ordered(together, spans);
    return rows.length == 0 ? together : together.gather(rows, rows.length);
  }

  /** The events with {@code since < t <= asOf}, by key and then t. */
  static Run events(IndexOrder order, List<Span> spans, long asOf, long since) {
    Run all = all(order, spans);
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
      return spans.getFirst().slice();
    }
    if (spans.size() == 1) {
      Span only = spans.getFirst();
      return decided(only.run(), identity(only.from(), only.to()), asOf, since);
    }
    Run together = Concatenation.of(order, spans);
    int[] rows = ordered(together, spans);
    if (rows.length == 0) {
      if (plain && together.retracted() == null) {
        return together;
      }
      rows = identity(0, together.size());
    }
    return decided(together, rows, asOf, since);
  }

  private static int[] identity(int from, int to) {
    int[] rows = new int[to - from];
    Arrays.setAll(rows, i -> from + i);
    return rows;
  }

  private static Run decided(Run run, int[] rows, long asOf, long since) {
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
      } while (repeats && i < rows.length && run.compareKeys(last, run, rows[i]) == 0);
      if (deciding >= 0 && !run.isRetraction(deciding) && run.added(deciding) > since) {
        rows[kept++] = deciding;
      }
    }
    if (kept == 0) {
      return Run.empty(run.order());
    }
    return live(
        kept == run.size() && run.attributes().length == 1 && ascending(rows, kept)
            ? run
            : run.gather(rows, kept));
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
  private static int[] ordered(Run run, List<Span> spans) {
    int[] starts = new int[spans.size() + 1];
    boolean disjoint = true;
    for (int i = 0; i < spans.size(); i++) {
      starts[i + 1] = starts[i] + spans.get(i).size();
      disjoint &=
          i == 0
              || starts[i] == starts[i + 1]
              || starts[i] == 0
              || compare(run, starts[i] - 1, starts[i]) < 0;
    }
    if (disjoint) {
      return new int[0];
    }
    int[] rows = identity(0, run.size());
    int[] merged = new int[rows.length];
    while (starts.length > 2) {
      int[] wider = new int[(starts.length + 2) / 2];
      for (int i = 0; i < starts.length - 1; i += 2) {
        int middle = starts[i + 1];
        int end = i + 2 < starts.length ? starts[i + 2] : middle;
        merge(run, rows, starts[i], middle, end, merged);
        wider[i / 2 + 1] = end;
      }
      int[] swap = rows;
      rows = merged;
      merged = swap;
      starts = wider;
    }
    return rows;
  }

  private static void merge(Run run, int[] rows, int from, int middle, int to, int[] target) {
    int left = from;
    int right = middle;
    for (int i = from; i < to; i++) {
      boolean takeLeft =
          right >= to || (left < middle && compare(run, rows[left], rows[right]) <= 0);
      target[i] = takeLeft ? rows[left++] : rows[right++];
    }
  }

  private static int compare(Run run, int left, int right) {
    int sign = run.compareKeys(left, run, right);
    return sign != 0 ? sign : Long.compare(run.added(left), run.added(right));
  }
}
