package dev.yore.storage.tree;

import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.Run;
import dev.yore.storage.datom.RunBuilder;
import dev.yore.storage.value.DataType;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;

/**
 * One index of a database at a moment: the tree of the datoms that hold, and the tree of those that
 * held once. Values; a merge makes new ones and leaves the old readable.
 *
 * @param live datoms with the t that added them
 * @param history datoms with the t that added and the t that ended them
 */
public record IndexTrees(IndexOrder order, Tree live, Tree history) {
  public IndexTrees {
    if (live.order() != order || history.order() != order) {
      throw new IllegalArgumentException(order + " of " + live + " and " + history);
    }
  }

  /** An index without datoms. */
  public static IndexTrees empty(SegmentStore segments, IndexOrder order) {
    return new IndexTrees(order, Tree.empty(segments, order), Tree.empty(segments, order));
  }

  /**
   * The index after these events. A retracted datom leaves the live tree and goes to history with
   * both ends of its life; one that was both asserted and retracted among the events goes there
   * straight. All new segments are durable when this returns.
   *
   * @param events sorted by key and then t, alternating within each key
   * @param keepHistory tells for an attribute whether its retracted datoms are kept
   * @throws dev.yore.storage.error.YoreException {@code INTERNAL}, naming the datom, when one is
   *     retracted that does not hold, or asserted that does
   */
  public IndexTrees merge(Run events, IntPredicate keepHistory, SegmentWriter out) {
    Map<Integer, DataType> types = new HashMap<>();
    for (int i = 0; i < events.attributes().length; i++) {
      types.put(events.attributes()[i], events.types()[i]);
    }
    RunBuilder ended =
        new RunBuilder(order, attribute -> Objects.requireNonNull(types.get(attribute)), 16);
    Tree newLive = new TreeMerge(live, events, new LeafMerge.Events(keepHistory, ended), out).run();
    Tree newHistory = add(history, ended.buildSorted(), true, out);
    return new IndexTrees(order, newLive, newHistory);
  }

  /**
   * The index with further datoms of which it has none yet, as when an attribute begins to be
   * indexed. All new segments are durable when this returns.
   */
  public IndexTrees insert(Run newLive, Run newHistory, SegmentWriter out) {
    return new IndexTrees(
        order, add(live, newLive, false, out), add(history, newHistory, true, out));
  }

  private static Tree add(Tree tree, Run datoms, boolean history, SegmentWriter out) {
    return new TreeMerge(tree, datoms, new LeafMerge.Additions(history), out).run();
  }
}
