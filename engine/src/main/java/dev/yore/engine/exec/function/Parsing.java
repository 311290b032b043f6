package dev.yore.engine.exec.function;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.Bytes;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.Keyword;
import dev.yore.storage.value.Symbol;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;

/** Text read as values, as PostgreSQL reads it. */
final class Parsing {
  private Parsing() {}

  static Object parse(String text, DataType type, ZoneId zone) {
    String trimmed = text.strip();
    try {
      return switch (type.valueType()) {
        case STRING -> text;
        case BOOLEAN -> bool(trimmed);
        case LONG, REF -> integer(trimmed, type);
        case DOUBLE -> floating(trimmed);
        case FLOAT -> single(trimmed);
        case DECIMAL -> Conversions.decimal(new BigDecimal(trimmed), type);
        case BIGINT -> new BigInteger(trimmed);
        case DATE -> DateTimes.parse(trimmed, ZoneOffset.UTC).toLocalDate();
        case TIMESTAMP -> DateTimes.parse(trimmed, ZoneOffset.UTC).toLocalDateTime();
        case INSTANT -> DateTimes.parse(trimmed, zone).toInstant();
        case TIME -> DateTimes.parseTime(trimmed);
        case MONTHS -> Intervals.parse(trimmed).months();
        case DURATION -> Intervals.parse(trimmed).duration();
        case UUID -> uuid(trimmed);
        case URI -> URI.create(trimmed);
        case KEYWORD -> Keyword.of(trimmed);
        case SYMBOL -> new Symbol(trimmed);
        case BYTES -> bytes(text);
        case TUPLE -> throw YoreException.unsupported("a cast from text to a tuple");
      };
    } catch (NumberFormatException wrong) {
      throw invalid(text, type);
    } catch (DateTimeException wrong) {
      throw YoreException.of(
              ErrorCode.INVALID_DATETIME_FORMAT, "The text is no date or time of this type")
          .with("type", type)
          .with("text", text);
    } catch (IllegalArgumentException wrong) {
      throw invalid(text, type);
    }
  }

  static YoreException invalid(String text, DataType type) {
    return YoreException.of(
            ErrorCode.INVALID_TEXT_REPRESENTATION, "The text cannot be read as this type")
        .with("type", type)
        .with("text", text);
  }

  private static Boolean bool(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (!lower.isEmpty()) {
      if ("true".startsWith(lower)
          || "yes".startsWith(lower)
          || lower.equals("on")
          || lower.equals("1")) {
        return true;
      }
      if ("false".startsWith(lower)
          || "no".startsWith(lower)
          || lower.equals("of")
          || lower.equals("off")
          || lower.equals("0")) {
        return false;
      }
    }
    throw new IllegalArgumentException(text);
  }

  private static Object integer(String text, DataType type) {
    BigInteger number = new BigInteger(text.startsWith("+") ? text.substring(1) : text);
    return Conversions.integer(number, type);
  }

  private static Double floating(String text) {
    double value = number(text);
    if (Double.isInfinite(value) && !text.toLowerCase(Locale.ROOT).contains("inf")) {
      throw Conversions.outOfRange(DataType.DOUBLE);
    }
    return value;
  }

  private static Float single(String text) {
    float value = (float) number(text);
    if (Float.isInfinite(value) && !text.toLowerCase(Locale.ROOT).contains("inf")) {
      throw Conversions.outOfRange(DataType.FLOAT);
    }
    return value;
  }

  private static double number(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "nan" -> Double.NaN;
      case "inf", "infinity", "+infinity", "+inf" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      default -> {
        char last = text.isEmpty() ? 'x' : text.charAt(text.length() - 1);
        if (last != '.' && !Character.isDigit(last)) {
          throw new NumberFormatException(text); // Java also reads 1d and 0x1p3
        }
        yield Double.parseDouble(text);
      }
    };
  }

  private static UUID uuid(String text) {
    String digits = text.replaceAll("[-{}]", "");
    if (digits.length() != 32) {
      throw new IllegalArgumentException(text);
    }
    return new UUID(
        Long.parseUnsignedLong(digits.substring(0, 16), 16),
        Long.parseUnsignedLong(digits.substring(16), 16));
  }

  private static Bytes bytes(String text) {
    return text.startsWith("\\x")
        ? Bytes.of(HexFormat.of().parseHex(text.substring(2)))
        : Bytes.of(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
