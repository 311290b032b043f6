package dev.yore.jdbc.convert;

import dev.yore.engine.exec.function.Conversions;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.Bytes;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.ValueType;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/** What programs give as parameters, as values that the engine knows. */
public final class EngineValues {
  private EngineValues() {}

  /**
   * The engine's value for any object that a setter takes.
   *
   * @param type what the statement expects there; decides what JDBC's old date classes mean
   */
  public static @Nullable Object of(@Nullable Object value, DataType type) throws SQLException {
    return switch (value) {
      case null -> null;
      case String s -> s;
      case Long n -> n;
      case Integer n -> n.longValue();
      case Short n -> n.longValue();
      case Byte n -> n.longValue();
      case Number n -> n;
      case Boolean flag -> flag;
      case Character c -> c.toString();
      case byte[] bytes -> Bytes.of(bytes);
      case Timestamp moment -> timestamp(moment, type, null);
      case Date date -> date(date, null);
      case Time time -> time(time, null);
      case java.util.Date date -> timestamp(new Timestamp(date.getTime()), type, null);
      case Calendar calendar -> timestamp(Timestamp.from(calendar.toInstant()), type, calendar);
      case OffsetDateTime moment -> zoned(moment.toZonedDateTime(), type);
      case ZonedDateTime moment -> zoned(moment, type);
      case java.time.OffsetTime time -> time.toLocalTime();
      case java.net.URL url -> url.toString();
      case InputStream stream -> bytes(stream, Long.MAX_VALUE);
      case Reader reader -> text(reader, Long.MAX_VALUE);
      case Blob blob -> Bytes.of(blob.getBytes(1, Math.toIntExact(blob.length())));
      case Clob clob -> clob.getSubString(1, Math.toIntExact(clob.length()));
      case Enum<?> constant -> constant.name();
      default -> known(value);
    };
  }

  private static Object known(Object value) {
    return switch (value) {
      case java.time.LocalDate v -> v;
      case LocalTime v -> v;
      case LocalDateTime v -> v;
      case Instant v -> v;
      case java.time.Period v -> v.toTotalMonths();
      case java.time.Duration v -> v.toNanos() / 1000;
      case java.util.UUID v -> v;
      case java.net.URI v -> v;
      case Bytes v -> v;
      case dev.yore.storage.value.Keyword v -> v;
      case dev.yore.storage.value.Symbol v -> v;
      case java.util.List<?> v -> v;
      default ->
          throw YoreException.of(
                  ErrorCode.DATATYPE_MISMATCH,
                  "An object of this class cannot be a parameter; give a number, text, boolean,"
                      + " java.time value, UUID or bytes")
              .with("class", value.getClass().getName());
    };
  }

  /** A moment as one, or as local time where a local one is expected. */
  private static Object zoned(ZonedDateTime moment, DataType type) {
    return switch (type.valueType()) {
      case TIMESTAMP, DATE, TIME -> moment.toLocalDateTime();
      default -> moment.toInstant();
    };
  }

  /**
   * A moment where one is expected, otherwise the local time that it is in the calendar's zone, or
   * in the JVM's.
   */
  public static Object timestamp(Timestamp value, DataType type, @Nullable Calendar calendar) {
    if (type.valueType() == ValueType.INSTANT) {
      return value.toInstant();
    }
    return calendar == null
        ? value.toLocalDateTime()
        : LocalDateTime.ofInstant(value.toInstant(), calendar.getTimeZone().toZoneId());
  }

  public static Object date(Date value, @Nullable Calendar calendar) {
    return calendar == null
        ? value.toLocalDate()
        : Instant.ofEpochMilli(value.getTime())
            .atZone(calendar.getTimeZone().toZoneId())
            .toLocalDate();
  }

  public static Object time(Time value, @Nullable Calendar calendar) {
    ZoneId zone = calendar == null ? ZoneId.systemDefault() : calendar.getTimeZone().toZoneId();
    return Instant.ofEpochMilli(value.getTime()).atZone(zone).toLocalTime();
  }

