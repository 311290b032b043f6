package dev.yore.engine.exec.function;

import static dev.yore.engine.exec.function.Functions.pure;
import static dev.yore.engine.exec.function.Functions.stable;
import static dev.yore.engine.exec.function.TextFunctions.number;
import static dev.yore.engine.exec.function.TextFunctions.text;

import dev.yore.engine.exec.ExecutionContext;
import dev.yore.engine.exec.function.FunctionDefinition.Kind;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.Scalars;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Functions of dates and times. */
final class TimeFunctions {
  private static final Kind TEXT = Kind.TEXT;

  private TimeFunctions() {}

  static void register() {
    now();
    for (String name : new String[] {"extract", "date_part"}) {
      for (Kind kind : new Kind[] {Kind.DATE, Kind.TIMESTAMP, Kind.TIME}) {
        pure(name, (a, c) -> field(text(a[0]), a[1], ZoneOffset.UTC), TEXT, kind);
      }
      stable(name, (a, c) -> field(text(a[0]), a[1], c.zone()), TEXT, Kind.INSTANT);
    }
    truncation();
    making();
    pure("isfinite", (a, c) -> true, Kind.TIMESTAMP);
    stable("isfinite", (a, c) -> true, Kind.INSTANT);
    stable(
        "to_char",
        (a, c) ->
            DateFormats.format(
                LocalDateTime.ofInstant((Instant) value(a[0]), c.zone()), text(a[1])),
        Kind.INSTANT,
        TEXT);
    pure(
        "to_char",
        (a, c) -> DateFormats.format((LocalDateTime) value(a[0]), text(a[1])),
        Kind.TIMESTAMP,
        TEXT);
    pure(
        "to_char",
        (a, c) -> NumberFormats.format((BigDecimal) value(a[0]), text(a[1])),
        Kind.DECIMAL,
        TEXT);
    pure(
        "to_char",
        (a, c) -> NumberFormats.format(new BigDecimal(value(a[0]).toString()), text(a[1])),
        Kind.DOUBLE,
        TEXT);
    pure("to_date", (a, c) -> DateFormats.parse(text(a[0]), text(a[1])).toLocalDate(), TEXT, TEXT);
    stable(
        "to_timestamp",
        (a, c) -> DateFormats.parse(text(a[0]), text(a[1])).atZone(c.zone()).toInstant(),
        TEXT,
        TEXT);
  }

  private static Object value(@Nullable Object value) {
    return Objects.requireNonNull(value);
  }

  private static void now() {
    for (String name :
        new String[] {"now", "current_timestamp", "transaction_timestamp", "statement_timestamp"}) {
      stable(name, (a, c) -> micros(c.now()));
      stable(name, (a, c) -> micros(c.now()), Kind.INTEGER);
    }
    stable("localtimestamp", (a, c) -> local(c));
    stable("localtimestamp", (a, c) -> local(c), Kind.INTEGER);
    stable("current_date", (a, c) -> local(c).toLocalDate());
    stable("current_time", (a, c) -> local(c).toLocalTime());
    stable("localtime", (a, c) -> local(c).toLocalTime());
    Functions.changing("clock_timestamp", (a, c) -> micros(Instant.now()));
  }

  private static Instant micros(Instant instant) {
    return Scalars.instant(Scalars.micros(instant));
  }

  private static LocalDateTime local(ExecutionContext context) {
    return LocalDateTime.ofInstant(micros(context.now()), context.zone());
  }

  private static void truncation() {
    for (String name : new String[] {"date_trunc", "floor"}) {
      boolean unitFirst = name.equals("date_trunc");
      int unit = unitFirst ? 0 : 1;
      int moment = 1 - unit;
      pure(
          name,
          (a, c) -> truncated(text(a[unit]), (LocalDateTime) value(a[moment])),
          unitFirst ? TEXT : Kind.TIMESTAMP,
          unitFirst ? Kind.TIMESTAMP : TEXT);
      stable(
          name,
          (a, c) ->
              truncated(
                      text(a[unit]), LocalDateTime.ofInstant((Instant) value(a[moment]), c.zone()))
                  .atZone(c.zone())
                  .toInstant(),
          unitFirst ? TEXT : Kind.INSTANT,
          unitFirst ? Kind.INSTANT : TEXT);
    }
  }

  private static void making() {
    Kind n = Kind.INTEGER;
    pure(
        "make_date",
        (a, c) -> made(() -> LocalDate.of(number(a[0]), number(a[1]), number(a[2]))),
        n,
        n,
        n);
    pure(
        "make_timestamp",
        (a, c) ->
            made(() ->
                LocalDate.of(number(a[0]), number(a[1]), number(a[2]))
                    .atTime(number(a[3]), number(a[4]))
                    .plusNanos(Math.round((Double) value(a[5]) * 1e6) * 1000)),
        n,
        n,
        n,
        n,
        n,
        Kind.DOUBLE);
    pure(
        "make_time",
        (a, c) ->
            made(() ->
                LocalTime.of(number(a[0]), number(a[1]))
                    .plusNanos(Math.round((Double) value(a[2]) * 1e6) * 1000)),
        n,
        n,
        Kind.DOUBLE);
    pure(
        "to_timestamp",
        (a, c) -> Scalars.instant(Math.round((Double) value(a[0]) * 1e6)),
        Kind.DOUBLE);
  }

  private static Object made(java.util.function.Supplier<Object> make) {
    try {
      return make.get();
    } catch (DateTimeException outside) {
      throw YoreException.of(ErrorCode.DATETIME_OUT_OF_RANGE, "date field value out of range");
    }
  }

  private static Object field(String name, @Nullable Object moment, ZoneId zone) {
    return switch (value(moment)) {
      case Instant instant when name.equalsIgnoreCase("epoch") ->
          BigDecimal.valueOf(Scalars.micros(instant), 6);
      case Instant instant -> TimeFields.of(name, LocalDateTime.ofInstant(instant, zone));
      case LocalDate date -> TimeFields.of(name, date.atStartOfDay());
      case LocalDateTime local -> TimeFields.of(name, local);
      case LocalTime time -> TimeFields.of(name, time.atDate(LocalDate.EPOCH));
      default -> throw new IllegalArgumentException("not a time: " + moment);
    };
  }

  private static LocalDateTime truncated(String unit, LocalDateTime moment) {
    return TimeFields.truncated(unit, moment);
  }
}
