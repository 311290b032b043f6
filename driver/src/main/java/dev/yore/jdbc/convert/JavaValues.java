package dev.yore.jdbc.convert;

import dev.yore.engine.exec.function.Conversions;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.Bytes;
import dev.yore.storage.value.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/**
 * Engine values as what JDBC's getters return, along the conversion table of the JDBC
 * specification. Numbers that do not fit are errors; fractions are cut off by getters of integers.
 */
public final class JavaValues {
  /** From this year on the calendar of {@code java.util} is that of {@code java.time}. */
  private static final int GREGORIAN_YEAR_MIN = 1583;

  private JavaValues() {}

  /** As an integer of at most so many bits. */
  public static long toLong(Object value, DataType type, int bits) {
    long number =
        switch (value) {
          case Long n -> n;
          case Boolean flag -> flag ? 1 : 0;
          default -> exactLong(decimal(value, type), type);
        };
    if (bits < 64 && (number > (1L << (bits - 1)) - 1 || number < -(1L << (bits - 1)))) {
      throw outOfRange(value, type);
    }
    return number;
  }

  private static long exactLong(BigDecimal value, DataType type) {
    BigInteger whole = value.setScale(0, RoundingMode.DOWN).toBigInteger();
    if (whole.bitLength() > 63) {
      throw outOfRange(value, type);
    }
    return whole.longValue();
  }

  private static YoreException outOfRange(Object value, DataType type) {
    return YoreException.of(
            ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE,
            "The value does not fit the integer type it was read as; read it as a larger one")
        .with("value", value)
        .with("type", type);
  }

  public static double toDouble(Object value, DataType type) {
    return switch (value) {
      case Number n -> n.doubleValue();
      case Boolean flag -> flag ? 1 : 0;
      case String text when special(text) -> Double.parseDouble(text.strip());
      default -> decimal(value, type).doubleValue();
    };
  }

  private static boolean special(String text) {
    String stripped = text.strip();
    return stripped.equals("NaN") || stripped.endsWith("Infinity");
  }

  /** As a decimal of its own scale. */
  public static BigDecimal decimal(Object value, DataType type) {
    return switch (value) {
      case BigDecimal n -> n;
      case BigInteger n -> new BigDecimal(n);
      case Long n -> BigDecimal.valueOf(n);
      case Double n when Double.isFinite(n) -> BigDecimal.valueOf(n);
      case Float n when Float.isFinite(n) -> new BigDecimal(n.toString());
      case Number n -> throw outOfRange(n, type);
      case Boolean flag -> flag ? BigDecimal.ONE : BigDecimal.ZERO;
      case String text -> parsed(text);
      default -> throw cannot(type, "a number");
    };
  }

  private static BigDecimal parsed(String text) {
    try {
      return new BigDecimal(text.strip());
    } catch (NumberFormatException e) {
      throw YoreException.of(
              ErrorCode.INVALID_TEXT_REPRESENTATION, "The text cannot be read as a number")
          .with("text", text)
          .causedBy(e);
    }
  }

  public static boolean toBoolean(Object value, DataType type) {
    return switch (value) {
      case Boolean flag -> flag;
      case Long n -> n != 0;
      case Number n -> n.doubleValue() != 0;
      case String text when text.strip().equals("1") -> true;
      case String text when text.strip().equals("0") -> false;
      case String text ->
          (Boolean) Conversions.convert(text, type, DataType.BOOLEAN, java.time.ZoneOffset.UTC);
      default -> throw cannot(type, "a boolean");
    };
  }

  public static String toText(Object value, DataType type, ZoneId zone) {
    return switch (value) {
      case String text -> text;
      default -> (String) Conversions.convert(value, type, DataType.STRING, zone);
    };
  }

  public static byte[] toBytes(Object value, DataType type) {
    return switch (value) {
      case Bytes bytes -> bytes.toByteArray();
      case String text -> text.getBytes(StandardCharsets.UTF_8);
      case java.util.UUID uuid ->
          java.nio.ByteBuffer.allocate(16)
              .putLong(uuid.getMostSignificantBits())
              .putLong(uuid.getLeastSignificantBits())
              .array();
      default -> throw cannot(type, "bytes");
    };
  }

  public static LocalDate toLocalDate(Object value, DataType type, ZoneId zone) {
    return (LocalDate) temporal(value, type, DataType.DATE, zone);
  }

  public static LocalTime toLocalTime(Object value, DataType type, ZoneId zone) {
    return (LocalTime) temporal(value, type, DataType.TIME, zone);
  }

  public static LocalDateTime toLocalDateTime(Object value, DataType type, ZoneId zone) {
    return (LocalDateTime) temporal(value, type, DataType.TIMESTAMP, zone);
  }

  public static Instant toInstant(Object value, DataType type, ZoneId zone) {
    return (Instant) temporal(value, type, DataType.INSTANT, zone);
  }

  public static OffsetDateTime toOffsetDateTime(Object value, DataType type, ZoneId zone) {
    return toInstant(value, type, zone).atZone(zone).toOffsetDateTime();
  }

  private static Object temporal(Object value, DataType type, DataType wanted, ZoneId zone) {
    return switch (type.valueType()) {
      case DATE, TIME, TIMESTAMP, INSTANT, STRING -> Conversions.convert(value, type, wanted, zone);
      default -> throw cannot(type, wanted.toString());
    };
  }

  /**
   * A date of the calendar's time zone, or of the JVM's without one, as JDBC's old classes have it.
   */
  public static Date toDate(Object value, DataType type, ZoneId zone, @Nullable Calendar calendar) {
    LocalDate date = toLocalDate(value, type, zone);
    return calendar == null
        ? Date.valueOf(date)
        : new Date(date.atStartOfDay(calendar.getTimeZone().toZoneId()).toInstant().toEpochMilli());
  }

