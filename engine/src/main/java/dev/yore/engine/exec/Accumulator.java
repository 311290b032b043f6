package dev.yore.engine.exec;

import dev.yore.storage.column.Vector;

/** One aggregate of all groups. */
interface Accumulator {

  /**
   * Adds rows to groups.
   *
   * @param arguments the aggregate's argument columns
   */
  void add(Vector[] arguments, GroupedRows input);

  /** The aggregate of each group, those included that had no rows. */
  Vector result(int groupCount);
}
