package dev.yore.engine.index;

import dev.yore.engine.index.IndexReader.RunCursor;
import dev.yore.storage.cache.Cached;
import dev.yore.storage.cache.SegmentCache;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.KeyPrefix;
import dev.yore.storage.datom.KeyRange;
import dev.yore.storage.datom.Run;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.tree.IndexTrees;
import dev.yore.storage.tree.LeafRef;
import dev.yore.storage.tree.RangeStatistics;
import dev.yore.storage.tree.Slice;
import dev.yore.storage.tree.Tree;
import dev.yore.storage.value.DataType;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Indexes stored as trees of segments, pruned by the zone maps of their directories. */
final class TreeIndexes implements StoredIndexes {
  private final StoredRoots roots;
  private final @Nullable IndexTrees[] trees = new IndexTrees[IndexOrder.values().length];
  private final SegmentCache cache;
  private final Set<Integer> withValues;
  private final ConcurrentHashMap<Integer, AttributeStatistics> statistics =
      new ConcurrentHashMap<>();

  /** A run made of several others, kept with the segments. */
  private record Merged(Run run) implements Cached {
    @Override
    public long bytes() {
      return run.bytes();
    }
  }

  TreeIndexes(StoredRoots roots, Map<IndexOrder, IndexTrees> trees, SegmentCache cache) {
    this.roots = roots;
    trees.forEach((order, of) -> this.trees[order.ordinal()] = of);
    this.cache = cache;
    this.withValues = roots.withValues();
  }

  StoredRoots roots() {
    return roots;
  }

  IndexTrees trees(IndexOrder order) {
    IndexTrees known = trees[order.ordinal()];
    if (known == null) {
      throw YoreException.bug("each order must have its trees").with("order", order);
    }
    return known;
  }

  @Override
  public long t() {
    return roots.t();
  }

  @Override
  public boolean hasValues(int attribute) {
    return withValues.contains(attribute);
  }

  @Override
  public int attributeLimit() {
    return roots.attributeLimit();
  }

  /** The live datoms that begin with a prefix, found without a range. */
  Slice find(KeyPrefix prefix) {
    return trees(prefix.order()).live().find(prefix);
  }

  /**
   * What a moment sees of the datoms that begin with a prefix, where they stand in one leaf of each
   * tree; null where they do not.
   */
  @Nullable SeenDatoms seenAt(KeyPrefix prefix, long asOf) {
    IndexTrees of = trees(prefix.order());
    Slice live = of.live().findInOneLeaf(prefix);
    if (live == null || asOf >= t()) {
      return live == null ? null : SeenDatoms.all(live);
    }
    Slice past = of.history().findInOneLeaf(prefix);
    return past == null ? null : new SeenDatoms(live, past, asOf);
  }

  @Override
  public RunCursor live(KeyRange range) {
    return new Leaves(trees(range.order()).live(), range, leaf -> true);
  }

  @Override
  public RunCursor history(KeyRange range) {
    return new Leaves(trees(range.order()).history(), range, leaf -> true);
  }

  @Override
  public RunCursor liveAt(KeyRange range, long asOf) {
    Leaves leaves = new Leaves(trees(range.order()).live(), range, leaf -> leaf.minAdded() <= asOf);
    return () -> {
      for (Run run = leaves.next(); run != null; run = leaves.next()) {
        Run seen = leaves.last().maxAdded() <= asOf ? run : LeafRows.addedAt(run, asOf);
        if (!seen.isEmpty()) {
          return seen;
        }
      }
      return null;
    };
  }

  @Override
  public RunCursor heldAt(KeyRange range, long asOf) {
    Leaves leaves =
        new Leaves(
            trees(range.order()).history(),
            range,
            leaf -> leaf.minAdded() <= asOf && leaf.maxEnded() > asOf);
    return () -> {
      for (Run run = leaves.next(); run != null; run = leaves.next()) {
        Run held = LeafRows.heldAt(run, asOf);
        if (!held.isEmpty()) {
          return held;
        }
      }
      return null;
    };
  }

