package dev.yore.engine.exec.function;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.Bytes;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.Keyword;
import dev.yore.storage.value.Symbol;
import dev.yore.storage.value.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;

/** Casts: values of one type as values of another, or an error for what does not fit. */
public final class Conversions {
  private Conversions() {}

  /**
   * The boxed value as one of another type.
   *
   * @param zone the time zone of what has none
   */
  public static Object convert(Object value, DataType from, DataType to, ZoneId zone) {
    if (from.valueType() == ValueType.STRING) {
      return to.valueType() == ValueType.STRING
          ? truncated((String) value, to)
          : Parsing.parse((String) value, to, zone);
    }
    if (to.valueType() == ValueType.STRING) {
      return truncated(Text.of(value, from, zone), to);
    }
    return switch (value) {
      case Number number when to.numeric() || to.valueType() == ValueType.REF -> number(number, to);
      case Number number when from.numeric() && to.valueType() == ValueType.BOOLEAN ->
          number.doubleValue() != 0;
      case Boolean flag when to.numeric() -> number(flag ? 1L : 0L, to);
      default -> other(value, from, to, zone);
    };
  }

  /** True when a cast between the types depends on the session's time zone. */
  public static boolean zoned(DataType from, DataType to) {
    return (from.valueType() == ValueType.INSTANT) != (to.valueType() == ValueType.INSTANT)
        || (from.valueType() == ValueType.STRING && to.valueType() != ValueType.STRING);
  }

  private static Object other(Object value, DataType from, DataType to, ZoneId zone) {
    if (from.valueType() == to.valueType()) {
      return value;
    }
    return switch (to.valueType()) {
      case DATE -> local(value, from, to, zone).toLocalDate();
      case TIME -> local(value, from, to, zone).toLocalTime();
      case TIMESTAMP -> local(value, from, to, zone);
      case INSTANT ->
          value instanceof LocalTime
              ? cannot(from, to)
              : local(value, from, to, zone).atZone(zone).toInstant();
      case URI, KEYWORD, SYMBOL -> named(value, from, to);
      case BYTES -> cannot(from, to);
      default ->
          value instanceof Long interval && to.valueType() == ValueType.DURATION
              ? interval
              : cannot(from, to);
    };
  }

  private static LocalDateTime local(Object value, DataType from, DataType to, ZoneId zone) {
    return switch (value) {
      case LocalDate date when to.valueType() != ValueType.TIME -> date.atStartOfDay();
      case LocalDateTime moment -> moment;
      case Instant instant -> LocalDateTime.ofInstant(instant, zone);
      case LocalTime time when to.valueType() == ValueType.TIME -> time.atDate(LocalDate.EPOCH);
      default -> {
        Object never = cannot(from, to);
        throw new IllegalStateException(String.valueOf(never));
      }
    };
  }

  private static Object named(Object value, DataType from, DataType to) {
    String text =
        switch (value) {
          case Keyword keyword -> keyword.text();
          case Symbol symbol -> symbol.text();
          case java.net.URI uri -> uri.toString();
          default -> String.valueOf(cannot(from, to));
        };
    return Parsing.parse(text, to, java.time.ZoneOffset.UTC);
  }

  private static Object cannot(DataType from, DataType to) {
    throw YoreException.of(
            ErrorCode.CANNOT_COERCE, "A value of this type cannot be cast to that type")
        .with("from", from)
        .with("to", to);
  }

  /** A number as one of another numeric type; what is lost after the point is rounded. */
  static Object number(Number value, DataType to) {
    return switch (to.valueType()) {
      case LONG, REF -> integer(rounded(value, to), to);
      case BIGINT -> rounded(value, to);
      case DECIMAL -> decimal(exact(value, to), to);
      case DOUBLE -> value instanceof BigDecimal d ? toDouble(d) : value.doubleValue();
      case FLOAT -> toFloat(value);
      default -> throw new IllegalArgumentException("not a numeric type: " + to);
    };
  }

  private static Double toDouble(BigDecimal value) {
    return value.doubleValue();
  }

  private static Float toFloat(Number value) {
    float converted = value.floatValue();
    if (Float.isInfinite(converted) && !Double.isInfinite(value.doubleValue())) {
      throw outOfRange(DataType.FLOAT);
    }
    return converted;
  }

  private static BigDecimal exact(Number value, DataType to) {
    return switch (value) {
      case BigDecimal number -> number;
      case BigInteger number -> new BigDecimal(number);
      case Double number when !Double.isFinite(number) -> throw outOfRange(to);
      case Float number when !Float.isFinite(number) -> throw outOfRange(to);
      case Double number -> new BigDecimal(number.toString());
      case Float number -> new BigDecimal(number.toString());
      default -> BigDecimal.valueOf(value.longValue());
    };
  }

  /** Decimals round half away from zero, floating-point numbers half to even. */
  private static BigInteger rounded(Number value, DataType to) {
    return switch (value) {
      case BigInteger number -> number;
      case BigDecimal number -> number.setScale(0, RoundingMode.HALF_UP).toBigInteger();
      case Double number -> exact(number, to).setScale(0, RoundingMode.HALF_EVEN).toBigInteger();
      case Float number -> exact(number, to).setScale(0, RoundingMode.HALF_EVEN).toBigInteger();
      default -> BigInteger.valueOf(value.longValue());
    };
  }

  static Object integer(BigInteger value, DataType to) {
    int bits = to.valueType() == ValueType.LONG ? to.precision() : 64;
    if (value.bitLength() >= bits) {
      throw outOfRange(to);
    }
    return value.longValue();
  }

  static YoreException outOfRange(DataType type) {
    String text =
        type.valueType() != ValueType.LONG
            ? "The value is out of range for its type"
            : switch (type.precision()) {
              case 8, 16 -> "smallint out of range";
              case 32 -> "integer out of range";
              default -> "bigint out of range";
            };
    return YoreException.of(ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, text).with("type", type);
  }

  /** A decimal rounded to the scale of a type, which it must fit. */
  static BigDecimal decimal(BigDecimal value, DataType to) {
    BigDecimal scaled = value.setScale(to.scale(), RoundingMode.HALF_UP);
    if (scaled.precision() > to.precision() && scaled.signum() != 0) {
      throw YoreException.of(ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, "numeric field overflow")
          .with("type", to)
          .with("value", value.toString());
    }
    return scaled;
  }

  private static String truncated(String text, DataType to) {
    int max = to.precision();
    if (max == 0 || text.length() <= max || text.codePointCount(0, text.length()) <= max) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, max));
  }

  /** What a function made as a value of the type that the expression has. */
  public static Object fit(Object value, DataType type) {
    return switch (value) {
      case Number number when type.numeric() -> number(number, type);
      case Number number when type.layout() == dev.yore.storage.value.Layout.LONG ->
          number.longValue();
      case byte[] bytes -> Bytes.of(bytes);
      case LocalDateTime moment when type.valueType() == ValueType.DATE -> moment.toLocalDate();
      case LocalDate date when type.valueType() == ValueType.TIMESTAMP -> date.atStartOfDay();
      default -> value;
    };
  }

  /** The same, with a time zone for moments that need one. */
  public static Object fit(Object value, DataType type, ZoneId zone) {
    return switch (value) {
      case Instant instant when type.valueType() == ValueType.TIMESTAMP ->
          LocalDateTime.ofInstant(instant, zone);
      case Instant instant when type.valueType() == ValueType.DATE ->
          LocalDate.ofInstant(instant, zone);
      case LocalDateTime moment when type.valueType() == ValueType.INSTANT ->
          moment.atZone(zone).toInstant();
      default -> fit(value, type);
    };
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
