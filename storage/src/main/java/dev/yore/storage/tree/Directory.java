package dev.yore.storage.tree;

import dev.yore.storage.cache.Cached;
import dev.yore.storage.cache.Near;
import dev.yore.storage.column.Vector;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.KeyPrefix;
import dev.yore.storage.datom.KeyRange;
import dev.yore.storage.datom.Run;
import dev.yore.storage.segment.DistinctSketch;
import org.jspecify.annotations.Nullable;

/**
 * An inner node of a tree: what is known of each of its children, as columns. First and last keys
 * are runs themselves, so that they are searched as leaves are. All children of a directory are of
 * one kind: leaves at height 1, directories of the height below otherwise.
 */
final class Directory implements Cached {
  private final int height;
  private final String[] keys;
  private final long[] ends;
  private final Run first;
  private final Run last;
  private final @Nullable Run least;
  private final @Nullable Run greatest;
  private final Zones zones;
  private final byte[] levels;
  private final DistinctSketch[] distinct;
  private final Near near;

  /**
   * @param keys the store key of each child
   * @param ends how many datoms the children up to and including each one have
   * @param first the first datom of each child
   * @param last the last datom of each child
   * @param least in AEVT, an entity-less datom of the least value of each child of one attribute
   * @param greatest in AEVT, the same of the greatest value
   * @param levels in AEVT, how many low bits of the entity id the aligned range of each child (of a
   *     directory: of its first leaf) leaves open; otherwise 0
   * @param distinct the distinct values of each child; empty where they are of several attributes
   */
  Directory(
      int height,
      String[] keys,
      long[] ends,
      Run first,
      Run last,
      @Nullable Run least,
      @Nullable Run greatest,
      Zones zones,
      byte[] levels,
      DistinctSketch[] distinct) {
    this.height = height;
    this.keys = keys;
    this.ends = ends;
    this.first = first;
    this.last = last;
    this.least = least;
    this.greatest = greatest;
    this.zones = zones;
    this.levels = levels;
    this.distinct = distinct;
    this.near = new Near(keys.length);
  }

  IndexOrder order() {
    return first.order();
  }

  int height() {
    return height;
  }

  int size() {
    return keys.length;
  }

  String key(int child) {
    return keys[child];
  }

  /** Remembers the children that were read. */
  Near near() {
    return near;
  }

  Run first() {
    return first;
  }

  Run last() {
    return last;
  }

  @Nullable Run least() {
    return least;
  }

  @Nullable Run greatest() {
    return greatest;
  }

  Zones zones() {
    return zones;
  }

  int level(int child) {
    return levels[child];
  }

  DistinctSketch distinct(int child) {
    return distinct[child];
  }

  /** How many datoms all children have. */
  long count() {
    return ends[ends.length - 1];
  }

  /** How many datoms a child has. */
  long count(int child) {
    return ends[child] - before(child);
  }

  /** How many datoms the children before this one have. */
  long before(int child) {
    return child == 0 ? 0 : ends[child - 1];
  }

  /** Whether the least and the greatest value of a child are known: all are of one type. */
  boolean boundsValues(int child) {
    return switch (order()) {
      case EAVT -> false;
      case AEVT, AVET -> first.attribute(child) == last.attribute(child);
      case VAET -> true;
    };
  }

  /** A vector that has the least value of a child at {@link #leastSlot}, if it is known. */
  Vector leastVector(int child) {
    return leastRun().vector(child);
  }

  int leastSlot(int child) {
    return leastRun().slot(child);
  }

  Vector greatestVector(int child) {
    return greatestRun().vector(child);
  }

  int greatestSlot(int child) {
    return greatestRun().slot(child);
  }

  /** In AVET and VAET the first value is the least one, and there is nothing else to look at. */
  private Run leastRun() {
    return least == null ? first : least;
  }

  private Run greatestRun() {
    return greatest == null ? last : greatest;
  }

  /** The first child that has a key at or after one that begins with the prefix. */
  int seek(KeyPrefix prefix) {
    return PrefixSearch.from(last, prefix);
  }

  /** The first child that ends at or after the low (the high) end of a range. */
  int ending(KeyRange range, boolean low) {
    return low ? last.from(range) : last.to(range);
  }

  /** The first child that begins at or after the low (the high) end of a range. */
  int beginning(KeyRange range, boolean low) {
    return low ? first.from(range) : first.to(range);
  }

  /** The first child that a range touches. */
  int from(KeyRange range) {
    return last.from(range);
  }

  /** The child after the last one that a range touches. */
  int to(KeyRange range) {
    return first.to(range);
  }

  @Override
  public long bytes() {
    long sum = 200 + 100L * distinct.length + 8L * ends.length + levels.length + zones.bytes();
    for (String key : keys) {
      sum += 56 + key.length();
    }
    sum += near.bytes() + first.bytes() + last.bytes();
    return sum + (least == null ? 0 : least.bytes()) + (greatest == null ? 0 : greatest.bytes());
  }
}