  /** The leaves of a range one by one, cut where the range begins and ends. */
  private static final class Leaves implements RunCursor {
    private final Tree tree;
    private final KeyRange range;
    private final Predicate<LeafRef> wanted;
    private final Iterator<LeafRef> refs;
    private @Nullable LeafRef last;

    Leaves(Tree tree, KeyRange range, Predicate<LeafRef> wanted) {
      this.tree = tree;
      this.range = range;
      this.wanted = wanted;
      this.refs = tree.leaves(range).iterator();
    }

    @Override
    public @Nullable Run next() {
      while (refs.hasNext()) {
        LeafRef ref = refs.next();
        if (!wanted.test(ref)) {
          continue;
        }
        Span span = Span.of(tree.load(ref), range);
        if (!span.isEmpty()) {
          last = ref;
          return span.slice();
        }
      }
      return null;
    }

    LeafRef last() {
      LeafRef known = last;
      if (known == null) {
        throw new IllegalStateException("no leaf was read yet");
      }
      return known;
    }
  }

  @Override
  public long countLive(KeyRange range) {
    return trees(range.order()).live().count(range);
  }

  @Override
  public long countHistory(KeyRange range) {
    return trees(range.order()).history().count(range);
  }

  @Override
  public @Nullable AttributeStatistics statistics(int attribute) {
    AttributeStatistics known = statistics.get(attribute);
    if (known == null) {
      // Two that ask at once both read; neither waits for the other's store.
      known = read(wholeOf(attribute));
      statistics.put(attribute, known);
    }
    return known.count() == 0 ? null : known;
  }

  /** Of what is live; the bounds are widened by what is history, for views of the past. */
  private AttributeStatistics read(KeyRange range) {
    IndexTrees aevt = trees(IndexOrder.AEVT);
    RangeStatistics live = aevt.live().statistics(range);
    RangeStatistics past = aevt.history().statistics(range);
    DataType type = live.type() != null ? live.type() : past.type();
    if (type == null) {
      return new AttributeStatistics(0, null, null, 0);
    }
    return new AttributeStatistics(
        live.count() + past.count(),
        bound(type, live.least(), past.least(), 1),
        bound(type, live.greatest(), past.greatest(), -1),
        Math.max(live.distinct().estimate(), 1));
  }

  private static @Nullable Object bound(
      DataType type, @Nullable Vector live, @Nullable Vector past, int sign) {
    if (live == null || past == null) {
      Vector only = live == null ? past : live;
      return only == null ? null : Vectors.get(type, only, 0);
    }
    boolean pastWins = sign * Vectors.compare(type, live, 0, past, 0) > 0;
    return Vectors.get(type, pastWins ? past : live, 0);
  }

  private static KeyRange wholeOf(int attribute) {
    return KeyRange.of(KeyPrefix.attribute(IndexOrder.AEVT, attribute));
  }

  @Override
  public long[] leafRanges(int attribute, long from, long to) {
    LongStream.Builder ranges = LongStream.builder();
    long end = Long.MIN_VALUE;
    for (LeafRef leaf : live(attribute, from, to)) {
      if (leaf.rangeTo() > end) {
        ranges.add(Math.max(from, Math.max(leaf.rangeFrom(), end + 1)));
        ranges.add(Math.min(to - 1, leaf.rangeTo()));
        end = leaf.rangeTo();
      }
    }
    return ranges.build().toArray();
  }

  private Iterable<LeafRef> live(int attribute, long from, long to) {
    return trees(IndexOrder.AEVT).live().leaves(KeyRange.entities(attribute, from, to));
  }

  @Override
  public long[] historyStarts(int attribute, long from, long to) {
    LongStream.Builder starts = LongStream.builder();
    Tree history = trees(IndexOrder.AEVT).history();
    for (LeafRef leaf : history.leaves(KeyRange.entities(attribute, from, to))) {
      starts.add(Math.max(from, leaf.firstEntity()));
    }
    return starts.build().toArray();
  }

  @Override
  public Run kept(String key, Supplier<Run> make) {
    String full = roots.identity() + "/" + key;
    if (cache.peek(full) instanceof Merged merged) {
      return merged.run();
    }
    Run made = make.get();
    cache.put(full, new Merged(made));
    return made;
  }
}
