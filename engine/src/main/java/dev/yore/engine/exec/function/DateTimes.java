package dev.yore.engine.exec.function;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Dates and times written as text: ISO 8601 and what PostgreSQL writes. */
final class DateTimes {
  private static final Pattern MOMENT =
      Pattern.compile(
          "(\\d{4,6})[-/](\\d{1,2})[-/](\\d{1,2})(?:[ Tt]\\s*([\\d:.]+))?\\s*([Zz]|[+-][\\d:]+|[A-Za-z_/]{3,})?(\\s+BC)?");
  private static final Pattern CLOCK =
      Pattern.compile("(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,9}))?)?");

  private DateTimes() {}

  /** A date, or date and time, with or without zone. */
  static ZonedDateTime parse(String text, ZoneId zone) {
    Matcher matcher = MOMENT.matcher(text);
    if (!matcher.matches()) {
      throw new DateTimeException(text);
    }
    int year = Integer.parseInt(matcher.group(1));
    LocalDate date =
        LocalDate.of(
            matcher.group(6) == null ? year : 1 - year,
            Integer.parseInt(matcher.group(2)),
            Integer.parseInt(matcher.group(3)));
    String clock = matcher.group(4);
    boolean midnight = clock != null && clock.startsWith("24:00");
    LocalTime time = clock == null || midnight ? LocalTime.MIDNIGHT : parseTime(clock);
    return date.plusDays(midnight ? 1 : 0).atTime(time).atZone(zone(matcher.group(5), zone));
  }

  static LocalTime parseTime(String text) {
    Matcher matcher = CLOCK.matcher(text);
    if (!matcher.matches()) {
      throw new DateTimeException(text);
    }
    String fraction = matcher.group(4) == null ? "" : matcher.group(4);
    long nanos = fraction.isEmpty() ? 0 : Long.parseLong((fraction + "000000000").substring(0, 9));
    long micros = (nanos + 500) / 1000;
    String seconds = matcher.group(3) == null ? "0" : matcher.group(3);
    return LocalTime.of(
            Integer.parseInt(matcher.group(1)),
            Integer.parseInt(matcher.group(2)),
            Integer.parseInt(seconds))
        .plusNanos(micros * 1000);
  }

  private static ZoneId zone(@Nullable String text, ZoneId session) {
    if (text == null) {
      return session;
    }
    if (text.equalsIgnoreCase("z")) {
      return ZoneOffset.UTC;
    }
    char sign = text.charAt(0);
    if (sign != '+' && sign != '-') {
      return ZoneId.of(text);
    }
    String digits = text.substring(1).replace(":", "");
    String full = digits.length() == 1 ? "0" + digits : digits;
    return ZoneOffset.of(sign + full);
  }
}
