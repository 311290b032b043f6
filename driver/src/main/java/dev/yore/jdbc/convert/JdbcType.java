package dev.yore.jdbc.convert;

import dev.yore.storage.value.DataType;
import dev.yore.storage.value.ValueType;
import java.sql.Types;

/**
 * What JDBC tells of a type, the same in results, in listings of columns and in the list of types.
 *
 * @param code of {@link Types}
 * @param name the name in standard SQL, without length
 * @param className what {@code getObject} returns
 * @param precision digits, characters or bytes; 0 when there is no bound
 * @param displaySize the most characters of its text
 * @param radix 10 for numbers, otherwise 0
 */
public record JdbcType(
    int code,
    String name,
    String className,
    int precision,
    int scale,
    int displaySize,
    boolean signed,
    boolean caseSensitive,
    int radix) {

  /** Told as the length of text and bytes without a bound. */
  public static final int UNBOUNDED = Integer.MAX_VALUE;

  private static final int MICROSECOND_DIGITS = 6;

  /** What JDBC calls an engine type. */
  public static JdbcType of(DataType type) {
    return switch (type.valueType()) {
      case BOOLEAN -> plain(Types.BOOLEAN, "BOOLEAN", Boolean.class, 1, 0, 5);
      case LONG -> integer(type.precision());
      case REF -> number(Types.BIGINT, "BIGINT", Long.class, 19, 0, 20);
      case DOUBLE -> number(Types.DOUBLE, "DOUBLE", Double.class, 17, 0, 25);
      case FLOAT -> number(Types.REAL, "REAL", Float.class, 9, 0, 15);
      case DECIMAL -> {
        int scale = type.scale();
        int digits = type.precision();
        yield number(
            Types.DECIMAL, "DECIMAL", java.math.BigDecimal.class, digits, scale, digits + 3);
      }
      case BIGINT -> number(Types.NUMERIC, "NUMERIC", java.math.BigDecimal.class, 0, 0, UNBOUNDED);
      case STRING, URI, KEYWORD, SYMBOL, TUPLE -> text(type);
      case BYTES -> {
        int length = type.precision() == 0 ? UNBOUNDED : type.precision();
        yield new JdbcType(
            Types.VARBINARY, "VARBINARY", "[B", length, 0, UNBOUNDED, false, false, 0);
      }
      case DATE -> plain(Types.DATE, "DATE", java.sql.Date.class, 10, 0, 10);
      case TIME -> plain(Types.TIME, "TIME", java.sql.Time.class, 15, MICROSECOND_DIGITS, 15);
      case TIMESTAMP ->
          plain(Types.TIMESTAMP, "TIMESTAMP", java.sql.Timestamp.class, 26, MICROSECOND_DIGITS, 26);
      case INSTANT ->
          plain(
              Types.TIMESTAMP_WITH_TIMEZONE,
              "TIMESTAMP WITH TIME ZONE",
              java.time.OffsetDateTime.class,
              32,
              MICROSECOND_DIGITS,
              32);
      case UUID -> plain(Types.OTHER, "UUID", java.util.UUID.class, 36, 0, 36);
      case MONTHS -> plain(Types.OTHER, "INTERVAL YEAR TO MONTH", java.time.Period.class, 0, 0, 40);
      case DURATION ->
          plain(Types.OTHER, "INTERVAL DAY TO SECOND", java.time.Duration.class, 0, 6, 40);
    };
  }

  private static JdbcType integer(int bits) {
    return switch (bits) {
      case 8, 16 -> number(Types.SMALLINT, "SMALLINT", Integer.class, 5, 0, 6);
      case 32 -> number(Types.INTEGER, "INTEGER", Integer.class, 10, 0, 11);
      default -> number(Types.BIGINT, "BIGINT", Long.class, 19, 0, 20);
    };
  }

  private static JdbcType text(DataType type) {
    boolean bounded = type.valueType() == ValueType.STRING && type.precision() > 0;
    int length = bounded ? type.precision() : UNBOUNDED;
    return new JdbcType(
        Types.VARCHAR, "VARCHAR", "java.lang.String", length, 0, length, false, true, 0);
  }

  private static JdbcType number(
      int code, String name, Class<?> javaClass, int precision, int scale, int displaySize) {
    return new JdbcType(
        code, name, javaClass.getName(), precision, scale, displaySize, true, false, 10);
  }

  private static JdbcType plain(
      int code, String name, Class<?> javaClass, int precision, int scale, int displaySize) {
    return new JdbcType(
        code, name, javaClass.getName(), precision, scale, displaySize, false, false, 0);
  }
}
