package dev.yore.engine.exec;

import dev.yore.engine.exec.function.Conversions;
import dev.yore.storage.column.ConstantVector;
import dev.yore.storage.column.DoubleVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.VectorBuilder;
import dev.yore.storage.value.DataType;
import java.util.Arrays;

/** Sums and averages of floating-point numbers. */
final class DoubleSums implements Accumulator {
  private final DataType type;
  private final Sums.Kind kind;
  private double[] sums = new double[16];
  private long[] counts = new long[16];

  DoubleSums(DataType type, Sums.Kind kind) {
    this.type = type;
    this.kind = kind;
  }

  @Override
  public void add(Vector[] arguments, GroupedRows input) {
    int[] rows = input.rows();
    int[] groups = input.groups();
    int count = input.count();
    int groupCount = input.groupCount();
    if (groupCount > counts.length) {
      int room = Math.max(groupCount, 2 * counts.length);
      sums = Arrays.copyOf(sums, room);
      counts = Arrays.copyOf(counts, room);
    }
    Vector flat = arguments[0] instanceof ConstantVector c ? c.flatten() : arguments[0];
    double[] values = ((DoubleVector) flat).values();
    boolean[] nulls = flat.nulls();
    for (int i = 0; i < count; i++) {
      if (nulls == null || !nulls[rows[i]]) {
        sums[groups[i]] += values[rows[i]];
        counts[groups[i]]++;
      }
    }
  }

  @Override
  public boolean merges() {
    return true;
  }

  @Override
  public void merge(int into, int from) {
    sums[into] += sums[from];
    counts[into] += counts[from];
  }

  @Override
  public Vector result(int groupCount) {
    VectorBuilder results = VectorBuilder.of(type, groupCount);
    for (int group = 0; group < groupCount; group++) {
      long count = group < counts.length ? counts[group] : 0;
      if (count == 0 && kind != Sums.Kind.SUM0) {
        results.appendNull();
      } else {
        double sum = count == 0 ? 0 : sums[group];
        results.append(Conversions.fit(kind == Sums.Kind.AVERAGE ? sum / count : sum, type));
      }
    }
    return results.build();
  }
}
