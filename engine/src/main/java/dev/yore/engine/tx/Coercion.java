package dev.yore.engine.tx;

import dev.yore.engine.schema.Attribute;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.Bytes;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.Keyword;
import dev.yore.storage.value.Symbol;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Date;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes values of attributes' types of what was written, exactly or not at all. */
final class Coercion {
  private Coercion() {}

  /** The value of the attribute's type that equals {@code given}; an error when there is none. */
  static Object coerce(Attribute attribute, Object given) {
    Object value = convert(attribute, attribute.type(), given);
    if (value == null) {
      throw YoreException.of(
              ErrorCode.WRONG_TYPE_FOR_ATTRIBUTE, "The value should be of the attribute's type")
          .with("attribute", attribute.ident())
          .with("type", attribute.type())
          .with("value", given)
          .with("found", given.getClass().getSimpleName());
    }
    return value;
  }

  private static @Nullable Object convert(Attribute attribute, DataType type, Object given) {
    return switch (type.valueType()) {
      case STRING -> given instanceof String text ? string(attribute, type, text) : null;
      case BOOLEAN -> given instanceof Boolean ? given : null;
      case LONG -> integer(given) instanceof BigInteger n ? toLong(attribute, type, n) : null;
      case BIGINT -> integer(given);
      case DOUBLE -> toDouble(attribute, given);
      case FLOAT -> toFloat(attribute, given);
      case DECIMAL -> toDecimal(attribute, type, given);
      case INSTANT -> toInstant(attribute, given);
      case TIMESTAMP -> given instanceof LocalDateTime v ? micros(attribute, v, v.getNano()) : null;
      case DATE -> given instanceof LocalDate ? given : null;
      case TIME -> given instanceof LocalTime v ? micros(attribute, v, v.getNano()) : null;
      case UUID -> given instanceof UUID ? given : null;
      case URI -> given instanceof URI ? given : null;
      case KEYWORD -> given instanceof Keyword ? given : null;
      case SYMBOL -> given instanceof Symbol ? given : null;
      case BYTES -> bytes(attribute, type, given);
      case REF, TUPLE, MONTHS, DURATION -> null;
    };
  }

  private static Object string(Attribute attribute, DataType type, String text) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw lossy(
          ErrorCode.CHARACTER_NOT_IN_REPERTOIRE,
          "Text should not have half of a surrogate pair",
          attribute,
          text);
    }
    if (type.precision() > 0 && text.codePointCount(0, text.length()) > type.precision()) {
      throw lossy(ErrorCode.STRING_TOO_LONG, "The text is longer than allowed", attribute, text);
    }
    return text;
  }

  private static @Nullable Object bytes(Attribute attribute, DataType type, Object given) {
    Bytes bytes =
        switch (given) {
          case Bytes value -> value;
          case byte[] array -> Bytes.of(array);
          default -> null;
        };
    if (bytes != null && type.precision() > 0 && bytes.size() > type.precision()) {
      throw lossy(ErrorCode.STRING_TOO_LONG, "There are more bytes than allowed", attribute, bytes);
    }
    return bytes;
  }

  private static @Nullable BigInteger integer(Object given) {
    return switch (given) {
      case Long n -> BigInteger.valueOf(n);
      case Integer n -> BigInteger.valueOf(n);
      case Short n -> BigInteger.valueOf(n);
      case Byte n -> BigInteger.valueOf(n);
      case BigInteger n -> n;
      default -> null;
    };
  }

  private static Object toLong(Attribute attribute, DataType type, BigInteger number) {
    if (number.bitLength() >= type.precision()) {
      throw outOfRange(attribute, number);
    }
    return number.longValue();
  }

  private static @Nullable BigDecimal number(Object given) {
    BigInteger integer = integer(given);
    if (integer != null) {
      return new BigDecimal(integer);
    }
    return switch (given) {
      case BigDecimal n -> n;
      case Double n when Double.isFinite(n) -> new BigDecimal(n);
      case Float n when Float.isFinite(n) -> new BigDecimal(n);
      default -> null;
    };
  }

  private static @Nullable Object toDouble(Attribute attribute, Object given) {
    if (given instanceof Double || given instanceof Float) {
      return ((Number) given).doubleValue();
    }
    BigDecimal number = number(given);
    if (number == null) {
      return null;
    }
    double value = number.doubleValue();
    if (Double.isInfinite(value) || new BigDecimal(value).compareTo(number) != 0) {
      throw inexact(attribute, number);
    }
    return value;
  }

  private static @Nullable Object toFloat(Attribute attribute, Object given) {
    if (given instanceof Double n && !Double.isFinite(n)) {
      return n.floatValue();
    }
    if (given instanceof Float) {
      return given;
    }
    BigDecimal number = number(given);
    if (number == null) {
      return null;
    }
    float value = number.floatValue();
    if (Float.isInfinite(value) || new BigDecimal(value).compareTo(number) != 0) {
      throw inexact(attribute, number);
    }
    return value;
  }

  private static @Nullable Object toDecimal(Attribute attribute, DataType type, Object given) {
    BigDecimal number = number(given);
    if (number == null) {
      return null;
    }
    BigDecimal scaled = number.setScale(type.scale(), RoundingMode.DOWN);
    if (scaled.compareTo(number) != 0) {
      throw inexact(attribute, number);
    }
    if (scaled.precision() > type.precision()) {
      throw outOfRange(attribute, number);
    }
    return scaled;
  }

  private static @Nullable Object toInstant(Attribute attribute, Object given) {
    return switch (given) {
      case Instant value -> micros(attribute, value, value.getNano());
      case Date date -> {
        Instant value = instant(date);
        yield micros(attribute, value, value.getNano());
      }
      default -> null;
    };
  }

  /** The moment of a date; subclasses that stand for a day only cannot say it themselves. */
  private static Instant instant(Date date) {
    try {
      return date.toInstant();
    } catch (UnsupportedOperationException e) {
      return Instant.ofEpochMilli(date.getTime());
    }
  }

  private static Object micros(Attribute attribute, Object value, int nanos) {
    if (nanos % 1000 != 0) {
      throw lossy(
          ErrorCode.WRONG_TYPE_FOR_ATTRIBUTE,
          "Times are kept in microseconds and this one is finer; truncate it",
          attribute,
          value);
    }
    return value;
  }

  private static YoreException inexact(Attribute attribute, Object value) {
    return lossy(
            ErrorCode.WRONG_TYPE_FOR_ATTRIBUTE,
            "The number cannot be kept exactly in the attribute's type; round it",
            attribute,
            value)
        .with("type", attribute.type());
  }

  private static YoreException outOfRange(Attribute attribute, Object value) {
    return lossy(
            ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE,
            "The number is outside of the range of the attribute's type",
            attribute,
            value)
        .with("type", attribute.type());
  }

  private static YoreException lossy(
      ErrorCode code, String text, Attribute attribute, Object value) {
    return YoreException.of(code, text).with("attribute", attribute.ident()).with("value", value);
  }
}
