package dev.yore.engine.exec.function;

import dev.yore.storage.value.Bytes;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.Scalars;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HexFormat;
import java.util.List;

/** Values as PostgreSQL shows them. */
public final class Text {
  private static final long DAY_MICROS = 86_400_000_000L;

  private Text() {}

  /** The text of a boxed value of a type. */
  public static String of(Object value, DataType type, ZoneId zone) {
    return switch (type.valueType()) {
      case MONTHS -> months((Long) value);
      case DURATION -> duration((Long) value);
      default -> of(value, zone);
    };
  }

  private static String of(Object value, ZoneId zone) {
    return switch (value) {
      case Double number -> ofDouble(number);
      case Float number -> ofFloat(number);
      case BigDecimal number -> number.toPlainString();
      case LocalDate date -> ofDate(date);
      case LocalTime time -> ofTime(time);
      case LocalDateTime moment -> timestamp(moment);
      case Instant instant -> instant(instant, zone);
      case Bytes bytes -> "\\x" + HexFormat.of().formatHex(bytes.toByteArray());
      case List<?> tuple -> tuple(tuple, zone);
      default -> value.toString();
    };
  }

  private static String tuple(List<?> parts, ZoneId zone) {
    StringBuilder text = new StringBuilder("(");
    for (int i = 0; i < parts.size(); i++) {
      Object part = parts.get(i);
      text.append(i == 0 ? "" : ",").append(part == null ? "" : of(part, zone));
    }
    return text.append(')').toString();
  }

  private static String ofDate(LocalDate date) {
    return date.getYear() > 0
        ? isoDate(date.getYear(), date)
        : isoDate(1 - date.getYear(), date) + " BC";
  }

  private static String isoDate(int year, LocalDate date) {
    return "%04d-%02d-%02d".formatted(year, date.getMonthValue(), date.getDayOfMonth());
  }

  private static String ofTime(LocalTime time) {
    String clock = "%02d:%02d:%02d".formatted(time.getHour(), time.getMinute(), time.getSecond());
    return clock + fraction(time.getNano() / 1000);
  }

  private static String fraction(long micros) {
    return micros == 0 ? "" : ("." + "%06d".formatted(micros)).replaceAll("0+$", "");
  }

  private static String timestamp(LocalDateTime moment) {
    LocalDate date = moment.toLocalDate();
    String era = date.getYear() > 0 ? "" : " BC";
    int year = date.getYear() > 0 ? date.getYear() : 1 - date.getYear();
    return isoDate(year, date) + " " + ofTime(moment.toLocalTime()) + era;
  }

  private static String instant(Instant instant, ZoneId zone) {
    ZonedDateTime local = instant.atZone(zone);
    String text = timestamp(local.toLocalDateTime());
    String offset = offset(local.getOffset());
    return text.endsWith(" BC")
        ? text.substring(0, text.length() - 3) + offset + " BC"
        : text + offset;
  }

  private static String offset(ZoneOffset offset) {
    int seconds = offset.getTotalSeconds();
    int absolute = Math.abs(seconds);
    String text = (seconds < 0 ? "-" : "+") + "%02d".formatted(absolute / 3600);
    if (absolute % 3600 != 0) {
      text += ":%02d".formatted(absolute / 60 % 60);
    }
    return absolute % 60 == 0 ? text : text + ":%02d".formatted(absolute % 60);
  }

  private static String ofDouble(double value) {
    return Double.isFinite(value) ? shortest(Double.toString(value), 15) : special(value);
  }

  private static String ofFloat(float value) {
    return Float.isFinite(value) ? shortest(Float.toString(value), 6) : special(value);
  }

  private static String special(double value) {
    return Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
  }

  /** Java's shortest digits in the form of C's {@code %g}. */
  private static String shortest(String java, int plainDigits) {
    BigDecimal exact = new BigDecimal(java);
    if (exact.signum() == 0) {
      return java.startsWith("-") ? "-0" : "0";
    }
    BigDecimal digits = exact.stripTrailingZeros();
    int exponent = digits.precision() - digits.scale() - 1;
    if (exponent >= -4 && exponent < plainDigits) {
      return digits.toPlainString();
    }
    String mantissa = digits.movePointLeft(exponent).toPlainString();
    return mantissa + "e" + (exponent < 0 ? "-" : "+") + "%02d".formatted(Math.abs(exponent));
  }

  private static String months(long months) {
    if (months == 0) {
      return "00:00:00";
    }
    long years = months / 12;
    long rest = months % 12;
    String text = years == 0 ? "" : years + (years == 1 ? " year" : " years");
    if (rest != 0) {
      text += (text.isEmpty() ? "" : " ") + rest + (rest == 1 ? " mon" : " mons");
    }
    return text;
  }

  private static String duration(long micros) {
    long days = micros / DAY_MICROS;
    long rest = micros % DAY_MICROS;
    String text = days == 0 ? "" : days + (days == 1 ? " day" : " days");
    if (rest != 0 || days == 0) {
      String sign = rest < 0 ? "-" : days < 0 ? "+" : "";
      text += (text.isEmpty() ? "" : " ") + sign + clock(Math.abs(rest));
    }
    return text;
  }

  private static String clock(long micros) {
    long seconds = micros / 1_000_000;
    return "%02d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60)
        + fraction(micros % 1_000_000);
  }

  /** The text of a moment in a time zone, without the offset. */
  static String local(long micros) {
    return timestamp(Scalars.timestamp(micros));
  }
}
