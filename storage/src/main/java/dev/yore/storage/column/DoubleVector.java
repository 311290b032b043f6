package dev.yore.storage.column;

import dev.yore.storage.value.Layout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Values of one {@code double} each. */
public final class DoubleVector extends Vector {
  private final double[] values;

  public DoubleVector(double[] values, int size, boolean @Nullable [] nulls) {
    super(size, nulls);
    this.values = values;
  }

  public DoubleVector(double[] values) {
    this(values, values.length, null);
  }

  /** The values; the array may be longer than the vector. */
  public double[] values() {
    return values;
  }

  public double get(int row) {
    return values[row];
  }

  @Override
  public Layout layout() {
    return Layout.DOUBLE;
  }

  @Override
  public long bytes() {
    return 8L * values.length + nullBytes();
  }

  @Override
  public DoubleVector gather(int[] rows, int count) {
    double[] gathered = new double[count];
    for (int i = 0; i < count; i++) {
      gathered[i] = values[rows[i]];
    }
    return new DoubleVector(gathered, count, gatherNulls(rows, count));
  }

  @Override
  public DoubleVector slice(int from, int to) {
    return new DoubleVector(Arrays.copyOfRange(values, from, to), to - from, sliceNulls(from, to));
  }
}
