package dev.yore.engine.exec.function;

import static dev.yore.engine.exec.function.Functions.pure;
import static dev.yore.engine.exec.function.Functions.variadic;
import static dev.yore.engine.exec.function.TextFunctions.text;

import dev.yore.engine.exec.function.FunctionDefinition.Kind;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.Bytes;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Functions that write values as text, or read them. */
final class FormatFunctions {
  private static final Pattern PLACE = Pattern.compile("%(?:(\\d+)\\$)?(-?\\d*)([sIL%])");
  private static final Pattern PLAIN_NAME = Pattern.compile("[a-z_][a-z0-9_$]*");

  private FormatFunctions() {}

  static void register() {
    pure("to_hex", (a, c) -> hex((Long) a[0]), Kind.INTEGER);
    variadic(
        "format", (a, c) -> a[0] == null ? null : format(text(a[0]), a), Kind.TEXT, Kind.AS_TEXT);
    pure("quote_ident", (a, c) -> name(text(a[0])), Kind.TEXT);
    pure("to_number", (a, c) -> read(text(a[0])), Kind.TEXT, Kind.TEXT);
    pure("sha256", (a, c) -> digest("SHA-256", (Bytes) a[0]), Kind.BYTES);
    pure("sha512", (a, c) -> digest("SHA-512", (Bytes) a[0]), Kind.BYTES);
  }

  private static String hex(@Nullable Long value) {
    long number = value == null ? 0 : value;
    return number == (int) number ? Integer.toHexString((int) number) : Long.toHexString(number);
  }

  /** {@code %s} is a value, {@code %I} a name, {@code %L} a literal. */
  private static String format(String pattern, @Nullable Object[] values) {
    Matcher matcher = PLACE.matcher(pattern);
    StringBuilder text = new StringBuilder();
    int next = 1;
    int end = 0;
    while (matcher.find()) {
      text.append(pattern, end, matcher.start());
      end = matcher.end();
      if (matcher.group(3).equals("%")) {
        text.append('%');
        continue;
      }
      int index = matcher.group(1) == null ? next : Integer.parseInt(matcher.group(1));
      next = index + 1;
      if (index >= values.length) {
        throw YoreException.of(
                ErrorCode.INVALID_PARAMETER_VALUE,
                "There are fewer values than the format has places")
            .with("format", pattern);
      }
      text.append(padded(one(matcher.group(3), values[index]), matcher.group(2)));
    }
    return text.append(pattern.substring(end)).toString();
  }

  private static String one(String kind, @Nullable Object value) {
    return switch (kind) {
      case "I" -> {
        if (value == null) {
          throw YoreException.of(
              ErrorCode.NULL_VALUE_NOT_ALLOWED,
              "null values cannot be formatted as an SQL identifier");
        }
        yield name(text(value));
      }
      case "L" -> value == null ? "NULL" : "'" + text(value).replace("'", "''") + "'";
      default -> value == null ? "" : text(value);
    };
  }

  private static String padded(String text, String width) {
    return width.isEmpty() || width.equals("-") ? text : ("%" + width + "s").formatted(text);
  }

  /** A name as a statement must write it. */
  private static String name(String name) {
    return PLAIN_NAME.matcher(name).matches() ? name : '"' + name.replace("\"", "\"\"") + '"';
  }

  private static BigDecimal read(String text) {
    String digits = text.strip().replace(",", "").replace("$", "").toUpperCase(Locale.ROOT);
    try {
      return new BigDecimal(digits);
    } catch (NumberFormatException wrong) {
      throw YoreException.of(ErrorCode.INVALID_TEXT_REPRESENTATION, "The text is not a number")
          .with("text", text);
    }
  }

  private static Bytes digest(String algorithm, @Nullable Bytes bytes) {
    try {
      byte[] content = bytes == null ? new byte[0] : bytes.toByteArray();
      return Bytes.of(MessageDigest.getInstance(algorithm).digest(content));
    } catch (NoSuchAlgorithmException missing) {
      throw YoreException.unsupported(algorithm + " on this Java runtime").causedBy(missing);
    }
  }
}
