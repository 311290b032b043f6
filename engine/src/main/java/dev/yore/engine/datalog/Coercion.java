package dev.yore.engine.datalog;

import dev.yore.engine.db.Db;
import dev.yore.engine.schema.Attribute;
import dev.yore.engine.schema.Bootstrap;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.Bytes;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.Keyword;
import dev.yore.storage.value.Symbol;
import dev.yore.storage.value.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values as callers write them to values of the engine's types, without loss. */
final class Coercion {
  private Coercion() {}

  /** The type that a value has by itself. */
  static DataType naturalType(Object value) {
    return switch (value) {
      case String ignored -> DataType.STRING;
      case Character ignored -> DataType.STRING;
      case Boolean ignored -> DataType.BOOLEAN;
      case Long ignored -> DataType.LONG;
      case Integer ignored -> DataType.LONG;
      case Short ignored -> DataType.LONG;
      case Byte ignored -> DataType.LONG;
      case Double ignored -> DataType.DOUBLE;
      case Float ignored -> DataType.FLOAT;
      case BigDecimal decimal -> decimalType(decimal);
      case BigInteger ignored -> DataType.of(ValueType.BIGINT);
      case Instant ignored -> DataType.INSTANT;
      case java.util.Date ignored -> DataType.INSTANT;
      case LocalDateTime ignored -> DataType.TIMESTAMP;
      case LocalDate ignored -> DataType.DATE;
      case LocalTime ignored -> DataType.TIME;
      case UUID ignored -> DataType.UUID;
      case URI ignored -> DataType.of(ValueType.URI);
      case Keyword ignored -> DataType.KEYWORD;
      case Symbol ignored -> DataType.of(ValueType.SYMBOL);
      case Bytes ignored -> DataType.BYTES;
      case byte[] ignored -> DataType.BYTES;
      case List<?> list when isLookupRef(list) -> DataType.REF;
      default ->
          throw YoreException.of(
                  ErrorCode.DATATYPE_MISMATCH, "A value of a type that attributes have is expected")
              .with("found", value.getClass().getName());
    };
  }

  private static DataType decimalType(BigDecimal value) {
    int scale = Math.max(0, value.scale());
    int digits = Math.max(1, value.precision() - value.scale() + scale);
    if (Math.max(digits, scale) > DataType.MAX_DECIMAL_DIGITS) {
      throw YoreException.of(
              ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, "A decimal should have at most 38 digits")
          .with("found", value);
    }
    return DataType.decimal(Math.max(digits, scale), scale);
  }

  private static boolean isLookupRef(List<?> list) {
    return list.size() == 2 && list.getFirst() instanceof Keyword && list.get(1) != null;
  }

  /** The value in the form that the type has in the engine, or null when it cannot be one. */
  static @Nullable Object to(DataType type, Object value) {
    return switch (type.valueType()) {
      case LONG, MONTHS, DURATION -> wholeLong(value);
      case REF -> value instanceof Boolean ? null : wholeLong(value);
      case DOUBLE -> toDouble(value);
      case FLOAT -> toFloat(value);
      case DECIMAL -> toDecimal(type, value);
      case BIGINT -> toBigInteger(value);
      case INSTANT ->
          value instanceof java.util.Date date
              ? Instant.ofEpochMilli(date.getTime())
              : as(Instant.class, value);
      case STRING -> value instanceof Character ? value.toString() : as(String.class, value);
      case BYTES -> value instanceof byte[] bytes ? Bytes.of(bytes) : as(Bytes.class, value);
      default -> as(type.valueType().javaClass(), value);
    };
  }

  private static @Nullable Object as(Class<?> wanted, Object value) {
    return wanted.isInstance(value) ? value : null;
  }

  private static @Nullable BigDecimal number(Object value) {
    return switch (value) {
      case Long l -> BigDecimal.valueOf(l);
      case Integer i -> BigDecimal.valueOf(i);
      case Short s -> BigDecimal.valueOf(s);
      case Byte b -> BigDecimal.valueOf(b);
      case BigInteger big -> new BigDecimal(big);
      case BigDecimal decimal -> decimal;
      case Double d -> Double.isFinite(d) ? new BigDecimal(d) : null;
      case Float f -> Float.isFinite(f) ? new BigDecimal(f) : null;
      default -> null;
    };
  }

  private static @Nullable Long wholeLong(Object value) {
    if (value instanceof Long number) {
      return number;
    }
    BigInteger whole = toBigInteger(value);
    return whole == null || whole.bitLength() >= Long.SIZE ? null : whole.longValue();
  }

