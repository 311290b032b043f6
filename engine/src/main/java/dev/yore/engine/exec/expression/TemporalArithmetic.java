package dev.yore.engine.exec.expression;

import dev.yore.engine.exec.Batch;
import dev.yore.engine.exec.Evaluator;
import dev.yore.engine.exec.ExecutionContext;
import dev.yore.engine.plan.Expr;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.Scalars;
import dev.yore.storage.value.ValueType;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;

/** Addition and subtraction of dates, times and intervals. */
final class TemporalArithmetic extends CallEvaluator {
  private static final long DAY = 86_400_000_000L;

  private final Computation computation;
  private final boolean zoned;

  private interface Computation {
    long apply(long left, long right, ZoneId zone);
  }

  private TemporalArithmetic(
      Expr expr, Evaluator left, Evaluator right, Computation computation, boolean zoned) {
    super(expr, List.of(left, right), true);
    this.computation = computation;
    this.zoned = zoned;
  }

  /** The evaluator of {@code left + right} or {@code left - right}. */
  static Evaluator of(Expr expr, boolean minus, Evaluator left, Evaluator right) {
    if (temporal(right.type()) && !interval(right.type()) && !minus && !moment(left.type())) {
      return of(expr, false, right, left);
    }
    DataType from = left.type();
    boolean zoned =
        from.valueType() == ValueType.INSTANT || right.type().valueType() == ValueType.INSTANT;
    return new TemporalArithmetic(
        expr, left, right, computation(expr.type(), minus, from, right.type()), zoned);
  }

  static boolean interval(DataType type) {
    return type.valueType() == ValueType.MONTHS || type.valueType() == ValueType.DURATION;
  }

  static boolean temporal(DataType type) {
    return interval(type) || moment(type);
  }

  private static boolean moment(DataType type) {
    return switch (type.valueType()) {
      case DATE, TIME, TIMESTAMP, INSTANT -> true;
      default -> false;
    };
  }

  private static Computation computation(
      DataType result, boolean minus, DataType left, DataType right) {
    long sign = minus ? -1 : 1;
    return switch (right.valueType()) {
      case LONG -> (a, b, zone) -> Math.addExact(a, Math.multiplyExact(sign, b));
      case MONTHS ->
          left.valueType() == ValueType.MONTHS
              ? (a, b, zone) -> Math.addExact(a, sign * b)
              : (a, b, zone) -> fromMicros(months(left, a, sign * b, zone), result);
      case DURATION ->
          switch (left.valueType()) {
            case DURATION -> (a, b, zone) -> Math.addExact(a, sign * b);
            case TIME -> (a, b, zone) -> Math.floorMod(a + sign * b, DAY);
            default -> (a, b, zone) -> fromMicros(Math.addExact(micros(left, a), sign * b), result);
          };
      case DATE, TIME, TIMESTAMP, INSTANT -> difference(result, left, right);
      default -> throw undefined(left, right);
    };
  }

  private static Computation difference(DataType result, DataType left, DataType right) {
    if (result.valueType() == ValueType.LONG) {
      return (a, b, zone) -> Math.subtractExact(micros(left, a), micros(right, b)) / DAY;
    }
    if (result.valueType() == ValueType.MONTHS) {
      return (a, b, zone) ->
          java.time.temporal.ChronoUnit.MONTHS.between(
              Scalars.timestamp(micros(right, b)), Scalars.timestamp(micros(left, a)));
    }
    if (left.valueType() == right.valueType()) {
      return (a, b, zone) -> Math.subtractExact(micros(left, a), micros(right, b));
    }
    return (a, b, zone) -> Math.subtractExact(local(left, a, zone), local(right, b, zone));
  }

  /** Microseconds of the local date and time. */
  private static long local(DataType type, long value, ZoneId zone) {
    return type.valueType() == ValueType.INSTANT
        ? Scalars.micros(LocalDateTime.ofInstant(Scalars.instant(value), zone))
        : micros(type, value);
  }

  private static YoreException undefined(DataType left, DataType right) {
    return YoreException.of(
            ErrorCode.UNDEFINED_FUNCTION, "No operator adds or subtracts values of these types")
        .with("left", left)
        .with("right", right);
  }

  private static long micros(DataType type, long value) {
    return type.valueType() == ValueType.DATE ? Math.multiplyExact(value, DAY) : value;
  }

  private static long fromMicros(long micros, DataType type) {
    return type.valueType() == ValueType.DATE ? Math.floorDiv(micros, DAY) : micros;
  }

  private static long months(DataType type, long value, long months, ZoneId zone) {
    if (type.valueType() == ValueType.INSTANT) {
      return Scalars.micros(Scalars.instant(value).atZone(zone).plusMonths(months).toInstant());
    }
    LocalDateTime moment = Scalars.timestamp(micros(type, value));
    return Scalars.micros(moment.plusMonths(months));
  }

  @Override
  boolean pure() {
    return !zoned;
  }

  @Override
  Vector compute(Vector[] values, Batch batch, ExecutionContext context) {
    long[] a = Flat.longs(values[0]);
    long[] b = Flat.longs(values[1]);
    int aMask = Flat.mask(values[0]);
    int bMask = Flat.mask(values[1]);
    boolean[] nulls = Flat.anyNull(values, batch);
    long[] result = new long[batch.extent()];
    try {
      for (int i = 0; i < batch.count(); i++) {
        int row = batch.row(i);
        if (nulls == null || !nulls[row]) {
          result[row] = computation.apply(a[row & aMask], b[row & bMask], context.zone());
        }
      }
    } catch (ArithmeticException | java.time.DateTimeException overflow) {
      throw YoreException.of(ErrorCode.DATETIME_OUT_OF_RANGE, "timestamp or interval out of range")
          .with("type", type());
    }
    return new LongVector(result, result.length, nulls);
  }
}
