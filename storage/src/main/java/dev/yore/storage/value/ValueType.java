package dev.yore.storage.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The kind of a value. The codes are part of the storage format and never change; {@link #MONTHS}
 * and {@link #DURATION} are intervals that only expressions have and no attribute can store.
 */
public enum ValueType {
  STRING(1, "db.type/string", String.class),
  BOOLEAN(2, "db.type/boolean", Boolean.class),
  LONG(3, "db.type/long", Long.class),
  DOUBLE(4, "db.type/double", Double.class),
  FLOAT(5, "db.type/float", Float.class),
  /**
   * A decimal whose scale is its column's; as a value a {@link BigDecimal} of exactly that scale.
   */
  DECIMAL(6, "db.type/bigdec", BigDecimal.class),
  BIGINT(7, "db.type/bigint", BigInteger.class),
  /** A moment, in microseconds since 1970-01-01T00:00Z. */
  INSTANT(8, "db.type/instant", Instant.class),
  /** A local date and time, in microseconds. */
  TIMESTAMP(9, "yore.type/timestamp", LocalDateTime.class),
  /** A local date, in days since 1970-01-01. */
  DATE(10, "yore.type/date", LocalDate.class),
  /** A local time of day, in microseconds since midnight. */
  TIME(11, "yore.type/time", LocalTime.class),
  UUID(12, "db.type/uuid", UUID.class),
  URI(13, "db.type/uri", URI.class),
  KEYWORD(14, "db.type/keyword", Keyword.class),
  SYMBOL(15, "db.type/symbol", Symbol.class),
  BYTES(16, "db.type/bytes", Bytes.class),
  /** The entity id of another entity. */
  REF(17, "db.type/ref", Long.class),
  /** A list of values, each of its part's type or null. */
  TUPLE(18, "db.type/tuple", List.class),
  /** An interval of months, as a {@link Long}. */
  MONTHS(64, "yore.type/months", Long.class),
  /** An interval of microseconds, as a {@link Long}. */
  DURATION(65, "yore.type/duration", Long.class);

  private static final Map<Integer, ValueType> BY_CODE = new HashMap<>();
  private static final Map<Keyword, ValueType> BY_IDENT = new HashMap<>();

  static {
    for (ValueType type : values()) {
      BY_CODE.put(type.code, type);
      BY_IDENT.put(type.ident, type);
    }
  }

  private final int code;
  private final Keyword ident;
  private final Class<?> javaClass;

  ValueType(int code, String ident, Class<?> javaClass) {
    this.code = code;
    this.ident = Keyword.of(ident);
    this.javaClass = javaClass;
  }

  /** The number that stands for this type in stored data. */
  public int code() {
    return code;
  }

  /** The name that a schema gives this type, such as {@code :db.type/string}. */
  public Keyword ident() {
    return ident;
  }

  /** The class of this type's values outside of columns. */
  public Class<?> javaClass() {
    return javaClass;
  }

  /** True when attributes may have this type. */
  public boolean storable() {
    return code < MONTHS.code;
  }

  /** True for types whose values are numbers to SQL and Datalog. */
  public boolean numeric() {
    return switch (this) {
      case LONG, DOUBLE, FLOAT, DECIMAL, BIGINT -> true;
      default -> false;
    };
  }

  /** True for types that are text kept as UTF-8. */
  public boolean text() {
    return switch (this) {
      case STRING, URI, KEYWORD, SYMBOL -> true;
      default -> false;
    };
  }

  /** The type with this code, or null when there is none. */
  public static @Nullable ValueType ofCode(int code) {
    return BY_CODE.get(code);
  }

  /** The type with this ident, or null when there is none. */
  public static @Nullable ValueType ofIdent(Keyword ident) {
    return BY_IDENT.get(ident);
  }
}
