package dev.yore.engine.index;

import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.tree.TreeRoot;
import java.util.Map;
import java.util.Set;

/**
 * What the record of a database keeps of its stored indexes.
 *
 * @param t the last transaction that is in them
 * @param attributeLimit one more than the largest attribute in them
 * @param withValues the attributes whose datoms are in AVET
 */
public record StoredRoots(
    long t,
    int attributeLimit,
    Set<Integer> withValues,
    Map<IndexOrder, TreeRoot> live,
    Map<IndexOrder, TreeRoot> history) {
  public StoredRoots {
    withValues = Set.copyOf(withValues);
    live = Map.copyOf(live);
    history = Map.copyOf(history);
  }

  /** Tells these trees from all others of the process, for what is made of them. */
  String identity() {
    return "merged/" + live.get(IndexOrder.AEVT) + "/" + history.get(IndexOrder.AEVT);
  }
}
