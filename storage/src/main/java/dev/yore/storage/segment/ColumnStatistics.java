package dev.yore.storage.segment;

import dev.yore.storage.column.DoubleVector;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Longs;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.Run;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.ValueOrder;
import org.jspecify.annotations.Nullable;

/**
 * What a run, or all runs below a directory node, hold: enough to skip them.
 *
 * @param count how many datoms
 * @param min the least value, boxed; null without datoms or when attributes are mixed
 * @param max the greatest value, likewise
 * @param minAdded the earliest t that added a datom; {@link #NEVER} without datoms
 * @param maxAdded the latest t that added a datom; 0 without datoms
 * @param minEnded the earliest t that ended a datom; {@link #NEVER} where none was ended
 * @param maxEnded the latest t that ended a datom; {@link #NEVER} where some still hold, so that at
 *     a moment t nothing is visible unless {@code minAdded <= t && t < maxEnded}
 * @param distinct the distinct values; empty when attributes are mixed
 */
public record ColumnStatistics(
    long count,
    @Nullable Object min,
    @Nullable Object max,
    long minAdded,
    long maxAdded,
    long minEnded,
    long maxEnded,
    DistinctSketch distinct) {

  /** Later than every t. */
  public static final long NEVER = Long.MAX_VALUE;

  /** No datoms. */
  public static final ColumnStatistics EMPTY =
      new ColumnStatistics(0, null, null, NEVER, 0, NEVER, 0, DistinctSketch.EMPTY);

  /** The statistics of a run. */
  public static ColumnStatistics of(Run run) {
    if (run.isEmpty()) {
      return EMPTY;
    }
    Range added = Range.of(run.added());
    Longs ends = run.ended();
    Range ended = ends == null ? new Range(NEVER, NEVER) : Range.of(ends);
    Object min = null;
    Object max = null;
    DistinctSketch distinct = DistinctSketch.EMPTY;
    if (run.attributes().length == 1) {
      DataType type = run.types()[0];
      Vector values = run.values()[0];
      long rows = extremes(run, type, values);
      min = Vectors.get(type, values, (int) (rows >>> 32));
      max = Vectors.get(type, values, (int) rows);
      distinct = DistinctSketch.of(values);
    }
    return new ColumnStatistics(
        run.size(), min, max, added.min, added.max, ended.min, ended.max, distinct);
  }

  /** The statistics of both together. */
  public ColumnStatistics merge(ColumnStatistics other) {
    if (count == 0 || other.count == 0) {
      return count == 0 ? other : this;
    }
    return new ColumnStatistics(
        count + other.count,
        first(min, other.min, -1),
        first(max, other.max, 1),
        Math.min(minAdded, other.minAdded),
        Math.max(maxAdded, other.maxAdded),
        Math.min(minEnded, other.minEnded),
        Math.max(maxEnded, other.maxEnded),
        distinct.merge(other.distinct));
  }

  private static @Nullable Object first(
      @Nullable Object one, @Nullable Object other, int preferredSign) {
    if (one == null || other == null) {
      return null;
    }
    return ValueOrder.compare(one, other) * preferredSign >= 0 ? one : other;
  }

  /** The rows of the least and, in the lower half, of the greatest value. */
  private static long extremes(Run run, DataType type, Vector values) {
    if (run.order() == IndexOrder.AVET || run.order() == IndexOrder.VAET) {
      return run.size() - 1;
    }
    return switch (values) {
      case LongVector longs -> extremes(longs);
      case DoubleVector doubles -> extremes(doubles);
      default -> {
        int least = 0;
        int greatest = 0;
        for (int row = 1; row < values.size(); row++) {
          least = Vectors.compare(type, values, row, values, least) < 0 ? row : least;
          greatest = Vectors.compare(type, values, row, values, greatest) > 0 ? row : greatest;
        }
        yield rows(least, greatest);
      }
    };
  }

  private static long extremes(LongVector vector) {
    long[] values = vector.values();
    int least = 0;
    int greatest = 0;
    for (int row = 1; row < vector.size(); row++) {
      least = values[row] < values[least] ? row : least;
      greatest = values[row] > values[greatest] ? row : greatest;
    }
    return rows(least, greatest);
  }

  private static long extremes(DoubleVector vector) {
    double[] values = vector.values();
    int least = 0;
    int greatest = 0;
    for (int row = 1; row < vector.size(); row++) {
      least = ValueOrder.compareDoubles(values[row], values[least]) < 0 ? row : least;
      greatest = ValueOrder.compareDoubles(values[row], values[greatest]) > 0 ? row : greatest;
    }
    return rows(least, greatest);
  }

  private static long rows(int least, int greatest) {
    return (long) least << 32 | greatest;
  }

  private record Range(long min, long max) {
    static Range of(Longs column) {
      return switch (column) {
        case Longs.Constant constant -> new Range(constant.value(), constant.value());
        case Longs.Dense dense -> new Range(dense.base(), dense.base() + dense.size() - 1);
        default -> {
          long min = Long.MAX_VALUE;
          long max = Long.MIN_VALUE;
          for (int row = 0; row < column.size(); row++) {
            min = Math.min(min, column.get(row));
            max = Math.max(max, column.get(row));
          }
          yield new Range(min, max);
        }
      };
    }
  }
}
