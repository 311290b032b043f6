package dev.yore.storage.tree;

import dev.yore.storage.column.Vector;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.Run;
import dev.yore.storage.segment.DistinctSketch;
import org.jspecify.annotations.Nullable;

/** A leaf of a tree and what is known of it without loading it. */
public final class LeafRef {
  private final SegmentStore segments;
  private final Directory node;
  private final int child;

  LeafRef(SegmentStore segments, Directory node, int child) {
    this.segments = segments;
    this.node = node;
    this.child = child;
  }

  /** The segment's id. */
  public String id() {
    return segments.id(key());
  }

  /** The segment's key in the store. */
  String key() {
    return node.key(child);
  }

  /** The datoms. */
  Run load() {
    return segments.leafOf(node, child);
  }

  public IndexOrder order() {
    return node.order();
  }

  /** How many datoms the leaf has, at least one. */
  public int count() {
    return (int) node.count(child);
  }

  public long firstEntity() {
    return node.first().entity(child);
  }

  public long lastEntity() {
    return node.last().entity(child);
  }

  /** The attribute of the first datom: of AEVT and AVET, of all. */
  public int firstAttribute() {
    return node.first().attribute(child);
  }

  public int lastAttribute() {
    return node.last().attribute(child);
  }

  /**
   * AEVT: the first entity id of the aligned range that the leaf has all datoms of, so the ranges
   * of two attributes' leaves are nested or apart.
   */
  public long rangeFrom() {
    return firstEntity() >>> level() << level();
  }

  /** AEVT: the last entity id of the aligned range. */
  public long rangeTo() {
    return rangeFrom() + (1L << level()) - 1;
  }

  /** AEVT: the range has {@code 1 << level()} ids, and begins at a multiple of that. */
  public int level() {
    return node.level(child);
  }

  /** The smallest t that added a datom of the leaf. */
  public long minAdded() {
    return node.zones().minAdded()[child];
  }

  public long maxAdded() {
    return node.zones().maxAdded()[child];
  }

  /** The smallest t that ended a datom of the leaf; the largest long in a live tree. */
  public long minEnded() {
    return node.zones().minEnded(child);
  }

  public long maxEnded() {
    return node.zones().maxEnded(child);
  }

  /** The least value, as a vector of one row; null when the leaf has several attributes. */
  public @Nullable Vector least() {
    if (!node.boundsValues(child)) {
      return null;
    }
    int slot = node.leastSlot(child);
    return node.leastVector(child).slice(slot, slot + 1);
  }

  /** The greatest value, as a vector of one row; null when the leaf has several attributes. */
  public @Nullable Vector greatest() {
    if (!node.boundsValues(child)) {
      return null;
    }
    int slot = node.greatestSlot(child);
    return node.greatestVector(child).slice(slot, slot + 1);
  }

  /** The distinct values; empty when the leaf may have several attributes. */
  public DistinctSketch distinct() {
    return node.distinct(child);
  }

  @Override
  public String toString() {
    return order() + " leaf " + id() + " of " + count() + " datoms";
  }
}
