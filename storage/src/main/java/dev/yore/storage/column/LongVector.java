package dev.yore.storage.column;

import dev.yore.storage.value.Layout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Values of one {@code long} each. */
public final class LongVector extends Vector {
  private final long[] values;

  public LongVector(long[] values, int size, boolean @Nullable [] nulls) {
    super(size, nulls);
    this.values = values;
  }

  public LongVector(long[] values) {
    this(values, values.length, null);
  }

  /** The values; the array may be longer than the vector. */
  public long[] values() {
    return values;
  }

  public long get(int row) {
    return values[row];
  }

  @Override
  public Layout layout() {
    return Layout.LONG;
  }

  @Override
  public long bytes() {
    return 8L * values.length + nullBytes();
  }

  @Override
  public LongVector gather(int[] rows, int count) {
    long[] gathered = new long[count];
    for (int i = 0; i < count; i++) {
      gathered[i] = values[rows[i]];
    }
    return new LongVector(gathered, count, gatherNulls(rows, count));
  }

  @Override
  public LongVector slice(int from, int to) {
    return new LongVector(Arrays.copyOfRange(values, from, to), to - from, sliceNulls(from, to));
  }
}
