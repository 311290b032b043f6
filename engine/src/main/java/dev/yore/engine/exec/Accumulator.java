package dev.yore.engine.exec;

import dev.yore.storage.column.Vector;
import dev.yore.storage.error.YoreException;

/** One aggregate of all groups. */
interface Accumulator {

  /**
   * Adds rows to groups.
   *
   * @param arguments the aggregate's argument columns
   */
  void add(Vector[] arguments, GroupedRows input);

  /** True when groups can be merged. */
  default boolean merges() {
    return false;
  }

  /**
   * Adds the rows of a group to another, which afterwards has them all; the groups must have been
   * counted by {@link #add}. Only where {@link #merges} says so.
   */
  default void merge(int into, int from) {
    throw YoreException.bug("this aggregate does not merge").with("aggregate", this);
  }

  /** The aggregate of each group, those included that had no rows. */
  Vector result(int groupCount);
}
