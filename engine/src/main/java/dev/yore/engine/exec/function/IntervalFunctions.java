package dev.yore.engine.exec.function;

import static dev.yore.engine.exec.function.Functions.pure;
import static dev.yore.engine.exec.function.TextFunctions.text;

import dev.yore.engine.exec.function.FunctionDefinition.Kind;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Multiples, quotients and fields of intervals. */
final class IntervalFunctions {
  private static final long SECOND = 1_000_000L;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final long MONTHS_A_YEAR = 12;

  /** The seconds of a year of 365.25 days and of a month of 30, as PostgreSQL counts them. */
  private static final long YEAR_SECONDS = 31_557_600;

  private static final long MONTH_SECONDS = 2_592_000;

  private IntervalFunctions() {}

  static void register() {
    for (Kind number : new Kind[] {Kind.INTEGER, Kind.DECIMAL, Kind.DOUBLE}) {
      pure("* interval", (a, c) -> duration(product(a[0], a[1])), Kind.DURATION, number);
      pure("* interval", (a, c) -> duration(product(a[0], a[1])), number, Kind.DURATION);
      pure("/ interval", (a, c) -> duration(quotient(a[0], a[1])), Kind.DURATION, number);
      pure("* interval", (a, c) -> months(product(a[0], a[1])), Kind.MONTHS, number);
      pure("* interval", (a, c) -> months(product(a[0], a[1])), number, Kind.MONTHS);
      pure("/ interval", (a, c) -> months(quotient(a[0], a[1])), Kind.MONTHS, number);
    }
    for (String name : new String[] {"extract", "date_part"}) {
      pure(name, (a, c) -> ofMonths(text(a[0]), number(a[1])), Kind.TEXT, Kind.MONTHS);
      pure(name, (a, c) -> ofDuration(text(a[0]), number(a[1])), Kind.TEXT, Kind.DURATION);
    }
  }

  private static long number(@Nullable Object value) {
    return (Long) Objects.requireNonNull(value);
  }

  private static BigDecimal exact(@Nullable Object value) {
    return switch (Objects.requireNonNull(value)) {
      case BigDecimal number -> number;
      case Double number when !Double.isFinite(number) -> throw outOfRange();
      case Double number -> new BigDecimal(number.toString());
      default -> BigDecimal.valueOf(((Number) value).longValue());
    };
  }

  private static BigDecimal product(@Nullable Object left, @Nullable Object right) {
    return exact(left).multiply(exact(right));
  }

  private static BigDecimal quotient(@Nullable Object left, @Nullable Object right) {
    if (exact(right).signum() == 0) {
      throw YoreException.of(ErrorCode.DIVISION_BY_ZERO, "division by zero");
    }
    return exact(left).divide(exact(right), MathContext.DECIMAL128);
  }

  private static long duration(BigDecimal micros) {
    return whole(micros.setScale(0, RoundingMode.HALF_EVEN));
  }

  private static long months(BigDecimal months) {
    if (months.stripTrailingZeros().scale() > 0) {
      throw YoreException.of(
              ErrorCode.UNSUPPORTED,
              "An interval has either years and months, or days and less: a part of a month is"
                  + " neither")
          .with("months", months.toPlainString());
    }
    return whole(months);
  }

  private static long whole(BigDecimal value) {
    try {
      return value.longValueExact();
    } catch (ArithmeticException overflow) {
      throw outOfRange().causedBy(overflow);
    }
  }

  private static YoreException outOfRange() {
    return YoreException.of(ErrorCode.DATETIME_OUT_OF_RANGE, "interval out of range");
  }

  private static Object ofMonths(String field, long months) {
    long years = months / MONTHS_A_YEAR;
    long rest = months % MONTHS_A_YEAR;
    return switch (field.toLowerCase(Locale.ROOT)) {
      case "month", "months" -> rest;
      case "quarter" -> rest / 3 + 1;
      case "epoch" -> BigDecimal.valueOf(years * YEAR_SECONDS + rest * MONTH_SECONDS);
      case "day", "days", "hour", "hours", "minute", "minutes" -> 0L;
      case "second", "seconds", "millisecond", "milliseconds", "microsecond", "microseconds" -> 0L;
      default -> years(field, years);
    };
  }

  private static Object ofDuration(String field, long micros) {
    return switch (field.toLowerCase(Locale.ROOT)) {
      case "day", "days" -> micros / DAY;
      case "hour", "hours" -> micros % DAY / HOUR;
      case "minute", "minutes" -> micros % HOUR / MINUTE;
      case "second", "seconds" -> BigDecimal.valueOf(micros % MINUTE, 6);
      case "millisecond", "milliseconds" -> BigDecimal.valueOf(micros % MINUTE, 3);
      case "microsecond", "microseconds" -> micros % MINUTE;
      case "epoch" -> BigDecimal.valueOf(micros, 6);
      case "month", "months" -> 0L;
      case "quarter" -> 1L;
      default -> years(field, 0);
    };
  }

  private static Object years(String field, long years) {
    return switch (field.toLowerCase(Locale.ROOT)) {
      case "year", "years" -> years;
      case "decade" -> years / 10;
      case "century" -> years / 100;
      case "millennium" -> years / 1000;
      default ->
          throw YoreException.of(
                  ErrorCode.INVALID_PARAMETER_VALUE, "No field of intervals has this name")
              .with("field", field);
    };
  }
}
