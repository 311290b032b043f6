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
   * @param leaves ascending first entities of stored leaves
   * @param novelty what is newer, in AEVT order
   * @param to the end of the last group
   */
  static long[] of(long[] leaves, List<Span> novelty, long to) {
    TreeMap<Long, Integer> rows = new TreeMap<>();
    for (long leaf : leaves) {
      rows.put(leaf, SIZE);
    }
    for (Span span : novelty) {
      count(span, leaves, rows);
    }
    return bounds(rows, to);
  }

  /** Adds how many rows of a span begin at each multiple of {@link #SIZE}. */
  private static void count(Span span, long[] leaves, Map<Long, Integer> rows) {
    Longs entities = span.run().entities();
    int row = span.from();
    while (row < span.to()) {
      long start = entities.get(row) & -SIZE;
      int end = entities.lowerBound(start + SIZE, row, span.to());
      if (leaves.length == 0 || start < leaves[0] || start >= leaves[leaves.length - 1]) {
        rows.merge(start, end - row, Math::addExact);
      }
      row = end;
    }
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
