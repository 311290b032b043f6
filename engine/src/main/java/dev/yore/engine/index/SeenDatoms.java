package dev.yore.engine.index;

import dev.yore.storage.column.Longs;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.Run;
import dev.yore.storage.tree.Slice;
import java.util.List;

/**
 * The datoms of one key prefix at a moment, where they stand in the trees: of those that hold now
 * the ones that were there already, and of those retracted since the ones that held. Nothing is
 * copied.
 *
 * @param past rows of history form, or of an empty run
 * @param asOf {@link Long#MAX_VALUE} when all live datoms are seen
 */
public record SeenDatoms(Slice live, Slice past, long asOf) {
  private static final Slice NONE = new Slice(Run.empty(IndexOrder.EAVT), 0, 0);

  /** These datoms and nothing of the past. */
  public static SeenDatoms all(Slice live) {
    return new SeenDatoms(live, NONE, Long.MAX_VALUE);
  }

  /** Whether the moment sees a row of the live or the past run. */
  public boolean sees(Run run, int row) {
    Longs ended = run.ended();
    return asOf == Long.MAX_VALUE
        || (run.added(row) <= asOf && (ended == null || asOf < ended.get(row)));
  }

  /** The datoms as rows of one run in live form. */
  public Slice joined() {
    if (past.isEmpty() && allAdded()) {
      return live;
    }
    Run seen = LeafRows.addedAt(live.run().slice(live.from(), live.to()), asOf);
    if (!past.isEmpty()) {
      Run held = LeafRows.heldAt(past.run().slice(past.from(), past.to()), asOf);
      seen = both(seen, held);
    }
    return new Slice(seen, 0, seen.size());
  }

  private boolean allAdded() {
    for (int row = live.from(); row < live.to(); row++) {
      if (!sees(live.run(), row)) {
        return false;
      }
    }
    return true;
  }

  private static Run both(Run live, Run held) {
    if (live.isEmpty() || held.isEmpty()) {
      return live.isEmpty() ? held : live;
    }
    List<Span> spans = List.of(Span.of(live), Span.of(held));
    return RunMerge.visible(live.order(), spans, Long.MAX_VALUE, -1);
  }
}
