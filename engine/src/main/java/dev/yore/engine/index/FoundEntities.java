package dev.yore.engine.index;

import dev.yore.storage.datom.Run;
import java.util.Arrays;

/** The entities that have each of some values, value by value, each value's in ascending order. */
public final class FoundEntities {
  private long[] entities;
  private final int[] ends;
  private int values;
  private int count;

  FoundEntities(int values) {
    this.ends = new int[values];
    this.entities = new long[Math.max(16, values)];
  }

  /** Adds the entities of rows, which have the value that is next. */
  void add(Run run, int from, int to) {
    if (to > from) {
      reserve(to - from);
      run.entities().copyTo(from, to, entities, count);
      count += to - from;
    }
  }

  /** Adds the entities of all rows, which have the value that is next. */
  void add(IndexReader.RunCursor runs) {
    for (Run run = runs.next(); run != null; run = runs.next()) {
      add(run, 0, run.size());
    }
  }

  private void reserve(int more) {
    if (count + more > entities.length) {
      entities = Arrays.copyOf(entities, Math.max(2 * entities.length, count + more));
    }
  }

  /** What comes is of another value. */
  void endValue() {
    ends[values++] = count;
  }

  /** All of them; the array may be longer than they are many. */
  public long[] entities() {
    return entities;
  }

  /** How many there are of all values. */
  public int count() {
    return count;
  }

  /** Where the entities of a value begin among all. */
  public int begin(int value) {
    return value == 0 ? 0 : ends[value - 1];
  }

  /** The place after the last entity of a value. */
  public int end(int value) {
    return ends[value];
  }
}
