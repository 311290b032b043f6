package dev.yore.engine.exec;

import dev.yore.engine.vector.Magnitudes;
import dev.yore.storage.column.Int128Vector;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The column of sums or averages. Decimals that fit 64 bits are computed there; the first that does
 * not moves all of them to boxed values.
 */
final class SumResults {
  /** Digits after the point of an average whose type does not tell. */
  private static final int AVERAGE_SCALE = 16;

  private static final int POWER_MAX = 18;

  private final DataType type;
  private final int size;
  private final long[] values;
  private boolean @Nullable [] nulls;
  private @Nullable List<@Nullable Object> boxed;

  SumResults(DataType type, int size) {
    this.type = type;
    this.size = size;
    this.values = new long[size];
  }

  void setNull(int group) {
    if (nulls == null) {
      nulls = new boolean[size];
    }
    nulls[group] = true;
  }

  void set(int group, long unscaled, int scale, long divisor) {
    List<@Nullable Object> objects = boxed;
    if (objects == null && setLong(group, unscaled, scale, divisor)) {
      return;
    }
    set(group, BigInteger.valueOf(unscaled), scale, divisor);
  }

  void set(int group, BigInteger unscaled, int scale, long divisor) {
    BigDecimal value = new BigDecimal(unscaled, scale);
    int digits = type.valueType() == ValueType.DECIMAL ? type.scale() : AVERAGE_SCALE;
    Object result =
        Sums.fit(
            divisor == 1
                ? value
                : value.divide(BigDecimal.valueOf(divisor), digits, RoundingMode.HALF_UP),
            type);
    box().set(group, result);
  }

  private boolean setLong(int group, long unscaled, int scale, long divisor) {
    if (type.valueType() == ValueType.LONG) {
      if (scale != 0 || divisor != 1 || Magnitudes.bits(unscaled) >= type.precision()) {
        return false;
      }
      values[group] = unscaled;
      return true;
    }
    int shift = type.scale() - scale;
    if (type.valueType() != ValueType.DECIMAL || shift < 0 || shift > POWER_MAX) {
      return false;
    }
    long factor = dev.yore.engine.vector.Decimals.power(shift);
    if (Magnitudes.bits(unscaled) + Magnitudes.bits(factor) > 62) {
      return false;
    }
    long value = unscaled * factor;
    if (divisor != 1) {
      long quotient = value / divisor;
      long rest = Math.abs(value - quotient * divisor);
      value = rest >= divisor - rest ? quotient + (value < 0 ? -1 : 1) : quotient;
    }
    if (type.precision() <= POWER_MAX) {
      long limit = dev.yore.engine.vector.Decimals.power(type.precision());
      if (value >= limit || value <= -limit) {
        return false;
      }
    }
    values[group] = value;
    return true;
  }

  /** The results so far as objects. */
  private List<@Nullable Object> box() {
    List<@Nullable Object> objects = boxed;
    if (objects == null) {
      objects = new ArrayList<>(Collections.nCopies(size, null));
      Vector sofar = longs();
      for (int group = 0; group < size; group++) {
        objects.set(group, Vectors.get(type, sofar, group));
      }
      boxed = objects;
    }
    return objects;
  }

  private Vector longs() {
    return switch (type.layout()) {
      case LONG -> new LongVector(values, size, nulls);
      case INT128 -> Int128Vector.narrow(values, size, nulls);
      // Sums of such a type are boxed from the first on.
      case DOUBLE, BYTES -> Vectors.of(type, Collections.nCopies(size, null));
    };
  }

  Vector build() {
    List<@Nullable Object> objects = boxed;
    if (objects == null) {
      return longs();
    }
    for (int group = 0; nulls != null && group < size; group++) {
      if (nulls[group]) {
        objects.set(group, null);
      }
    }
    return Vectors.of(type, objects);
  }
}
