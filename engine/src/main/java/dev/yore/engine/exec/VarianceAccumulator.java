package dev.yore.engine.exec;

import dev.yore.engine.exec.function.Conversions;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.VectorBuilder;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.value.DataType;
import java.util.Arrays;

/** Variances and standard deviations, by Welford's running means. */
final class VarianceAccumulator implements Accumulator {
  private final DataType argument;
  private final DataType type;
  private final boolean sample;
  private final boolean root;
  private long[] counts = new long[16];
  private double[] means = new double[16];
  private double[] squares = new double[16];

  VarianceAccumulator(DataType argument, DataType type, boolean sample, boolean root) {
    this.argument = argument;
    this.type = type;
    this.sample = sample;
    this.root = root;
  }

  @Override
  public void add(Vector[] arguments, GroupedRows input) {
    int[] rows = input.rows();
    int[] groups = input.groups();
    int count = input.count();
    int groupCount = input.groupCount();
    if (groupCount > counts.length) {
      int room = Math.max(groupCount, 2 * counts.length);
      counts = Arrays.copyOf(counts, room);
      means = Arrays.copyOf(means, room);
      squares = Arrays.copyOf(squares, room);
    }
    for (int i = 0; i < count; i++) {
      Object value = Vectors.get(argument, arguments[0], rows[i]);
      if (value != null) {
        add(groups[i], ((Number) value).doubleValue());
      }
    }
  }

  private void add(int group, double value) {
    double before = value - means[group];
    means[group] += before / ++counts[group];
    squares[group] += before * (value - means[group]);
  }

  @Override
  public boolean merges() {
    return true;
  }

  @Override
  public void merge(int into, int from) {
    long count = counts[into] + counts[from];
    if (counts[from] == 0) {
      return;
    }
    double apart = means[from] - means[into];
    squares[into] += squares[from] + apart * apart * counts[into] * ((double) counts[from] / count);
    means[into] += apart * counts[from] / count;
    counts[into] = count;
  }

  @Override
  public Vector result(int groupCount) {
    VectorBuilder results = VectorBuilder.of(type, groupCount);
    for (int group = 0; group < groupCount; group++) {
      long count = group < counts.length ? counts[group] : 0;
      long divisor = sample ? count - 1 : count;
      if (divisor <= 0) {
        results.appendNull();
      } else {
        double variance = squares[group] / divisor;
        results.append(Conversions.fit(root ? Math.sqrt(variance) : variance, type));
      }
    }
    return results.build();
  }
}