  /** A time of day on 1970-01-01; see {@link #toDate} for its zone. */
  public static Time toTime(Object value, DataType type, ZoneId zone, @Nullable Calendar calendar) {
    LocalTime time = toLocalTime(value, type, zone);
    return new Time(
        time.atDate(LocalDate.EPOCH).atZone(zoneOf(calendar)).toInstant().toEpochMilli());
  }

  /** A moment; of a local one, in the zone that {@link #toDate} says. */
  public static Timestamp toTimestamp(
      Object value, DataType type, ZoneId zone, @Nullable Calendar calendar) {
    if (value instanceof Instant instant) {
      return Timestamp.from(instant);
    }
    LocalDateTime moment = toLocalDateTime(value, type, zone);
    return calendar == null
        ? inDefaultZone(moment)
        : Timestamp.from(moment.atZone(zoneOf(calendar)).toInstant());
  }

  /** {@link Timestamp#valueOf}, which asks a calendar even where the zone has one offset only. */
  private static Timestamp inDefaultZone(LocalDateTime moment) {
    ZoneRules rules = ZoneId.systemDefault().getRules();
    return rules.isFixedOffset() && moment.getYear() >= GREGORIAN_YEAR_MIN
        ? Timestamp.from(moment.toInstant(rules.getOffset(moment)))
        : Timestamp.valueOf(moment);
  }

  private static ZoneId zoneOf(@Nullable Calendar calendar) {
    return calendar == null ? ZoneId.systemDefault() : calendar.getTimeZone().toZoneId();
  }

  /** The object of the class that {@link JdbcType} names for the type. */
  public static Object toObject(Object value, DataType type, ZoneId zone) {
    return switch (type.valueType()) {
      case LONG -> type.precision() == 64 ? value : (Object) ((Long) value).intValue();
      case BOOLEAN, DOUBLE, FLOAT, DECIMAL, REF, UUID, STRING -> value;
      case BIGINT -> new BigDecimal((BigInteger) value);
      case URI, KEYWORD, SYMBOL, TUPLE -> toText(value, type, zone);
      case BYTES -> toBytes(value, type);
      case DATE -> toDate(value, type, zone, null);
      case TIME -> toTime(value, type, zone, null);
      case TIMESTAMP -> toTimestamp(value, type, zone, null);
      case INSTANT -> toOffsetDateTime(value, type, zone);
      case MONTHS -> period((Long) value);
      case DURATION -> duration((Long) value);
    };
  }

  private static Period period(long months) {
    return Period.ofMonths(Math.toIntExact(months)).normalized();
  }

  private static Duration duration(long micros) {
    return Duration.of(micros, java.time.temporal.ChronoUnit.MICROS);
  }

  /** As an object of a class that the program asks for. */
  public static Object toClass(Object value, DataType type, Class<?> wanted, ZoneId zone) {
    return switch (wanted.getName()) {
      case "java.lang.Object" -> toObject(value, type, zone);
      case "java.lang.String" -> toText(value, type, zone);
      case "java.lang.Boolean", "boolean" -> toBoolean(value, type);
      case "java.lang.Byte", "byte" -> (byte) toLong(value, type, 8);
      case "java.lang.Short", "short" -> (short) toLong(value, type, 16);
      case "java.lang.Integer", "int" -> (int) toLong(value, type, 32);
      case "java.lang.Long", "long" -> toLong(value, type, 64);
      case "java.lang.Float", "float" -> (float) toDouble(value, type);
      case "java.lang.Double", "double" -> toDouble(value, type);
      case "java.math.BigDecimal" -> decimal(value, type);
      case "java.math.BigInteger" -> decimal(value, type).toBigInteger();
      case "[B" -> toBytes(value, type);
      case "java.util.UUID" -> uuid(value, type, zone);
      case "java.net.URI" -> java.net.URI.create(toText(value, type, zone));
      default -> toTemporalClass(value, type, wanted, zone);
    };
  }

  private static Object toTemporalClass(Object value, DataType type, Class<?> wanted, ZoneId zone) {
    return switch (wanted.getName()) {
      case "java.time.LocalDate" -> toLocalDate(value, type, zone);
      case "java.time.LocalTime" -> toLocalTime(value, type, zone);
      case "java.time.LocalDateTime" -> toLocalDateTime(value, type, zone);
      case "java.time.OffsetDateTime" -> toOffsetDateTime(value, type, zone);
      case "java.time.ZonedDateTime" -> toInstant(value, type, zone).atZone(zone);
      case "java.time.Instant" -> toInstant(value, type, zone);
      case "java.sql.Date" -> toDate(value, type, zone, null);
      case "java.sql.Time" -> toTime(value, type, zone, null);
      case "java.sql.Timestamp", "java.util.Date" -> toTimestamp(value, type, zone, null);
      case "java.time.Period", "java.time.Duration" -> {
        Object made = toObject(value, type, zone);
        if (!wanted.isInstance(made)) {
          throw cannot(type, wanted.getName());
        }
        yield made;
      }
      default -> {
        if (wanted.isInstance(value)) {
          yield value;
        }
        throw cannot(type, wanted.getName());
      }
    };
  }

  private static Object uuid(Object value, DataType type, ZoneId zone) {
    return switch (value) {
      case java.util.UUID uuid -> uuid;
      case String text -> Conversions.convert(text, type, DataType.UUID, zone);
      default -> throw cannot(type, "a UUID");
    };
  }

  private static YoreException cannot(DataType type, String wanted) {
    return YoreException.of(
            ErrorCode.DATATYPE_MISMATCH, "A column of this type cannot be read in this way")
        .with("type", type)
        .with("wanted", wanted);
  }
}