  /** The bytes of a stream, at most so many. */
  public static Bytes bytes(InputStream stream, long length) {
    try {
      return Bytes.of(
          length >= Integer.MAX_VALUE ? stream.readAllBytes() : stream.readNBytes((int) length));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** The characters of a reader, at most so many. */
  public static String text(Reader reader, long length) {
    try {
      StringWriter text = new StringWriter();
      char[] buffer = new char[4096];
      long left = length;
      while (left > 0) {
        int read = reader.read(buffer, 0, (int) Math.min(left, buffer.length));
        if (read < 0) {
          break;
        }
        text.write(buffer, 0, read);
        left -= read;
      }
      return text.toString();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static YoreException unreadable(IOException e) {
    return YoreException.of(ErrorCode.IO_ERROR, "The stream given as a parameter cannot be read")
        .causedBy(e);
  }

  /** A value turned into the type that a program names by its code in {@link Types}. */
  public static @Nullable Object as(
      @Nullable Object value, int code, int scale, DataType expected, ZoneId zone)
      throws SQLException {
    DataType wanted = ofCode(code);
    Object known = of(value, wanted == null ? expected : wanted);
    if (known == null || wanted == null) {
      return known;
    }
    Object converted =
        switch (code) {
          case Types.DECIMAL, Types.NUMERIC -> JavaValues.decimal(known, naturalType(known));
          default -> Conversions.convert(known, naturalType(known), wanted, zone);
        };
    return converted instanceof java.math.BigDecimal decimal && scale > 0
        ? decimal.setScale(scale, java.math.RoundingMode.HALF_UP)
        : converted;
  }

  /** The type that a code stands for, or null when values are to be taken as they are. */
  private static @Nullable DataType ofCode(int code) {
    return switch (code) {
      case Types.BOOLEAN, Types.BIT -> DataType.BOOLEAN;
      case Types.TINYINT, Types.SMALLINT -> DataType.SMALLINT;
      case Types.INTEGER -> DataType.INTEGER;
      case Types.BIGINT -> DataType.LONG;
      case Types.REAL -> DataType.FLOAT;
      case Types.FLOAT, Types.DOUBLE -> DataType.DOUBLE;
      case Types.DECIMAL, Types.NUMERIC -> DataType.of(ValueType.DECIMAL);
      case Types.CHAR,
          Types.VARCHAR,
          Types.LONGVARCHAR,
          Types.NCHAR,
          Types.NVARCHAR,
          Types.LONGNVARCHAR,
          Types.CLOB,
          Types.NCLOB ->
          DataType.STRING;
      case Types.DATE -> DataType.DATE;
      case Types.TIME -> DataType.TIME;
      case Types.TIMESTAMP -> DataType.TIMESTAMP;
      case Types.TIMESTAMP_WITH_TIMEZONE -> DataType.INSTANT;
      default -> null;
    };
  }

  /** The type that an engine value has by its class. */
  private static DataType naturalType(Object value) {
    return switch (value) {
      case String s -> DataType.STRING;
      case Boolean flag -> DataType.BOOLEAN;
      case Long n -> DataType.LONG;
      case Double n -> DataType.DOUBLE;
      case Float n -> DataType.FLOAT;
      case java.math.BigDecimal n -> DataType.of(ValueType.DECIMAL);
      case java.math.BigInteger n -> DataType.of(ValueType.BIGINT);
      case java.time.LocalDate v -> DataType.DATE;
      case LocalTime v -> DataType.TIME;
      case LocalDateTime v -> DataType.TIMESTAMP;
      case Instant v -> DataType.INSTANT;
      case java.util.UUID v -> DataType.UUID;
      case java.net.URI v -> DataType.of(ValueType.URI);
      case dev.yore.storage.value.Keyword v -> DataType.KEYWORD;
      case dev.yore.storage.value.Symbol v -> DataType.of(ValueType.SYMBOL);
      case Bytes v -> DataType.BYTES;
      default -> DataType.STRING;
    };
  }
}
