package dev.yore.storage.tree;

import dev.yore.storage.column.Vector;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.datom.KeyRange;
import dev.yore.storage.datom.Run;
import dev.yore.storage.segment.DistinctSketch;
import dev.yore.storage.value.DataType;
import org.jspecify.annotations.Nullable;

/**
 * What directories know of the leaves that a range touches, so of the range's datoms and of some
 * beside them.
 *
 * @param leaves how many leaves there are
 * @param count how many datoms the leaves have
 * @param type the type of the values; null when the leaves are of several attributes, or none
 * @param least the least value, a vector of one row; null when the type is
 * @param greatest the greatest value, likewise
 * @param minAdded the smallest t that added a datom; the largest long when there are none
 * @param maxAdded the greatest t that added a datom; 0 when there are none
 * @param distinct the distinct values; empty when the type is null, and in EAVT and VAET
 */
public record RangeStatistics(
    long leaves,
    long count,
    @Nullable DataType type,
    @Nullable Vector least,
    @Nullable Vector greatest,
    long minAdded,
    long maxAdded,
    DistinctSketch distinct) {
  static final RangeStatistics NONE =
      new RangeStatistics(0, 0, null, null, null, Long.MAX_VALUE, 0, DistinctSketch.EMPTY);

  static RangeStatistics of(Tree tree, Directory top, KeyRange range) {
    Collector collector = new Collector(tree, range);
    collector.visit(top);
    return collector.result();
  }

  private static final class Collector {
    private final Tree tree;
    private final KeyRange range;
    private final DistinctSketch.Builder distinct = new DistinctSketch.Builder();
    private long leaves;
    private long count;
    private int attribute = -1;
    private boolean bounded = true;
    private @Nullable DataType type;
    private @Nullable Vector least;
    private @Nullable Vector greatest;
    private long minAdded = Long.MAX_VALUE;
    private long maxAdded;

    Collector(Tree tree, KeyRange range) {
      this.tree = tree;
      this.range = range;
    }

    /** Goes down where a directory may have leaves outside, or knows too little of its values. */
    void visit(Directory node) {
      int from = node.from(range);
      int to = node.to(range);
      for (int i = from; i < to; i++) {
        if (node.height() > 1) {
          visit(tree.child(node, i));
        } else {
          take(node, i);
        }
      }
    }

    private void take(Directory node, int child) {
      leaves++;
      count += node.count(child);
      minAdded = Math.min(minAdded, node.zones().minAdded()[child]);
      maxAdded = Math.max(maxAdded, node.zones().maxAdded()[child]);
      Run first = node.first();
      boolean same = attribute < 0 || attribute == first.attribute(child);
      attribute = first.attribute(child);
      bounded &= node.boundsValues(child) && (same || !node.order().byAttribute());
      if (bounded) {
        bound(node, child, first.type(child));
        distinct.add(node.distinct(child));
      }
    }

    private void bound(Directory node, int child, DataType valueType) {
      type = valueType;
      Vector low = node.leastVector(child);
      int lowSlot = node.leastSlot(child);
      if (least == null || Vectors.compare(valueType, low, lowSlot, least, 0) < 0) {
        least = low.slice(lowSlot, lowSlot + 1);
      }
      Vector high = node.greatestVector(child);
      int highSlot = node.greatestSlot(child);
      if (greatest == null || Vectors.compare(valueType, high, highSlot, greatest, 0) > 0) {
        greatest = high.slice(highSlot, highSlot + 1);
      }
    }

    RangeStatistics result() {
      return bounded
          ? new RangeStatistics(
              leaves, count, type, least, greatest, minAdded, maxAdded, distinct.build())
          : new RangeStatistics(
              leaves, count, null, null, null, minAdded, maxAdded, DistinctSketch.EMPTY);
    }
  }
}
