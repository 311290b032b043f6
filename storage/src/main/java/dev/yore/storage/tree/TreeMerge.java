package dev.yore.storage.tree;

import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.Run;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * One merge of sorted changes into a tree: goes down where changes go, rewrites the leaves they
 * touch, and makes new directories on the paths to them. Holds one path of the tree at a time.
 */
final class TreeMerge {
  private final Tree tree;
  private final SegmentStore segments;
  private final Run changes;
  private final LeafMerge kind;
  private final SegmentWriter out;
  private final IndexOrder order;
  private Fence before = Fence.NONE;

  TreeMerge(Tree tree, Run changes, LeafMerge kind, SegmentWriter out) {
    if (changes.order() != tree.order()) {
      throw new IllegalArgumentException(changes + " for a tree in " + tree.order());
    }
    this.tree = tree;
    this.segments = tree.segments();
    this.changes = changes;
    this.kind = kind;
    this.out = out;
    this.order = tree.order();
  }

  /** The tree with the changes; the same tree when there are none. */
  Tree run() {
    if (changes.isEmpty()) {
      return tree;
    }
    Directory top = tree.top();
    List<Child> children = top == null ? plant() : merge(top, 0, changes.size(), Fence.NONE);
    if (children == null) {
      return tree;
    }
    if (top != null) {
      out.discard(segments.key(Objects.requireNonNull(tree.root().id())));
    }
    Tree merged = grow(children, top == null ? 1 : top.height());
    out.flush();
    return merged;
  }

  /** The leaves of a tree that was empty. */
  private @Nullable List<Child> plant() {
    LeafSink sink = sink();
    addGap(sink, 0, changes.size());
    List<Child> leaves = sink.finish(Fence.NONE);
    return leaves.isEmpty() ? null : leaves;
  }

  /** Puts directories of this height and above on top of children. */
  private Tree grow(List<Child> children, int height) {
    List<Child> level = children;
    int above = height;
    while (level.size() > out.options().fanOut() || DirectoryPacking.tooHeavy(level)) {
      DirectoryPacking packing = new DirectoryPacking(segments, out, out.options().fanOut(), above);
      packing.add(level);
      level = packing.finish();
      above++;
    }
    if (level.isEmpty()) {
      return Tree.empty(segments, order);
    }
    boolean single = level.size() == 1 && above > 1;
    Child top = single ? level.getFirst() : out.writeDirectory(above, level);
    String id = segments.id(top.key());
    return new Tree(segments, order, new TreeRoot(id, top.count(), single ? above - 1 : above));
  }

  /** The new children of a directory; null when none is different. */
  private @Nullable List<Child> merge(Directory node, int from, int to, Fence after) {
    return node.height() == 1
        ? mergeLeaves(node, from, to, after)
        : mergeDirectories(node, from, to, after);
  }

  private @Nullable List<Child> mergeDirectories(Directory node, int from, int to, Fence after) {
    DirectoryPacking packing =
        new DirectoryPacking(segments, out, out.options().fanOut(), node.height() - 1);
    boolean changed = false;
    int start = from;
    for (int i = 0; i < node.size(); i++) {
      int end = i + 1 < node.size() ? route(node, i + 1, start, to) : to;
      Child child = new Child(node, i);
      List<Child> merged = null;
      if (end > start) {
        Fence next = i + 1 < node.size() ? Fence.at(node.first(), i + 1) : after;
        merged = merge(tree.child(node, i), start, end, next);
      }
      if (merged == null) {
        packing.keep(child);
        before = Fence.at(node.last(), i);
      } else {
        changed = true;
        out.discard(child.key());
        if (!merged.isEmpty()) {
          packing.add(merged);
        }
      }
      start = end;
    }
    return changed ? packing.finish() : null;
  }

  private @Nullable List<Child> mergeLeaves(Directory node, int from, int to, Fence after) {
    LeafSink sink = sink();
    boolean changed = false;
    int start = from;
    for (int i = 0; i < node.size(); i++) {
      int leaf = i;
      int end = i + 1 < node.size() ? route(node, i + 1, start, to) : to;
      int inside = bound(start, end, row -> placeOf(node, row, leaf) >= 0);
      int behind = bound(inside, end, row -> placeOf(node, row, leaf) > 0);
      changed |= addGap(sink, start, inside);
      changed |= mergeLeaf(sink, new Child(node, i), inside, behind);
      changed |= addGap(sink, behind, end);
      start = end;
    }
    List<Child> leaves = sink.finish(after);
    if (sink instanceof AlignedLeaves aligned) {
      before = aligned.before();
    }
    return changed ? leaves : null;
  }

  private boolean mergeLeaf(LeafSink sink, Child leaf, int from, int to) {
    Run merged = null;
    if (to > from) {
      merged = kind.merge(segments.leafAt(leaf.key()), changes, from, to);
    }
    if (merged == null) {
      sink.keep(leaf);
      return false;
    }
    out.discard(leaf.key());
    if (!merged.isEmpty()) {
      sink.add(merged);
    }
    return true;
  }

  /** Adds changes that fall between two leaves. */
  private boolean addGap(LeafSink sink, int from, int to) {
    Run rows = from == to ? null : kind.merge(Run.empty(order), changes, from, to);
    if (rows == null || rows.isEmpty()) {
      return false;
    }
    sink.add(rows);
    return true;
  }

  private LeafSink sink() {
    return order == IndexOrder.AEVT
        ? new AlignedLeaves(out, before)
        : new CountedLeaves(segments, out);
  }

  /** The first change that belongs to a child, or to one behind it; not asked of the first. */
  private int route(Directory node, int child, int from, int to) {
    return bound(from, to, row -> reaches(node, child, row));
  }

  private boolean reaches(Directory node, int child, int row) {
    Run first = node.first();
    Run last = node.last();
    if (order.byAttribute()) {
      int attribute = first.attribute(child);
      int sign = Integer.compare(changes.attribute(row), attribute);
      if (sign != 0 || last.attribute(child - 1) < attribute) {
        return sign >= 0;
      }
    }
    if (order == IndexOrder.AEVT) {
      long start = blockStart(node, child);
      boolean shared = last.entity(child - 1) == first.entity(child);
      if (!shared || changes.entity(row) != start) {
        return changes.entity(row) >= start;
      }
    }
    int sign = changes.compareKeys(row, first, child);
    return sign > 0 || (sign == 0 && changes.added(row) >= firstAdded(node, child));
  }

  /** Only history has several datoms of one key, apart by the t that added them. */
  private static long firstAdded(Directory node, int child) {
    return node.zones().history() ? node.first().added(child) : Long.MIN_VALUE;
  }

  private static long blockStart(Directory node, int child) {
    int level = node.level(child);
    return node.first().entity(child) >>> level << level;
  }

  /** Whether a change belongs before a leaf (negative), into it (0), or behind it. */
  private int placeOf(Directory node, int row, int child) {
    if (!order.byAttribute()) {
      return 0;
    }
    int sign = Integer.compare(changes.attribute(row), node.first().attribute(child));
    if (sign != 0 || order == IndexOrder.AVET) {
      return sign;
    }
    int level = node.level(child);
    return Long.compare(changes.entity(row) >>> level, node.first().entity(child) >>> level);
  }

  private static int bound(int from, int to, IntPredicate reached) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (reached.test(middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
