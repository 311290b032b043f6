package dev.yore.storage.column;

import dev.yore.storage.value.Layout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Values of 128 bits each: decimals of more than 18 digits (two's complement) and UUIDs. */
public final class Int128Vector extends Vector {
  private final long[] high;
  private final long[] low;

  public Int128Vector(long[] high, long[] low, int size, boolean @Nullable [] nulls) {
    super(size, nulls);
    this.high = high;
    this.low = low;
  }

  /** The upper halves; the array may be longer than the vector. */
  public long[] high() {
    return high;
  }

  /** The lower halves, unsigned; the array may be longer than the vector. */
  public long[] low() {
    return low;
  }

  @Override
  public Layout layout() {
    return Layout.INT128;
  }

  @Override
  public long bytes() {
    return 8L * (high.length + low.length) + nullBytes();
  }

  @Override
  public Int128Vector gather(int[] rows, int count) {
    long[] gatheredHigh = new long[count];
    long[] gatheredLow = new long[count];
    for (int i = 0; i < count; i++) {
      gatheredHigh[i] = high[rows[i]];
      gatheredLow[i] = low[rows[i]];
    }
    return new Int128Vector(gatheredHigh, gatheredLow, count, gatherNulls(rows, count));
  }

  @Override
  public Int128Vector slice(int from, int to) {
    return new Int128Vector(
        Arrays.copyOfRange(high, from, to),
        Arrays.copyOfRange(low, from, to),
        to - from,
        sliceNulls(from, to));
  }
}
