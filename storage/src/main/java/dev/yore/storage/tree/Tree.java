package dev.yore.storage.tree;

import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.KeyPrefix;
import dev.yore.storage.datom.KeyRange;
import dev.yore.storage.datom.Run;
import dev.yore.storage.value.DataType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An immutable sorted tree of the datoms of one index, live or history: leaves are runs, and
 * directories above them know of each child its first and last key, count and zone maps. Opening
 * one costs nothing; what is read comes through the cache. May be used by any thread.
 */
public final class Tree {
  private final SegmentStore segments;
  private final IndexOrder order;
  private final TreeRoot root;
  private volatile @Nullable Directory top;

  public Tree(SegmentStore segments, IndexOrder order, TreeRoot root) {
    this.segments = segments;
    this.order = order;
    this.root = root;
  }

  /** A tree without datoms. */
  public static Tree empty(SegmentStore segments, IndexOrder order) {
    return new Tree(segments, order, TreeRoot.EMPTY);
  }

  public IndexOrder order() {
    return order;
  }

  /** What must be kept to open the same tree again. */
  public TreeRoot root() {
    return root;
  }

  public SegmentStore segments() {
    return segments;
  }

  public boolean isEmpty() {
    return root.count() == 0;
  }

  /** How many datoms the tree has. */
  public long count() {
    return root.count();
  }

  /** The top directory, held on to as long as the tree is; null when the tree is empty. */
  @Nullable Directory top() {
    Directory known = top;
    if (known == null && root.id() != null) {
      known = segments.directoryAt(segments.key(Objects.requireNonNull(root.id())));
      top = known;
    }
    return known;
  }

  Directory child(Directory node, int child) {
    return segments.directoryOf(node, child);
  }

  LeafRef leafRef(Directory node, int child) {
    return new LeafRef(segments, node, child);
  }

  /** How many datoms a range has: exact, from directories and the leaves that its ends cut. */
  public long count(KeyRange range) {
    Directory node = top();
    if (node == null) {
      return 0;
    }
    return Math.max(0, rank(node, range, false) - rank(node, range, true));
  }

  /** How many datoms stand before the low or the high end of a range. */
  private long rank(Directory start, KeyRange range, boolean low) {
    Directory node = start;
    long before = 0;
    while (true) {
      int child = node.ending(range, low);
      if (child == node.size()) {
        return before + node.count();
      }
      before += node.before(child);
      if (node.beginning(range, low) <= child) {
        return before;
      }
      if (node.height() == 1) {
        Run leaf = segments.leafOf(node, child);
        return before + (low ? leaf.from(range) : leaf.to(range));
      }
      node = child(node, child);
    }
  }

  /** About how many datoms a range has, without looking into leaves. */
  public long estimate(KeyRange range) {
    Directory node = top();
    if (node == null) {
      return 0;
    }
    double width =
        Interpolation.rank(this, node, range, false) - Interpolation.rank(this, node, range, true);
    return Math.max(0, Math.round(width));
  }

  /** What directories know of the datoms of a range and of those that share a leaf with them. */
  public RangeStatistics statistics(KeyRange range) {
    Directory node = top();
    return node == null ? RangeStatistics.NONE : RangeStatistics.of(this, node, range);
  }

  /** The leaves that a range touches, in key order; none is loaded. */
  public Iterable<LeafRef> leaves(KeyRange range) {
    Directory node = top();
    return node == null ? List.of() : () -> new LeafCursor(this, node, range);
  }

  /** All leaves in key order. */
  public Iterable<LeafRef> leaves() {
    return leaves(KeyRange.all(order));
  }

  /** The datoms of a leaf. */
  public Run load(LeafRef leaf) {
    return leaf.load();
  }

  /**
   * All datoms whose keys begin with the prefix: a slice of one leaf when they stand in one, which
   * those of an entity or a unique value nearly always do, and otherwise of a copy that joins them.
   * For prefixes of many datoms use {@link #leaves(KeyRange)}.
   */
  public Slice find(KeyPrefix prefix) {
    Slice found = findInOneLeaf(prefix);
    return found == null ? gather(prefix) : found;
  }

  /** The leaf that has the first datom at or after a prefix; null when there is none. */
  public @Nullable Run leafAtOrAfter(KeyPrefix prefix) {
    Directory node = top();
    while (node != null) {
      int child = node.seek(prefix);
      if (child == node.size()) {
        return null;
      }
      if (node.height() == 1) {
        return segments.leafOf(node, child);
      }
      node = child(node, child);
    }
    return null;
  }

  /** As {@link #find}, but null when the datoms stand, or may stand, in several leaves. */
  public @Nullable Slice findInOneLeaf(KeyPrefix prefix) {
    Directory node = top();
    while (node != null) {
      int child = node.seek(prefix);
      if (child == node.size() || node.first().compare(child, prefix) > 0) {
        break;
      }
      if (node.height() == 1) {
        boolean spills = node.last().compare(child, prefix) == 0;
        return spills ? null : slice(segments.leafOf(node, child), prefix);
      }
      if (node.last().compare(child, prefix) == 0) {
        return null;
      }
      node = child(node, child);
    }
    return new Slice(Run.empty(order), 0, 0);
  }

  /** In AVET and VAET: looks for an attribute's values, which are numbers, as they rise. */
  public ValueProbe probe(int attribute, DataType type) {
    return new ValueProbe(this, attribute, type);
  }

  private static Slice slice(Run leaf, KeyPrefix prefix) {
    int from = PrefixSearch.from(leaf, prefix);
    return new Slice(leaf, from, PrefixSearch.to(leaf, prefix, from));
  }

  /**
   * AVET: the datom of an attribute's greatest value, known without loading a leaf; null when it
   * has none.
   */
  public @Nullable Slice lastOf(int attribute) {
    KeyRange range = KeyRange.of(KeyPrefix.attribute(order, attribute));
    Directory node = top();
    while (node != null) {
      int child = node.to(range) - 1;
      if (child < 0 || node.last().attribute(child) < attribute) {
        return null;
      }
      if (node.last().attribute(child) == attribute) {
        return new Slice(node.last(), child, child + 1);
      }
      node = node.height() == 1 ? null : child(node, child);
    }
    return null;
  }

  /** The last datom of a leaf has the prefix too, so the next leaf may have more. */
  private Slice gather(KeyPrefix prefix) {
    KeyRange range = KeyRange.of(prefix);
    RunSplice splice = null;
    Slice only = null;
    for (LeafRef ref : leaves(range)) {
      Slice slice = slice(load(ref), prefix);
      if (only == null) {
        only = slice;
        continue;
      }
      if (splice == null) {
        splice = new RunSplice(order, only.run().ended() != null);
        splice.add(only.run(), only.from(), only.to());
      }
      splice.add(slice.run(), slice.from(), slice.to());
    }
    if (splice != null) {
      Run joined = splice.build();
      return new Slice(joined, 0, joined.size());
    }
    return only == null ? new Slice(Run.empty(order), 0, 0) : only;
  }

  @Override
  public String toString() {
    return order + " tree of " + count() + " datoms";
  }
}
