package dev.yore.engine.exec;

import dev.yore.storage.column.Vector;

/** One aggregate of all groups. */
interface Accumulator {

  /**
   * Adds rows to groups.
   *
   * @param arguments the aggregate's argument columns
   * @param rows positions in the columns
   * @param groups for each of the rows the number of its group
   * @param groupCount how many groups there are by now
   */
  void add(Vector[] arguments, int[] rows, int[] groups, int count, int groupCount);

  /** The aggregate of each group, those included that had no rows. */
  Vector result(int groupCount);
}
