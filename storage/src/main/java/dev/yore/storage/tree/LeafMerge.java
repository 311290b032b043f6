package dev.yore.storage.tree;

import dev.yore.storage.datom.Run;
import dev.yore.storage.datom.RunBuilder;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Puts changes into the rows of one leaf. */
sealed interface LeafMerge {

  /**
   * The leaf's rows with the changes {@code [from, to)} in them, which belong nowhere else; null
   * when nothing is different.
   */
  @Nullable Run merge(Run leaf, Run changes, int from, int to);

  /**
   * Puts events into a leaf of live datoms. What ended goes to {@code ended}, which sees keys in
   * the order of the index over all calls.
   */
  record Events(IntPredicate keepHistory, RunBuilder ended) implements LeafMerge {
    @Override
    public @Nullable Run merge(Run leaf, Run events, int from, int to) {
      RunSplice rows = new RunSplice(events.order(), false);
      if (appends(leaf, events, from, to)) {
        rows.add(leaf, 0, leaf.size());
        rows.add(events, from, to);
        return rows.build();
      }
      int next = 0;
      boolean changed = false;
      for (int row = from; row < to; ) {
        int end = endOfKey(events, row, to);
        int place = lowerBound(leaf, next, events, row);
        rows.add(leaf, next, place);
        boolean held = place < leaf.size() && leaf.compareKeys(place, events, row) == 0;
        next = held ? place + 1 : place;
        int survivor = play(held ? leaf : null, place, events, row, end);
        if (survivor == HELD_BEFORE) {
          rows.add(leaf, place, place + 1);
        } else {
          changed |= held || survivor != NONE;
          rows.add(events, Math.max(survivor, 0), survivor + 1);
        }
        row = end;
      }
      rows.add(leaf, next, leaf.size());
      return changed ? rows.build() : null;
    }

    /** True when the events assert datoms that stand behind all of the leaf, each once. */
    private static boolean appends(Run leaf, Run events, int from, int to) {
      if (from == to
          || events.retracted() != null
          || (!leaf.isEmpty() && leaf.compareKeys(leaf.size() - 1, events, from) >= 0)) {
        return false;
      }
      for (int row = from + 1; row < to; row++) {
        if (events.entity(row - 1) == events.entity(row)
            && events.compareKeys(row - 1, events, row) == 0) {
          return false;
        }
      }
      return true;
    }

    private static final int NONE = -1;
    private static final int HELD_BEFORE = -2;

    private static int endOfKey(Run events, int row, int to) {
      int end = row + 1;
      while (end < to && events.compareKeys(row, events, end) == 0) {
        end++;
      }
      return end;
    }

    /** Plays the events of one key and tells which row holds at the end. */
    private int play(@Nullable Run leaf, int place, Run events, int from, int to) {
      int holder = leaf == null ? NONE : HELD_BEFORE;
      for (int row = from; row < to; row++) {
        if (events.isRetraction(row)) {
          long added = begin(holder, leaf, place, events, row);
          if (keepHistory.test(events.attribute(row))) {
            ended.appendHistory(events, row, added, events.added(row));
          }
          holder = NONE;
        } else {
          if (holder != NONE) {
            throw broken("A datom is asserted that an index already holds", events, row);
          }
          holder = row;
        }
      }
      return holder;
    }

    private static long begin(int holder, @Nullable Run leaf, int place, Run events, int row) {
      if (holder >= 0) {
        return events.added(holder);
      }
      if (holder == NONE || leaf == null) {
        throw broken("A datom is retracted that an index does not hold", events, row);
      }
      return leaf.added(place);
    }
  }

  /** Puts further datoms, live or history, into a leaf that has none of them. */
  record Additions(boolean history) implements LeafMerge {
    @Override
    public @Nullable Run merge(Run leaf, Run additions, int from, int to) {
      RunSplice rows = new RunSplice(additions.order(), history);
      int next = 0;
      for (int row = from; row < to; row++) {
        int place = lowerBound(leaf, next, additions, row);
        while (place < leaf.size() && compare(leaf, place, additions, row) < 0) {
          place++;
        }
        if (place < leaf.size() && compare(leaf, place, additions, row) == 0) {
          throw broken("A datom is added to an index that already holds it", additions, row);
        }
        if (!history && row > from && additions.compareKeys(row - 1, additions, row) == 0) {
          throw broken("A datom is added to an index twice", additions, row);
        }
        rows.add(leaf, next, place);
        rows.add(additions, row, row + 1);
        next = place;
      }
      rows.add(leaf, next, leaf.size());
      return from == to ? null : rows.build();
    }

    private int compare(Run leaf, int place, Run additions, int row) {
      int sign = leaf.compareKeys(place, additions, row);
      return sign != 0 || !history ? sign : Long.compare(leaf.added(place), additions.added(row));
    }
  }

  /** The first row of a leaf at or after {@code from} whose key is not below that of a change. */
  private static int lowerBound(Run leaf, int from, Run changes, int row) {
    int low = from;
    int step = 1;
    int high = from;
    while (high < leaf.size() && leaf.compareKeys(high, changes, row) < 0) {
      low = high + 1;
      high += step;
      step <<= 1;
    }
    high = Math.min(high, leaf.size());
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (leaf.compareKeys(middle, changes, row) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static YoreException broken(String text, Run changes, int row) {
    return YoreException.of(ErrorCode.INTERNAL, text)
        .with("index", changes.order())
        .with("datom", changes.datom(row).toString());
  }
}
