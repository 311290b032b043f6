package dev.yore.engine.vector;

import dev.yore.storage.column.ConstantVector;
import dev.yore.storage.column.Int128Vector;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.Layout;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Exact decimals as unscaled numbers of 64 or 128 bits. */
public final class Decimals {
  private static final long[] POWERS = new long[DataType.LONG_DECIMAL_DIGITS + 1];
  private static final BigInteger[] LIMITS = new BigInteger[DataType.MAX_DECIMAL_DIGITS + 1];

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = POWERS[i - 1] * 10;
    }
    for (int i = 0; i < LIMITS.length; i++) {
      LIMITS[i] = BigInteger.TEN.pow(i);
    }
  }

  private Decimals() {}

  /** Ten to a power of at most 18. */
  public static long power(int exponent) {
    return POWERS[exponent];
  }

  public static YoreException overflow(DataType type) {
    return YoreException.of(ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, "numeric field overflow")
        .with("type", type);
  }

  /** The number, if a decimal of the type may have it as its unscaled value. */
  public static BigInteger checked(BigInteger unscaled, DataType type) {
    if (unscaled.abs().compareTo(LIMITS[type.precision()]) >= 0) {
      throw overflow(type);
    }
    return unscaled;
  }

  /** The same numbers as longs of the selected rows, or null when one does not fit. */
  public static @Nullable Vector narrowed(Vector vector, int @Nullable [] selection, int count) {
    if (vector.layout() == Layout.LONG) {
      return vector;
    }
    if (vector instanceof ConstantVector constant) {
      Int128Vector wide = (Int128Vector) constant.value();
      return wide.high()[0] != wide.low()[0] >> 63
          ? null
          : new ConstantVector(
              new LongVector(new long[] {wide.low()[0]}, 1, wide.nulls()), constant.size());
    }
    Int128Vector wide = (Int128Vector) vector;
    if (wide.isNarrow()) {
      return new LongVector(wide.low(), wide.size(), wide.nulls());
    }
    long[] high = wide.high();
    long[] low = wide.low();
    boolean[] nulls = wide.nulls();
    for (int i = 0; i < count; i++) {
      int row = selection == null ? i : selection[i];
      if (high[row] != low[row] >> 63 && (nulls == null || !nulls[row])) {
        return null;
      }
    }
    return new LongVector(low, wide.size(), nulls);
  }

  /** Collects unscaled numbers by row. */
  public static final class Builder {
    private final DataType type;
    private final long[] high;
    private final long[] low;

    public Builder(DataType type, int size) {
      this.type = type;
      this.low = new long[size];
      this.high = type.layout() == Layout.LONG ? low : new long[size];
    }

    /** Sets a row to a number that must fit the type. */
    public void set(int row, BigInteger unscaled) {
      BigInteger fits = checked(unscaled, type);
      high[row] = fits.shiftRight(64).longValue();
      low[row] = fits.longValue();
    }

    public Vector build(boolean @Nullable [] nulls) {
      return high == low
          ? new LongVector(low, low.length, nulls)
          : new Int128Vector(high, low, low.length, nulls);
    }
  }
}
