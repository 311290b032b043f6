package dev.yore.engine.exec;

import dev.yore.engine.exec.function.Conversions;
import dev.yore.engine.vector.Magnitudes;
import dev.yore.storage.column.ConstantVector;
import dev.yore.storage.column.Int128Vector;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Exact sums and averages of integers, decimals and intervals, in 128 bits. Numbers are added up in
 * 64 bits as long as none of those sums can overflow, which their magnitudes tell batch by batch.
 */
final class Sums implements Accumulator {
  private static final long BOUND_MAX = 1L << 62;

  /** From one of so many rows on, it is quicker to look at all of them. */
  private static final int SPARSE = 4;

  private final DataType argument;
  private final DataType type;
  private final Kind kind;

  /** What was added since the last carry; each is within {@link #bound}. */
  private long[] sums = new long[4];

  private long bound;
  private long[] high = new long[0];
  private long[] low = new long[0];
  private long[] counts = new long[4];

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
  public void add(Vector[] arguments, GroupedRows input) {
    makeRoom(input.groupCount());
    Vector values = arguments[0] instanceof ConstantVector c ? c.flatten() : arguments[0];
    switch (values) {
      case LongVector longs -> addLongs(longs.values(), longs.nulls(), input);
      case Int128Vector wide when wide.isNarrow() -> addLongs(wide.low(), wide.nulls(), input);
      default -> addWide((Int128Vector) values, input);
    }
  }

  private void makeRoom(int groupCount) {
    if (groupCount > counts.length) {
      int room = Math.max(groupCount, 2 * counts.length);
      sums = Arrays.copyOf(sums, room);
      counts = Arrays.copyOf(counts, room);
    }
  }

  @Override
  public boolean mergeable() {
    return true;
  }

  @Override
  public void merge(Accumulator other, int[] groups, int groupCount) {
    Sums more = (Sums) other;
    makeRoom(groupCount);
    more.makeRoom(groups.length);
    boolean narrow = more.high.length == 0 && bound + more.bound <= BOUND_MAX;
    if (narrow) {
      bound += more.bound;
    } else {
      carry();
      more.carry();
    }
    for (int g = 0; g < groups.length; g++) {
      int group = groups[g];
      counts[group] += more.counts[g];
      if (narrow) {
        sums[group] += more.sums[g];
      } else {
        add(group, more.high[g], more.low[g]);
      }
    }
  }

  private void addLongs(long[] values, boolean @Nullable [] nulls, GroupedRows input) {
    int count = input.count();
    if (count == 0) {
      return;
    }
    int extent = input.extent();
    int bits =
        extent > 0 && count >= extent / SPARSE
            ? Magnitudes.bits(values, null, extent)
            : Magnitudes.bits(values, input.rows(), count);
    int room = 64 - Long.numberOfLeadingZeros(count);
    if (bits + room > 62) {
      addOneByOne(values, nulls, input);
      return;
    }
    long more = (long) count << bits;
    if (bound + more > BOUND_MAX) {
      carry();
    }
    bound += more;
    if (nulls == null && input.starts() != null) {
      addOrdered(values, input, input.starts());
    } else {
      addScattered(values, nulls, input);
    }
  }

  private void addOrdered(long[] values, GroupedRows input, int[] starts) {
    for (int group = 0; group < input.groupCount(); group++) {
      int from = starts[group];
      int to = starts[group + 1];
      counts[group] += to - from;
      sums[group] +=
          input.contiguous(from, to)
              ? sum(values, input.rows()[from], input.rows()[to - 1] + 1)
              : sum(values, input.rows(), from, to);
    }
  }

  private static long sum(long[] values, int from, int to) {
    long sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[i];
    }
    return sum;
  }

  private static long sum(long[] values, int[] rows, int from, int to) {
    long sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[rows[i]];
    }
    return sum;
  }

  private void addScattered(long[] values, boolean @Nullable [] nulls, GroupedRows input) {
    int[] rows = input.rows();
    int[] groups = input.groups();
    int count = input.count();
    long[] into = sums;
    long[] number = counts;
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      if (nulls == null || !nulls[row]) {
        into[groups[i]] += values[row];
        number[groups[i]]++;
      }
    }
  }

  private void addOneByOne(long[] values, boolean @Nullable [] nulls, GroupedRows input) {
    carry();
    for (int i = 0; i < input.count(); i++) {
      int row = input.rows()[i];
      if (nulls == null || !nulls[row]) {
        add(input.groups()[i], values[row] >> 63, values[row]);
        counts[input.groups()[i]]++;
      }
    }
  }

  private void addWide(Int128Vector wide, GroupedRows input) {
    carry();
    long[] uppers = wide.high();
    long[] lowers = wide.low();
    for (int i = 0; i < input.count(); i++) {
      int row = input.rows()[i];
      if (!wide.isNull(row)) {
        add(input.groups()[i], uppers[row], lowers[row]);
        counts[input.groups()[i]]++;
      }
    }
  }

  /** Moves the sums of 64 bits into those of 128. */
  private void carry() {
    if (high.length < sums.length) {
      high = Arrays.copyOf(high, sums.length);
      low = Arrays.copyOf(low, sums.length);
    }
    if (bound > 0) {
      for (int group = 0; group < sums.length; group++) {
        add(group, sums[group] >> 63, sums[group]);
        sums[group] = 0;
      }
      bound = 0;
    }
  }

  private void add(int group, long upper, long lower) {
    long sum = low[group] + lower;
    high[group] += upper + (Long.compareUnsigned(sum, lower) < 0 ? 1 : 0);
    low[group] = sum;
  }

  @Override
  public boolean merges() {
    return true;
  }

  @Override
  public void merge(int into, int from) {
    carry();
    add(into, high[from], low[from]);
    counts[into] += counts[from];
  }

  @Override
  public Vector result(int groupCount) {
    if (groupCount > counts.length) {
      sums = Arrays.copyOf(sums, groupCount);
      counts = Arrays.copyOf(counts, groupCount);
    }
    SumResults results = new SumResults(type, groupCount);
    boolean wide = high.length > 0;
    if (wide) {
      carry();
    }
    for (int group = 0; group < groupCount; group++) {
      if (counts[group] == 0 && kind != Kind.SUM0) {
        results.setNull(group);
      } else if (wide && high[group] != low[group] >> 63) {
        results.set(group, unscaled(group), argument.scale(), divisor(group));
      } else {
        results.set(group, wide ? low[group] : sums[group], argument.scale(), divisor(group));
      }
    }
    return results.build();
  }

  private BigInteger unscaled(int group) {
    return dev.yore.storage.value.Scalars.bigInteger(high[group], low[group]);
  }

  private long divisor(int group) {
    return kind == Kind.AVERAGE ? counts[group] : 1;
  }

  /** Fits an exact value into the type of a sum. */
  static Object fit(BigDecimal value, DataType type) {
    if (type.numeric()) {
      return Conversions.fit(value, type);
    }
    try {
      return value.setScale(0, java.math.RoundingMode.HALF_UP).longValueExact();
    } catch (ArithmeticException overflow) {
      throw YoreException.of(ErrorCode.DATETIME_OUT_OF_RANGE, "interval out of range");
    }
  }
}
