package dev.yore.engine.exec;

import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import java.util.Arrays;

/** Counts rows, or rows whose arguments are not null. */
final class CountAccumulator implements Accumulator {
  private final boolean all;
  private long[] counts = new long[16];

  CountAccumulator(int arguments) {
    this.all = arguments == 0;
  }

  @Override
  public void add(Vector[] arguments, GroupedRows input) {
    int[] rows = input.rows();
    int[] groups = input.groups();
    int count = input.count();
    int groupCount = input.groupCount();
    if (groupCount > counts.length) {
      counts = Arrays.copyOf(counts, Math.max(groupCount, 2 * counts.length));
    }
    boolean nullable = false;
    for (Vector argument : arguments) {
      nullable |= !argument.noNulls();
    }
    if (all || !nullable) {
      int[] starts = input.starts();
      if (starts != null) {
        for (int group = 0; group < groupCount; group++) {
          counts[group] += starts[group + 1] - starts[group];
        }
        return;
      }
      for (int i = 0; i < count; i++) {
        counts[groups[i]]++;
      }
      return;
    }
    for (int i = 0; i < count; i++) {
      counts[groups[i]] += known(arguments, rows[i]);
    }
  }

  @Override
  public boolean mergeable() {
    return true;
  }

  @Override
  public void merge(Accumulator other, int[] groups, int groupCount) {
    if (groupCount > counts.length) {
      counts = Arrays.copyOf(counts, Math.max(groupCount, 2 * counts.length));
    }
    long[] more = ((CountAccumulator) other).counts;
    for (int g = 0; g < Math.min(groups.length, more.length); g++) {
      counts[groups[g]] += more[g];
    }
  }

  private static int known(Vector[] arguments, int row) {
    for (Vector argument : arguments) {
      if (argument.isNull(row)) {
        return 0;
      }
    }
    return 1;
  }

  @Override
  public boolean merges() {
    return true;
  }

  @Override
  public void merge(int into, int from) {
    counts[into] += counts[from];
  }

  @Override
  public Vector result(int groupCount) {
    return new LongVector(Arrays.copyOf(counts, groupCount));
  }
}