  private static @Nullable BigInteger toBigInteger(Object value) {
    BigDecimal number = number(value);
    if (number == null || number.stripTrailingZeros().scale() > 0) {
      return null;
    }
    return number.toBigInteger();
  }

  private static @Nullable Double toDouble(Object value) {
    if (value instanceof Double number) {
      return number;
    }
    BigDecimal exact = number(value);
    if (exact == null) {
      return value instanceof Float special ? (Double) special.doubleValue() : null;
    }
    double number = exact.doubleValue();
    boolean same = value instanceof BigDecimal || new BigDecimal(number).compareTo(exact) == 0;
    return Double.isFinite(number) && same ? number : null;
  }

  private static @Nullable Float toFloat(Object value) {
    Double number = toDouble(value);
    return number == null ? null : Float.valueOf(number.floatValue());
  }

  private static @Nullable BigDecimal toDecimal(DataType type, Object value) {
    BigDecimal exact = number(value);
    if (exact == null) {
      return null;
    }
    BigDecimal stripped = exact.stripTrailingZeros();
    if (stripped.scale() > type.scale()) {
      return null;
    }
    BigDecimal scaled = stripped.setScale(type.scale());
    return scaled.precision() > type.precision() ? null : scaled;
  }

  /**
   * The entity that a value names: an id, an ident or a lookup ref.
   *
   * @return its id, or null when a lookup ref finds nothing
   */
  static @Nullable Long entity(Object value, Db db) {
    return switch (value) {
      case Keyword ident -> ident(ident, db);
      case List<?> list when isLookupRef(list) -> lookUp(list, db);
      default -> {
        Long id = wholeLong(value);
        if (id == null) {
          throw YoreException.of(
                  ErrorCode.DATATYPE_MISMATCH,
                  "An entity is expected: its id, its ident or a lookup ref [attribute value]")
              .with("found", EdnText.of(value));
        }
        yield id;
      }
    };
  }

  /** The entity of an ident, which must exist. */
  static long ident(Keyword ident, Db db) {
    Long known = db.schema().idents().get(ident);
    if (known == null) {
      throw YoreException.of(ErrorCode.NOT_AN_ENTITY, "No entity has this ident")
          .with("found", ident)
          .suggesting(
              ident.toString(),
              db.schema().idents().keySet().stream().map(Keyword::toString).toList());
    }
    return known;
  }

  private static @Nullable Long lookUp(List<?> ref, Db db) {
    Attribute attribute = uniqueAttribute((Keyword) ref.getFirst(), db);
    Object given = java.util.Objects.requireNonNull(ref.get(1));
    Object value =
        attribute.type().valueType() == ValueType.REF
            ? entity(given, db)
            : to(attribute.type(), given);
    if (value == null) {
      throw mismatch(attribute, given);
    }
    Db plain = db.view().history() ? withoutHistory(db) : db;
    long entity = plain.reader().entityOf(attribute.id(), value);
    return entity < 0 ? null : entity;
  }

  private static Db withoutHistory(Db db) {
    Db now = new Db(db.indexes(), db.schema(), dev.yore.engine.index.View.NOW, db.basisInstant());
    return now.asOf(db.view().asOf());
  }

  /** The attribute of a lookup ref. */
  static Attribute uniqueAttribute(Keyword ident, Db db) {
    Attribute attribute = attribute(ident, db);
    if (attribute.unique() == null) {
      throw YoreException.of(
              ErrorCode.LOOKUP_REF_ATTR_NOT_UNIQUE, "A lookup ref should have a unique attribute")
          .with("attribute", ident);
    }
    return attribute;
  }

  /** The attribute of an ident, which must exist. */
  static Attribute attribute(Keyword ident, Db db) {
    Attribute attribute = db.schema().attribute(ident);
    if (attribute == null) {
      throw YoreException.of(ErrorCode.NOT_AN_ATTRIBUTE, "No attribute has this name")
          .with("found", ident)
          .suggesting(
              ident.toString(),
              db.schema().attributes().stream()
                  .filter(known -> !Bootstrap.isSystem(known.id()) || isSystemName(ident))
                  .map(known -> known.ident().toString())
                  .toList());
    }
    return attribute;
  }

  private static boolean isSystemName(Keyword ident) {
    String namespace = ident.namespace();
    return namespace != null && (namespace.startsWith("db") || namespace.startsWith("yore"));
  }

  static YoreException mismatch(Attribute attribute, Object value) {
    return YoreException.of(
            ErrorCode.DATATYPE_MISMATCH, "A value of the attribute's type is expected")
        .with("attribute", attribute.ident())
        .with("type", attribute.type())
        .with("found", EdnText.of(value));
  }
}
