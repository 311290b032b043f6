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
    long[] inLeaves = new long[leaves.length];
    for (Span span : novelty) {
      count(span, leaves, inLeaves, rows);
    }
    for (Span span : novelty) {
      split(span, leaves, inLeaves, rows);
    }
    long[] bounds = bounds(rows, to);
    if (bounds.length > 0) {
      bounds[0] = Math.max(bounds[0], from);
    }
    return bounds;
  }

  /** A leaf's range is cut as soon as so many newer rows fall into it. */
  private static final int LEAF_NOVELTY_MAX = 2 * SIZE;

  /**
   * Adds how many rows of a span, outside of leaves, begin at each multiple of {@link #SIZE}.
   *
   * @param inLeaves gets how many there are inside of each leaf, where the leaf begins
   */
  private static void count(Span span, long[] leaves, long[] inLeaves, Map<Long, Integer> rows) {
    Longs entities = span.run().entities();
    int row = span.from();
    while (row < span.to()) {
      long entity = entities.get(row);
      int leaf = leafBefore(leaves, entity);
      boolean covered = isIn(leaves, leaf, entity);
      long next = leaf + 2 < leaves.length ? leaves[leaf + 2] : Long.MAX_VALUE;
      long limit = covered ? endOf(leaves, leaf) : Math.min((entity & -SIZE) + SIZE, next);
      int end = entities.lowerBound(limit, row, span.to());
      if (covered) {
        inLeaves[leaf] += end - row;
      } else {
        rows.merge(blockStart(leaves, leaf, entity), end - row, RowGroups::boundedSum);
      }
      row = end;
    }
  }

  /** Adds the rows inside of leaves with much novelty in the same way. */
  private static void split(Span span, long[] leaves, long[] inLeaves, Map<Long, Integer> rows) {
    Longs entities = span.run().entities();
    for (int leaf = 0; leaf < leaves.length; leaf += 2) {
      if (inLeaves[leaf] <= LEAF_NOVELTY_MAX) {
        continue;
      }
      int row = entities.lowerBound(leaves[leaf], span.from(), span.to());
      int to = entities.lowerBound(endOf(leaves, leaf), row, span.to());
      while (row < to) {
        long block = entities.get(row) & -SIZE;
        int end = entities.lowerBound(block + SIZE, row, to);
        rows.merge(Math.max(block, leaves[leaf]), end - row, RowGroups::boundedSum);
        row = end;
      }
    }
  }

  private static int boundedSum(int left, int right) {
    return (int) Math.min(Integer.MAX_VALUE, (long) left + right);
  }

  private static boolean isIn(long[] leaves, int leaf, long entity) {
    return leaf >= 0 && entity <= leaves[leaf + 1];
  }

  /** The id after the last one of a leaf's range. */
  private static long endOf(long[] leaves, int leaf) {
    return leaves[leaf + 1] == Long.MAX_VALUE ? Long.MAX_VALUE : leaves[leaf + 1] + 1;
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
