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

  /** Whether aggregates of parts of the rows can be merged with the result of all rows. */
  default boolean mergeable() {
    return false;
  }

  /** Adds what another one of its kind has found; its group {@code g} is {@code groups[g]} here. */
  default void merge(Accumulator other, int[] groups, int groupCount) {
    throw new IllegalStateException("an accumulator that cannot be merged");
  }

  /** The aggregate of each group, those included that had no rows. */
  Vector result(int groupCount);
}
