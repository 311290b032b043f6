package dev.yore.engine.index;

import dev.yore.storage.cache.SegmentCache;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.Run;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.tree.IndexTrees;
import dev.yore.storage.tree.SegmentStore;
import dev.yore.storage.tree.SegmentWriter;
import dev.yore.storage.tree.Tree;
import dev.yore.storage.tree.TreeOptions;
import dev.yore.storage.tree.TreeRoot;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Merges novelty into trees, and opens trees. One thread at a time indexes a database; what it
 * writes is seen by nobody until the record of the database names the new roots, and {@link #adopt}
 * puts them under indexes that have gone on meanwhile.
 */
public final class Indexing {
  private final SegmentStore segments;
  private final SegmentCache cache;
  private final TreeOptions options;

  public Indexing(SegmentStore segments, SegmentCache cache, TreeOptions options) {
    this.segments = segments;
    this.cache = cache;
    this.options = options;
  }

  /** New trees, and what they replace. */
  public static final class Outcome {
    private final TreeIndexes trees;
    private final List<String> obsolete;

    private Outcome(TreeIndexes trees, List<String> obsolete) {
      this.trees = trees;
      this.obsolete = List.copyOf(obsolete);
    }

    /** What the record of the database is to name. */
    public StoredRoots roots() {
      return trees.roots();
    }

    /** Ids of the segments that the new trees do without. */
    public List<String> obsolete() {
      return obsolete;
    }
  }

  /** Indexes that consist of what is stored under these roots. */
  public Indexes open(StoredRoots roots) {
    return new LayeredIndexes(trees(roots), Novelty.EMPTY, roots.t(), List.of(), null);
  }

  private TreeIndexes trees(StoredRoots roots) {
    Map<IndexOrder, IndexTrees> trees = new EnumMap<>(IndexOrder.class);
    for (IndexOrder order : IndexOrder.values()) {
      trees.put(
          order,
          new IndexTrees(
              order,
              tree(order, roots.live().get(order)),
              tree(order, roots.history().get(order))));
    }
    return new TreeIndexes(roots, trees, cache);
  }

  private Tree tree(IndexOrder order, @Nullable TreeRoot root) {
    return new Tree(segments, order, root == null ? TreeRoot.EMPTY : root);
  }

  /** How many datoms wait to be indexed. */
  public static long waiting(Indexes indexes) {
    return ((LayeredIndexes) indexes).novelty().datoms();
  }

  /** About how many bytes of memory the datoms that wait take. */
  public static long waitingBytes(Indexes indexes) {
    return ((LayeredIndexes) indexes).novelty().bytes();
  }

  /** The last transaction in the trees of these indexes; the least long when they have none. */
  public static long storedT(Indexes indexes) {
    return ((LayeredIndexes) indexes).stored().t();
  }

  /** An object that is reachable as long as anybody may read the trees of these indexes. */
  public static Object anchor(Indexes indexes) {
    return ((LayeredIndexes) indexes).stored();
  }

  /** Writes trees of all that is in these indexes. All segments are durable when this returns. */
  public Outcome index(Indexes all) {
    LayeredIndexes indexes = (LayeredIndexes) all;
    long t = indexes.basisT();
    SegmentWriter out = new SegmentWriter(segments, options, t);
    Map<IndexOrder, IndexTrees> trees = new EnumMap<>(IndexOrder.class);
    Map<IndexOrder, TreeRoot> live = new EnumMap<>(IndexOrder.class);
    Map<IndexOrder, TreeRoot> history = new EnumMap<>(IndexOrder.class);
    for (IndexOrder order : IndexOrder.values()) {
      IndexTrees before =
          indexes.stored() instanceof TreeIndexes stored
              ? stored.trees(order)
              : IndexTrees.empty(segments, order);
      IndexTrees after = before.merge(events(indexes, order), indexes::keepsHistory, out);
      trees.put(order, after);
      live.put(order, after.live().root());
      history.put(order, after.history().root());
    }
    out.flush();
    StoredRoots roots =
        new StoredRoots(t, attributeLimit(indexes), withValues(indexes), live, history);
    return new Outcome(new TreeIndexes(roots, trees, cache), out.obsolete());
  }

  /** The same indexes over trees that have been made of an earlier state of them. */
  public static Indexes adopt(Indexes current, Outcome outcome) {
    return ((LayeredIndexes) current).over(outcome.trees);
  }

  /** The same indexes over trees that somebody else has made of an earlier state of them. */
  public Indexes adopt(Indexes current, StoredRoots roots) {
    if (current.basisT() < roots.t()) {
      throw YoreException.bug("trees are adopted by indexes that have all that the trees have")
          .with("basis", current.basisT())
          .with("trees", roots.t());
    }
    return ((LayeredIndexes) current).over(trees(roots));
  }

  private static Run events(LayeredIndexes indexes, IndexOrder order) {
    Novelty novelty = indexes.novelty();
    List<Span> spans = new ArrayList<>();
    if (!order.byAttribute()) {
      add(novelty.stack(order, 0), order, spans);
    } else {
      for (int attribute = 0; attribute < novelty.aevt().limit(); attribute++) {
        add(novelty.stack(order, attribute), order, spans);
      }
    }
    return spans.isEmpty() ? Run.empty(order) : Concatenation.of(order, spans).inRowOrder();
  }

  private static void add(RunStack stack, IndexOrder order, List<Span> spans) {
    List<Span> parts = new ArrayList<>(stack.depth());
    for (int i = 0; i < stack.depth(); i++) {
      parts.add(Span.of(stack.run(i).run()));
    }
    if (!parts.isEmpty()) {
      spans.add(Span.of(RunMerge.all(order, parts)));
    }
  }

  private static int attributeLimit(LayeredIndexes indexes) {
    return Math.max(indexes.stored().attributeLimit(), indexes.novelty().aevt().limit());
  }

  private static Set<Integer> withValues(LayeredIndexes indexes) {
    Set<Integer> attributes = new HashSet<>();
    for (int i = 0; i < attributeLimit(indexes); i++) {
      if (indexes.stored().hasValues(i) || !indexes.novelty().avet().isEmpty(i)) {
        attributes.add(i);
      }
    }
    return attributes;
  }
}
