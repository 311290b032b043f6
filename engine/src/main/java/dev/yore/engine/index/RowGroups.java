package dev.yore.engine.index;

import dev.yore.storage.column.Longs;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Cuts the entities of an attribute into row groups. */
final class RowGroups {
  /** Entities of a row group of dense ids, and the datoms that thinner groups are filled up to. */
  static final int SIZE = 1 << 13;

  private RowGroups() {}

  /**
   * @param leaves first and last entity of each range that a stored leaf covers, ascending
   * @param past first entities of leaves that are history, where the past is seen
   * @param novelty what is newer, in AEVT order
   * @param from the least beginning of the first group
   * @param to the end of the last group
   */
  static long[] of(long[] leaves, long[] past, List<Span> novelty, long from, long to) {
    TreeMap<Long, Integer> rows = new TreeMap<>();
    for (int i = 0; i < leaves.length; i += 2) {
      rows.put(leaves[i], SIZE);
    }
    for (long start : past) {
      int leaf = leafBefore(leaves, start);
      if (leaf < 0 || start > leaves[leaf + 1]) {
        rows.merge(blockStart(leaves, leaf, start), SIZE, Math::max);
      }
    }
    for (Span span : novelty) {
      count(span, leaves, rows);
    }
    long[] bounds = bounds(rows, to);
    if (bounds.length > 0) {
      bounds[0] = Math.max(bounds[0], from);
    }
    return bounds;
  }

  /** Adds how many rows of a span, outside of leaves, begin at each multiple of {@link #SIZE}. */
  private static void count(Span span, long[] leaves, Map<Long, Integer> rows) {
    Longs entities = span.run().entities();
    int row = span.from();
    while (row < span.to()) {
      long entity = entities.get(row);
      int leaf = leafBefore(leaves, entity);
      boolean covered = leaf >= 0 && entity <= leaves[leaf + 1];
      long next = leaf + 2 < leaves.length ? leaves[leaf + 2] : Long.MAX_VALUE;
      long limit = covered ? leaves[leaf + 1] + 1 : Math.min((entity & -SIZE) + SIZE, next);
      int end = entities.lowerBound(limit, row, span.to());
      if (!covered) {
        rows.merge(blockStart(leaves, leaf, entity), end - row, Math::addExact);
      }
      row = end;
    }
  }

  /** Where the last leaf that begins at or before an entity is; -2 when there is none. */
  private static int leafBefore(long[] leaves, long entity) {
    int low = 0;
    int high = leaves.length / 2;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (leaves[2 * middle] <= entity) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return 2 * (low - 1);
  }

  /** The multiple of {@link #SIZE} before an entity, but not inside of the leaf before it. */
  private static long blockStart(long[] leaves, int leaf, long entity) {
    long block = entity & -SIZE;
    return leaf < 0 ? block : Math.max(block, leaves[leaf + 1] + 1);
  }

  private static long[] bounds(TreeMap<Long, Integer> rows, long to) {
    long[] bounds = new long[rows.size() + 1];
    int count = 0;
    long filled = SIZE;
    for (Map.Entry<Long, Integer> group : rows.entrySet()) {
      if (filled + group.getValue() > SIZE) {
        bounds[count++] = group.getKey();
        filled = 0;
      }
      filled += group.getValue();
    }
    if (count == 0) {
      return new long[0];
    }
    bounds[count++] = to;
    return Arrays.copyOf(bounds, count);
  }
}
