package dev.yore.engine.exec.function;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Intervals written as text, such as {@code 1 year 2 mons}, {@code 3 days 04:05:06}. */
public final class Intervals {
  private static final Pattern PART =
      Pattern.compile(
          "\\s*([+-]?\\d+(?:\\.\\d+)?)\\s*([a-zA-Z]+)|\\s*([+-]?)(\\d+):(\\d{2})(?::(\\d{2}(?:\\.\\d+)?))?");

  private Intervals() {}

  /** Both parts of an interval; a value of ours has only one of them. */
  public record Parsed(long monthsPart, long microsPart) {
    Long months() {
      if (microsPart != 0) {
        throw new DateTimeException("an interval of months has no days or seconds");
      }
      return monthsPart;
    }

    Long duration() {
      if (monthsPart != 0) {
        throw new DateTimeException("an interval of days and seconds has no months");
      }
      return microsPart;
    }
  }

  /** Reads an interval, or fails with {@link DateTimeException}. */
  public static Parsed parse(String text) {
    Matcher matcher = PART.matcher(text);
    BigDecimal months = BigDecimal.ZERO;
    BigDecimal micros = BigDecimal.ZERO;
    int end = 0;
    while (end < text.length()) {
      if (!matcher.find(end) || matcher.start() != end) {
        throw new DateTimeException(text);
      }
      end = matcher.end();
      if (matcher.group(1) == null) {
        BigDecimal clock = clock(matcher);
        micros = matcher.group(3).equals("-") ? micros.subtract(clock) : micros.add(clock);
        continue;
      }
      BigDecimal amount = new BigDecimal(matcher.group(1));
      String unit = matcher.group(2).toLowerCase(Locale.ROOT);
      months = months.add(amount.multiply(BigDecimal.valueOf(monthsIn(unit))));
      micros = micros.add(amount.multiply(BigDecimal.valueOf(microsIn(unit))));
    }
    return new Parsed(months.longValue(), micros.longValue());
  }

  private static BigDecimal clock(Matcher matcher) {
    String seconds = matcher.group(6) == null ? "0" : matcher.group(6);
    return new BigDecimal(matcher.group(4))
        .multiply(BigDecimal.valueOf(3600))
        .add(new BigDecimal(matcher.group(5)).multiply(BigDecimal.valueOf(60)))
        .add(new BigDecimal(seconds))
        .multiply(BigDecimal.valueOf(1_000_000));
  }

  private static long monthsIn(String unit) {
    return switch (unit) {
      case "month", "months", "mon", "mons" -> 1;
      case "year", "years", "y" -> 12;
      default -> 0;
    };
  }

  private static long microsIn(String unit) {
    return switch (unit) {
      case "microsecond", "microseconds", "us" -> 1;
      case "millisecond", "milliseconds", "ms" -> 1000;
      case "second", "seconds", "sec", "secs", "s" -> 1_000_000;
      case "minute", "minutes", "min", "mins", "m" -> 60_000_000L;
      case "hour", "hours", "h" -> 3_600_000_000L;
      case "day", "days", "d" -> 86_400_000_000L;
      case "week", "weeks", "w" -> 7 * 86_400_000_000L;
      case "month", "months", "mon", "mons", "year", "years", "y" -> 0;
      default -> throw new DateTimeException(unit);
    };
  }
}
