package dev.yore.storage.column;

import dev.yore.storage.value.Layout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Values of 128 bits each: decimals of more than 18 digits (two's complement) and UUIDs. Where all
 * of them happen to fit 64 bits the upper halves need not be there: they are made when asked for.
 */
public final class Int128Vector extends Vector {
  private volatile long @Nullable [] high;
  private final long[] low;
  private final boolean narrow;

  public Int128Vector(long[] high, long[] low, int size, boolean @Nullable [] nulls) {
    super(size, nulls);
    this.high = high;
    this.low = low;
    this.narrow = false;
  }

  private Int128Vector(long[] values, int size, boolean @Nullable [] nulls) {
    super(size, nulls);
    this.low = values;
    this.narrow = true;
  }

  /** Values that all fit 64 bits, signed. */
  public static Int128Vector narrow(long[] values, int size, boolean @Nullable [] nulls) {
    return new Int128Vector(values, size, nulls);
  }

  /** True when {@link #low()} alone has the values, as signed numbers. */
  public boolean isNarrow() {
    return narrow;
  }

  /** The upper halves; the array may be longer than the vector. */
  public long[] high() {
    long[] upper = high;
    if (upper == null) {
      upper = new long[low.length];
      for (int i = 0; i < upper.length; i++) {
        upper[i] = low[i] >> 63;
      }
      high = upper;
    }
    return upper;
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
    return (narrow ? 8L : 16L) * low.length + nullBytes();
  }

  @Override
  public Int128Vector gather(int[] rows, int count) {
    long[] gatheredLow = gather(low, rows, count);
    boolean[] gatheredNulls = gatherNulls(rows, count);
    return narrow
        ? narrow(gatheredLow, count, gatheredNulls)
        : new Int128Vector(gather(high(), rows, count), gatheredLow, count, gatheredNulls);
  }

  private static long[] gather(long[] values, int[] rows, int count) {
    long[] gathered = new long[count];
    for (int i = 0; i < count; i++) {
      gathered[i] = values[rows[i]];
    }
    return gathered;
  }

  @Override
  public Int128Vector slice(int from, int to) {
    long[] slicedLow = Arrays.copyOfRange(low, from, to);
    return narrow
        ? narrow(slicedLow, to - from, sliceNulls(from, to))
        : new Int128Vector(
            Arrays.copyOfRange(high(), from, to), slicedLow, to - from, sliceNulls(from, to));
  }
}
