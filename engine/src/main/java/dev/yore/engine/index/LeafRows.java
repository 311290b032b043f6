package dev.yore.engine.index;

import dev.yore.storage.column.Longs;
import dev.yore.storage.datom.Run;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Chooses the rows of a stored leaf that a moment sees. */
final class LeafRows {
  private LeafRows() {}

  /** The rows that were added at or before a moment. */
  static Run addedAt(Run leaf, long asOf) {
    Longs added = leaf.added();
    int[] rows = new int[leaf.size()];
    int kept = 0;
    for (int i = 0; i < rows.length; i++) {
      rows[kept] = i;
      kept += added.get(i) <= asOf ? 1 : 0;
    }
    return chosen(leaf, rows, kept);
  }

  /** The rows of a history leaf that held at a moment, in live form. */
  static Run heldAt(Run leaf, long asOf) {
    Longs added = leaf.added();
    Longs ended = ends(leaf);
    int[] rows = new int[leaf.size()];
    int kept = 0;
    for (int i = 0; i < rows.length; i++) {
      rows[kept] = i;
      kept += added.get(i) <= asOf && asOf < ended.get(i) ? 1 : 0;
    }
    return RunMerge.live(chosen(leaf, rows, kept));
  }

  private static Run chosen(Run leaf, int[] rows, int kept) {
    if (kept == leaf.size()) {
      return leaf;
    }
    return kept == 0 ? Run.empty(leaf.order()) : leaf.gather(rows, kept);
  }

  /** The assertions that a history leaf remembers, as events. */
  static Run assertions(Run leaf) {
    return events(leaf, leaf.added(), null);
  }

  /** The retractions that a history leaf remembers, as events. */
  static Run retractions(Run leaf) {
    boolean[] all = new boolean[leaf.size()];
    Arrays.fill(all, true);
    return events(leaf, ends(leaf), all);
  }

  private static Longs ends(Run leaf) {
    Longs ends = leaf.ended();
    if (ends == null) {
      throw new IllegalStateException("a history leaf without ends");
    }
    return ends;
  }

  private static Run events(Run leaf, Longs t, boolean @Nullable [] retracted) {
    return new Run(
        leaf.order(),
        leaf.entities(),
        leaf.attributes(),
        leaf.types(),
        leaf.values(),
        leaf.attributeIndexes(),
        leaf.slots(),
        t,
        null,
        retracted);
  }
}
