package dev.yore.engine.exec.function;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.Scalars;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** The fields of a date and time, and what is left when the finer ones are cut off. */
final class TimeFields {
  private TimeFields() {}

  /** A field by its name, as EXTRACT gives it. */
  static Object of(String name, LocalDateTime moment) {
    int year = moment.getYear();
    int micros = moment.getNano() / 1000;
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "year", "years" -> (long) (year > 0 ? year : year - 1);
      case "month", "months" -> (long) moment.getMonthValue();
      case "day", "days" -> (long) moment.getDayOfMonth();
      case "hour", "hours" -> (long) moment.getHour();
      case "minute", "minutes" -> (long) moment.getMinute();
      case "second", "seconds" -> BigDecimal.valueOf(moment.getSecond() * 1_000_000L + micros, 6);
      case "millisecond", "milliseconds" ->
          BigDecimal.valueOf(moment.getSecond() * 1_000_000L + micros, 3);
      case "microsecond", "microseconds" -> moment.getSecond() * 1_000_000L + micros;
      case "quarter" -> (long) moment.get(IsoFields.QUARTER_OF_YEAR);
      case "week" -> (long) moment.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
      case "isoyear" -> (long) moment.get(IsoFields.WEEK_BASED_YEAR);
      case "dow" -> (long) (moment.getDayOfWeek().getValue() % 7);
      case "isodow" -> (long) moment.getDayOfWeek().getValue();
      case "doy" -> (long) moment.getDayOfYear();
      case "decade" -> (long) Math.floorDiv(year, 10);
      case "century" -> (long) (year > 0 ? (year + 99) / 100 : -((100 - year) / 100));
      case "millennium" -> (long) (year > 0 ? (year + 999) / 1000 : -((1000 - year) / 1000));
      case "epoch" -> BigDecimal.valueOf(Scalars.micros(moment), 6);
      default -> throw unknown(name);
    };
  }

  static LocalDateTime truncated(String unit, LocalDateTime moment) {
    LocalDate date = moment.toLocalDate();
    return switch (unit.toLowerCase(Locale.ROOT)) {
      case "microsecond", "microseconds" -> moment;
      case "millisecond", "milliseconds" -> moment.truncatedTo(ChronoUnit.MILLIS);
      case "second" -> moment.truncatedTo(ChronoUnit.SECONDS);
      case "minute" -> moment.truncatedTo(ChronoUnit.MINUTES);
      case "hour" -> moment.truncatedTo(ChronoUnit.HOURS);
      case "day" -> date.atStartOfDay();
      case "week" -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).atStartOfDay();
      case "month" -> date.withDayOfMonth(1).atStartOfDay();
      case "quarter" ->
          LocalDate.of(date.getYear(), (date.getMonthValue() - 1) / 3 * 3 + 1, 1).atStartOfDay();
      case "year" -> date.withDayOfYear(1).atStartOfDay();
      case "decade" -> LocalDate.of(Math.floorDiv(date.getYear(), 10) * 10, 1, 1).atStartOfDay();
      case "century" ->
          LocalDate.of(Math.floorDiv(date.getYear() - 1, 100) * 100 + 1, 1, 1).atStartOfDay();
      default -> throw unknown(unit);
    };
  }

  private static YoreException unknown(String name) {
    return YoreException.of(
            ErrorCode.INVALID_PARAMETER_VALUE, "No field of dates and times has this name")
        .with("field", name);
  }
}
