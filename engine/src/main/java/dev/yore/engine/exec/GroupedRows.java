package dev.yore.engine.exec;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a batch and the groups that they belong to.
 *
 * @param rows positions in the batch's columns
 * @param groups for each of the rows the number of its group
 * @param groupCount how many groups there are by now
 * @param starts when there are few groups: the rows of group {@code g} are those from {@code
 *     starts[g]} up to but not including {@code starts[g + 1]}; otherwise null
 */
record GroupedRows(int[] rows, int[] groups, int count, int groupCount, int @Nullable [] starts) {
  /** Up to so many groups rows are put in the order of their groups. */
  static final int FEW_GROUPS = 24;

  /** With fewer rows for each group it is not worth while. */
  private static final int ROWS_PER_GROUP = 16;

  /**
   * The rows, in the order of their groups when there are few; rows of a group keep their order.
   */
  static GroupedRows of(int[] rows, int[] groups, int count, int groupCount) {
    if (groupCount == 1) {
      return new GroupedRows(rows, groups, count, 1, new int[] {0, count});
    }
    if (groupCount > FEW_GROUPS || count < groupCount * ROWS_PER_GROUP) {
      return new GroupedRows(rows, groups, count, groupCount, null);
    }
    int[] starts = new int[groupCount + 1];
    for (int i = 0; i < count; i++) {
      starts[groups[i] + 1]++;
    }
    for (int g = 0; g < groupCount; g++) {
      starts[g + 1] += starts[g];
    }
    int[] next = starts.clone();
    int[] ordered = new int[count];
    for (int i = 0; i < count; i++) {
      ordered[next[groups[i]]++] = rows[i];
    }
    int[] orderedGroups = new int[count];
    for (int g = 0; g < groupCount; g++) {
      Arrays.fill(orderedGroups, starts[g], starts[g + 1], g);
    }
    return new GroupedRows(ordered, orderedGroups, count, groupCount, starts);
  }

  /** One more than the last position; only where {@link #starts} is there. */
  int extent() {
    int extent = 0;
    for (int group = 0; starts != null && group < groupCount; group++) {
      int end = starts[group + 1];
      extent = end > starts[group] ? Math.max(extent, rows[end - 1] + 1) : extent;
    }
    return extent;
  }

  /** Whether rows of one group, which ascend, follow each other in the columns too. */
  boolean contiguous(int from, int to) {
    return to > from && rows[to - 1] - rows[from] == to - 1 - from;
  }
}
