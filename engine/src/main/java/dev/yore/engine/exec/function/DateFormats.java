package dev.yore.engine.exec.function;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.TextStyle;
import java.time.temporal.IsoFields;
import java.util.Locale;

/** The date patterns of to_char, to_date and to_timestamp. */
final class DateFormats {
  private static final String[] TOKENS = {
    "HH24", "HH12", "YYYY", "MONTH", "Month", "month", "FMMonth", "FMDay", "DAY", "Day", "day",
    "MON", "Mon", "mon", "DDD", "MI", "SS", "MS", "US", "HH", "YY", "MM", "DD", "DY", "Dy", "dy",
    "AM", "PM", "am", "pm", "IW", "Q", "D", "Y"
  };

  private DateFormats() {}

  static String format(LocalDateTime moment, String pattern) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pattern.length(); ) {
      if (pattern.charAt(i) == '"') {
        int end = pattern.indexOf('"', i + 1);
        int close = end < 0 ? pattern.length() : end;
        text.append(pattern, i + 1, close);
        i = close + 1;
        continue;
      }
      boolean bare = pattern.startsWith("FM", i);
      String token = token(pattern, bare ? i + 2 : i);
      if (token.isEmpty()) {
        text.append(bare ? "" : pattern.charAt(i));
        i += bare ? 2 : 1;
        continue;
      }
      String field = field(moment, token);
      text.append(bare ? bare(field) : field);
      i += token.length() + (bare ? 2 : 0);
    }
    return text.toString();
  }

  private static String bare(String field) {
    String stripped = field.stripTrailing();
    return stripped.length() > 1 && stripped.startsWith("0") ? stripped.substring(1) : stripped;
  }

  private static String token(String pattern, int at) {
    String best = "";
    for (String token : TOKENS) {
      if (pattern.startsWith(token, at) && token.length() > best.length()) {
        best = token;
      }
    }
    return best;
  }

  private static String field(LocalDateTime moment, String token) {
    String month = moment.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    String day = moment.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    int hour12 = moment.getHour() % 12 == 0 ? 12 : moment.getHour() % 12;
    return switch (token) {
      case "YYYY" -> "%04d".formatted(moment.getYear());
      case "YY" -> "%02d".formatted(moment.getYear() % 100);
      case "Y" -> String.valueOf(moment.getYear() % 10);
      case "MM" -> "%02d".formatted(moment.getMonthValue());
      case "DD" -> "%02d".formatted(moment.getDayOfMonth());
      case "DDD" -> "%03d".formatted(moment.getDayOfYear());
      case "D" -> String.valueOf(moment.getDayOfWeek().getValue() % 7 + 1);
      case "HH24" -> "%02d".formatted(moment.getHour());
      case "HH12", "HH" -> "%02d".formatted(hour12);
      case "MI" -> "%02d".formatted(moment.getMinute());
      case "SS" -> "%02d".formatted(moment.getSecond());
      case "MS" -> "%03d".formatted(moment.getNano() / 1_000_000);
      case "US" -> "%06d".formatted(moment.getNano() / 1000);
      case "Q" -> String.valueOf(moment.get(IsoFields.QUARTER_OF_YEAR));
      case "IW" -> "%02d".formatted(moment.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      case "AM", "PM" -> moment.getHour() < 12 ? "AM" : "PM";
      case "am", "pm" -> moment.getHour() < 12 ? "am" : "pm";
      case "Month" -> "%-9s".formatted(month);
      case "MONTH" -> "%-9s".formatted(month.toUpperCase(Locale.ROOT));
      case "month" -> "%-9s".formatted(month.toLowerCase(Locale.ROOT));
      case "Day" -> "%-9s".formatted(day);
      case "DAY" -> "%-9s".formatted(day.toUpperCase(Locale.ROOT));
      case "day" -> "%-9s".formatted(day.toLowerCase(Locale.ROOT));
      case "Mon" -> month.substring(0, 3);
      case "MON" -> month.substring(0, 3).toUpperCase(Locale.ROOT);
      case "mon" -> month.substring(0, 3).toLowerCase(Locale.ROOT);
      case "Dy" -> day.substring(0, 3);
      case "DY" -> day.substring(0, 3).toUpperCase(Locale.ROOT);
      case "dy" -> day.substring(0, 3).toLowerCase(Locale.ROOT);
      default -> throw YoreException.unsupported("this date pattern").with("pattern", token);
    };
  }

  /** Reads numeric fields and month names where the pattern has them. */
  static LocalDateTime parse(String text, String pattern) {
    int[] fields = {1, 1, 1, 0, 0, 0, 0};
    boolean afternoon = false;
    boolean halfDay = false;
    int at = 0;
    for (int i = 0; i < pattern.length(); ) {
      String token = token(pattern, i);
      if (token.isEmpty()) {
        i++;
        at = Math.min(text.length(), at + 1);
        continue;
      }
      i += token.length();
      switch (token) {
        case "AM", "PM", "am", "pm" -> {
          afternoon = text.regionMatches(true, at, "PM", 0, 2);
          halfDay = true;
          at = Math.min(text.length(), at + 2);
        }
        case "Mon", "MON", "mon", "Month", "MONTH", "month" -> {
          fields[1] = monthAt(text, at, pattern);
          while (at < text.length() && Character.isLetter(text.charAt(at))) {
            at++;
          }
        }
        default -> {
          int end = at;
          int width = width(token);
          while (end < text.length() && end - at < width && Character.isDigit(text.charAt(end))) {
            end++;
          }
          if (end == at) {
            throw wrong(text, pattern);
          }
          set(fields, token, Integer.parseInt(text.substring(at, end)), end - at);
          at = end;
        }
      }
    }
    int hour = halfDay ? fields[3] % 12 + (afternoon ? 12 : 0) : fields[3];
    try {
      return LocalDate.of(fields[0], fields[1], fields[2])
          .atTime(hour, fields[4], fields[5], fields[6]);
    } catch (DateTimeException outside) {
      throw YoreException.of(ErrorCode.DATETIME_OUT_OF_RANGE, "date/time field value out of range")
          .with("text", text);
    }
  }

  private static int width(String token) {
    return switch (token) {
      case "YYYY" -> 4;
      case "MS" -> 3;
      case "US" -> 6;
      default -> 2;
    };
  }

  private static void set(int[] fields, String token, int value, int digits) {
    switch (token) {
      case "YYYY" -> fields[0] = value;
      case "YY" -> fields[0] = value < 70 ? 2000 + value : 1900 + value;
      case "MM" -> fields[1] = value;
      case "DD" -> fields[2] = value;
      case "HH24", "HH12", "HH" -> fields[3] = value;
      case "MI" -> fields[4] = value;
      case "SS" -> fields[5] = value;
      case "MS", "US" -> fields[6] = value * (int) Math.pow(10, 9 - digits);
      default -> throw YoreException.unsupported("this date pattern").with("pattern", token);
    }
  }

  private static int monthAt(String text, int at, String pattern) {
    for (java.time.Month month : java.time.Month.values()) {
      if (text.regionMatches(true, at, month.name(), 0, 3)) {
        return month.getValue();
      }
    }
    throw wrong(text, pattern);
  }

  private static YoreException wrong(String text, String pattern) {
    return YoreException.of(
            ErrorCode.INVALID_DATETIME_FORMAT, "The text does not follow the date pattern")
        .with("text", text)
        .with("pattern", pattern);
  }
}
