package dev.yore.engine.exec;

import dev.yore.engine.exec.function.Conversions;
import dev.yore.storage.column.ConstantVector;
import dev.yore.storage.column.Int128Vector;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.VectorBuilder;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.Scalars;
import dev.yore.storage.value.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Exact sums and averages of integers, decimals and intervals, in 128 bits. */
final class Sums implements Accumulator {
  /** Digits after the point of an average whose type does not tell. */
  private static final int AVERAGE_SCALE = 16;

  private final DataType argument;
  private final DataType type;
  private final Kind kind;
  private long[] high = new long[16];
  private long[] low = new long[16];
  private long[] counts = new long[16];

  enum Kind {
    SUM,
    /** A sum that is 0, not null, for no rows. */
    SUM0,
    AVERAGE
  }

  Sums(DataType argument, DataType type, Kind kind) {
    this.argument = argument;
    this.type = type;
    this.kind = kind;
  }

  @Override
  public void add(Vector[] arguments, int[] rows, int[] groups, int count, int groupCount) {
    if (groupCount > counts.length) {
      int room = Math.max(groupCount, 2 * counts.length);
      high = Arrays.copyOf(high, room);
      low = Arrays.copyOf(low, room);
      counts = Arrays.copyOf(counts, room);
    }
    Vector values = arguments[0] instanceof ConstantVector c ? c.flatten() : arguments[0];
    if (values instanceof Int128Vector wide) {
      addWide(wide, rows, groups, count);
    } else if (groupCount == 1 && values.noNulls()) {
      addAll(((LongVector) values).values(), rows, count);
    } else {
      addLongs((LongVector) values, rows, groups, count);
    }
  }

  /** All rows to one group: the halves are summed apart, and neither can overflow. */
  private void addAll(long[] values, int[] rows, int count) {
    long lows = 0;
    long highs = 0;
    if (count > 0 && rows[0] == 0 && rows[count - 1] == count - 1) {
      for (int i = 0; i < count; i++) {
        lows += values[i] & 0xFFFF_FFFFL;
        highs += values[i] >> 32;
      }
    } else {
      for (int i = 0; i < count; i++) {
        long value = values[rows[i]];
        lows += value & 0xFFFF_FFFFL;
        highs += value >> 32;
      }
    }
    add(0, highs >> 32, highs << 32);
    add(0, 0, lows);
    counts[0] += count;
  }

  private void addLongs(LongVector vector, int[] rows, int[] groups, int count) {
    long[] values = vector.values();
    boolean[] nulls = vector.nulls();
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      if (nulls == null || !nulls[row]) {
        int group = groups[i];
        add(group, values[row] >> 63, values[row]);
        counts[group]++;
      }
    }
  }

  private void addWide(Int128Vector wide, int[] rows, int[] groups, int count) {
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      if (!wide.isNull(row)) {
        add(groups[i], wide.high()[row], wide.low()[row]);
        counts[groups[i]]++;
      }
    }
  }

  private void add(int group, long upper, long lower) {
    long sum = low[group] + lower;
    high[group] += upper + (Long.compareUnsigned(sum, lower) < 0 ? 1 : 0);
    low[group] = sum;
  }

  @Override
  public Vector result(int groupCount) {
    VectorBuilder results = VectorBuilder.of(type, groupCount);
    for (int group = 0; group < groupCount; group++) {
      results.append(result(group, group < counts.length ? counts[group] : 0));
    }
    return results.build();
  }

  private @Nullable Object result(int group, long count) {
    if (count == 0) {
      return kind == Kind.SUM0 ? Conversions.fit(0L, type) : null;
    }
    BigInteger sum = Scalars.bigInteger(high[group], low[group]);
    if (kind != Kind.AVERAGE) {
      return fit(new BigDecimal(sum, argument.scale()));
    }
    int scale = type.valueType() == ValueType.DECIMAL ? type.scale() : AVERAGE_SCALE;
    return fit(
        new BigDecimal(sum, argument.scale())
            .divide(BigDecimal.valueOf(count), scale, RoundingMode.HALF_UP));
  }

  private Object fit(BigDecimal value) {
    if (type.numeric()) {
      return Conversions.fit(value, type);
    }
    try {
      return value.setScale(0, RoundingMode.HALF_UP).longValueExact();
    } catch (ArithmeticException overflow) {
      throw YoreException.of(ErrorCode.DATETIME_OUT_OF_RANGE, "interval out of range");
    }
  }
}
