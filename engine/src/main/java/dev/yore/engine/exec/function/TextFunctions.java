package dev.yore.engine.exec.function;

import static dev.yore.engine.exec.function.Functions.pure;
import static dev.yore.engine.exec.function.Functions.variadic;

import dev.yore.engine.exec.function.FunctionDefinition.Body;
import dev.yore.engine.exec.function.FunctionDefinition.Kind;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Functions of text and bytes. */
final class TextFunctions {
  private static final Kind TEXT = Kind.TEXT;
  private static final Kind INTEGER = Kind.INTEGER;

  private TextFunctions() {}

  static String text(@Nullable Object value) {
    return (String) Objects.requireNonNull(value);
  }

  static int number(@Nullable Object value) {
    return Math.clamp((Long) Objects.requireNonNull(value), Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  static void register() {
    pure("upper", (a, c) -> text(a[0]).toUpperCase(Locale.ROOT), TEXT);
    pure("lower", (a, c) -> text(a[0]).toLowerCase(Locale.ROOT), TEXT);
    pure("initcap", (a, c) -> initcap(text(a[0])), TEXT);
    pure("reverse", (a, c) -> new StringBuilder(text(a[0])).reverse().toString(), TEXT);
    pure("||", (a, c) -> text(a[0]) + text(a[1]), Kind.AS_TEXT, Kind.AS_TEXT);
    pure("||", (a, c) -> joined((Bytes) a[0], (Bytes) a[1]), Kind.BYTES, Kind.BYTES);
    variadic("concat", (a, c) -> concat("", a, 0), Kind.AS_TEXT);
    variadic(
        "concat_ws", (a, c) -> a[0] == null ? null : concat(text(a[0]), a, 1), TEXT, Kind.AS_TEXT);
    pure("repeat", (a, c) -> repeat(text(a[0]), number(a[1])), TEXT, INTEGER);
    pure("replace", (a, c) -> replace(text(a[0]), text(a[1]), text(a[2])), TEXT, TEXT, TEXT);
    pure("translate", (a, c) -> translate(text(a[0]), text(a[1]), text(a[2])), TEXT, TEXT, TEXT);
    pure("md5", (a, c) -> md5(Conversions.utf8(text(a[0]))), TEXT);
    pure("md5", (a, c) -> md5(((Bytes) Objects.requireNonNull(a[0])).toByteArray()), Kind.BYTES);
    pure("starts_with", (a, c) -> text(a[0]).startsWith(text(a[1])), TEXT, TEXT);
    pure("ascii", (a, c) -> text(a[0]).isEmpty() ? 0L : (long) text(a[0]).codePointAt(0), TEXT);
    pure("chr", (a, c) -> chr(number(a[0])), INTEGER);
    pure("split_part", (a, c) -> part(text(a[0]), text(a[1]), number(a[2])), TEXT, TEXT, INTEGER);
    pure("encode", (a, c) -> encode((Bytes) a[0], text(a[1])), Kind.BYTES, TEXT);
    pure("decode", (a, c) -> decode(text(a[0]), text(a[1])), TEXT, TEXT);
    pure("quote_literal", (a, c) -> "'" + text(a[0]).replace("'", "''") + "'", TEXT);
    lengths();
    parts();
    padding();
    trims();
    expressions();
  }

  private static void lengths() {
    for (String name : new String[] {"length", "char_length", "character_length"}) {
      pure(name, (a, c) -> (long) text(a[0]).codePointCount(0, text(a[0]).length()), TEXT);
    }
    pure("octet_length", (a, c) -> (long) Conversions.utf8(text(a[0])).length, TEXT);
    pure("bit_length", (a, c) -> 8L * Conversions.utf8(text(a[0])).length, TEXT);
    for (String name : new String[] {"length", "octet_length"}) {
      pure(name, (a, c) -> (long) ((Bytes) Objects.requireNonNull(a[0])).size(), Kind.BYTES);
    }
  }

  private static void parts() {
    for (String name : new String[] {"substring", "substr"}) {
      pure(name, (a, c) -> substring(text(a[0]), number(a[1]), null), TEXT, INTEGER);
      pure(
          name,
          (a, c) -> substring(text(a[0]), number(a[1]), number(a[2])),
          TEXT,
          INTEGER,
          INTEGER);
    }
    pure("left", (a, c) -> left(text(a[0]), number(a[1])), TEXT, INTEGER);
    pure("right", (a, c) -> right(text(a[0]), number(a[1])), TEXT, INTEGER);
    pure("position", (a, c) -> position(text(a[0]), text(a[1])), TEXT, TEXT);
    pure("strpos", (a, c) -> position(text(a[1]), text(a[0])), TEXT, TEXT);
    pure(
        "overlay",
        (a, c) -> overlay(text(a[0]), text(a[1]), number(a[2]), null),
        TEXT,
        TEXT,
        INTEGER);
    pure(
        "overlay",
        (a, c) -> overlay(text(a[0]), text(a[1]), number(a[2]), number(a[3])),
        TEXT,
        TEXT,
        INTEGER,
        INTEGER);
  }

  private static void padding() {
    pure("lpad", (a, c) -> pad(text(a[0]), number(a[1]), " ", true), TEXT, INTEGER);
    pure("lpad", (a, c) -> pad(text(a[0]), number(a[1]), text(a[2]), true), TEXT, INTEGER, TEXT);
    pure("rpad", (a, c) -> pad(text(a[0]), number(a[1]), " ", false), TEXT, INTEGER);
    pure("rpad", (a, c) -> pad(text(a[0]), number(a[1]), text(a[2]), false), TEXT, INTEGER, TEXT);
  }

  private static void trims() {
    trim("btrim", true, true);
    trim("ltrim", true, false);
    trim("rtrim", false, true);
    pure("trim", (a, c) -> trimmed(text(a[0]), " ", true, true), TEXT);
    Body sided =
        (a, c) ->
            trimmed(
                text(a[2]),
                text(a[1]),
                !text(a[0]).equals("trailing"),
                !text(a[0]).equals("leading"));
    pure("trim", sided, TEXT, TEXT, TEXT);
  }

  private static void trim(String name, boolean start, boolean end) {
    pure(name, (a, c) -> trimmed(text(a[0]), " ", start, end), TEXT);
    pure(name, (a, c) -> trimmed(text(a[0]), text(a[1]), start, end), TEXT, TEXT);
  }

  private static void expressions() {
    pure(
        "regexp_replace",
        (a, c) -> regexReplace(text(a[0]), text(a[1]), text(a[2]), ""),
        TEXT,
        TEXT,
        TEXT);
    pure(
        "regexp_replace",
        (a, c) -> regexReplace(text(a[0]), text(a[1]), text(a[2]), text(a[3])),
        TEXT,
        TEXT,
        TEXT,
        TEXT);
    pure(
        "regexp_like",
        (a, c) -> Patterns.regex(text(a[1]), 0).matcher(text(a[0])).find(),
        TEXT,
        TEXT);
    pure(
        "substring",
        (a, c) -> {
          Matcher matcher = Patterns.regex(text(a[1]), 0).matcher(text(a[0]));
          return matcher.find() ? matcher.group(matcher.groupCount() > 0 ? 1 : 0) : null;
        },
        TEXT,
        TEXT);
  }

  private static String regexReplace(String text, String regex, String with, String flags) {
    int options = flags.contains("i") ? Pattern.CASE_INSENSITIVE : 0;
    Matcher matcher = Patterns.regex(regex, options).matcher(text);
    String replacement = with.replace("$", "\\$").replaceAll("\\\\(\\d)", "\\$$1");
    return flags.contains("g")
        ? matcher.replaceAll(replacement)
        : matcher.replaceFirst(replacement);
  }

  private static Bytes joined(@Nullable Bytes left, @Nullable Bytes right) {
    byte[] head = Objects.requireNonNull(left).toByteArray();
    byte[] tail = Objects.requireNonNull(right).toByteArray();
    byte[] both = java.util.Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, both, head.length, tail.length);
    return Bytes.of(both);
  }

  private static String concat(String separator, @Nullable Object[] parts, int from) {
    StringBuilder joined = new StringBuilder();
    boolean first = true;
    for (int i = from; i < parts.length; i++) {
      if (parts[i] != null) {
        joined.append(first ? "" : separator).append(parts[i]);
        first = false;
      }
    }
    return joined.toString();
  }

  private static String initcap(String text) {
    StringBuilder result = new StringBuilder();
    boolean inWord = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      result.append(inWord ? Character.toLowerCase(c) : Character.toUpperCase(c));
      inWord = Character.isLetterOrDigit(c);
    }
    return result.toString();
  }

  private static String repeat(String text, int times) {
    if ((long) text.length() * Math.max(0, times) > (1 << 28)) {
      throw YoreException.of(ErrorCode.LIMIT_EXCEEDED, "The repeated text would be too long")
          .with("times", times);
    }
    return text.repeat(Math.max(0, times));
  }

  private static String replace(String text, String from, String to) {
    return from.isEmpty() ? text : text.replace(from, to);
  }

  private static String translate(String text, String from, String to) {
    StringBuilder result = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      int at = from.indexOf(text.charAt(i));
      if (at < 0) {
        result.append(text.charAt(i));
      } else if (at < to.length()) {
        result.append(to.charAt(at));
      }
    }
    return result.toString();
  }

  private static String md5(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException missing) {
      throw YoreException.unsupported("md5 on this Java runtime").causedBy(missing);
    }
  }

  private static String chr(int code) {
    if (!Character.isValidCodePoint(code) || code == 0) {
      throw YoreException.of(ErrorCode.LIMIT_EXCEEDED, "requested character not valid for encoding")
          .with("code", code);
    }
    return Character.toString(code);
  }

  private static String part(String text, String separator, int field) {
    if (field == 0) {
      throw YoreException.of(ErrorCode.INVALID_PARAMETER_VALUE, "field position must not be zero");
    }
    String[] parts =
        separator.isEmpty() ? new String[] {text} : text.split(Pattern.quote(separator), -1);
    int at = field > 0 ? field - 1 : parts.length + field;
    return at >= 0 && at < parts.length ? parts[at] : "";
  }

  private static String encode(@Nullable Bytes value, String format) {
    byte[] bytes = Objects.requireNonNull(value).toByteArray();
    return switch (format.toLowerCase(Locale.ROOT)) {
      case "hex" -> HexFormat.of().formatHex(bytes);
      case "base64" -> Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(bytes);
      case "escape" -> new String(bytes, StandardCharsets.ISO_8859_1);
      default -> throw unknownEncoding(format);
    };
  }

  private static Bytes decode(String text, String format) {
    try {
      return Bytes.of(
          switch (format.toLowerCase(Locale.ROOT)) {
            case "hex" -> HexFormat.of().parseHex(text);
            case "base64" -> Base64.getMimeDecoder().decode(text);
            case "escape" -> text.getBytes(StandardCharsets.ISO_8859_1);
            default -> throw unknownEncoding(format);
          });
    } catch (IllegalArgumentException wrong) {
      throw YoreException.of(
              ErrorCode.INVALID_PARAMETER_VALUE, "The text is not written in this encoding")
          .with("encoding", format)
          .with("text", text);
    }
  }

  private static YoreException unknownEncoding(String format) {
    return YoreException.of(
            ErrorCode.INVALID_PARAMETER_VALUE, "Encodings are hex, base64 and escape")
        .with("found", format);
  }

  /** SQL's substring: positions count from 1 and may lie outside of the text. */
  private static String substring(String text, int from, @Nullable Integer length) {
    int size = text.codePointCount(0, text.length());
    long end = length == null ? size + 1L : (long) from + length;
    if (length != null && length < 0) {
      throw YoreException.of(ErrorCode.SUBSTRING_ERROR, "negative substring length not allowed");
    }
    int first = (int) Math.clamp((long) from, 1, size + 1L);
    int last = (int) Math.clamp(end, first, size + 1L);
    return text.substring(
        text.offsetByCodePoints(0, first - 1), text.offsetByCodePoints(0, last - 1));
  }

  private static String left(String text, int count) {
    int size = text.codePointCount(0, text.length());
    return substring(text, 1, count >= 0 ? count : Math.max(0, size + count));
  }

  private static String right(String text, int count) {
    int size = text.codePointCount(0, text.length());
    return substring(text, count >= 0 ? Math.max(1, size - count + 1) : 1 - count, null);
  }

  private static long position(String part, String text) {
    int at = text.indexOf(part);
    return at < 0 ? 0 : text.codePointCount(0, at) + 1L;
  }

  private static String overlay(String text, String with, int from, @Nullable Integer length) {
    int replaced = length == null ? with.codePointCount(0, with.length()) : length;
    return substring(text, 1, Math.max(0, from - 1))
        + with
        + substring(text, from + replaced, null);
  }

  private static String pad(String text, int length, String fill, boolean left) {
    int size = text.codePointCount(0, text.length());
    int wanted = Math.max(0, length);
    if (size >= wanted) {
      return left(text, wanted);
    }
    if (fill.isEmpty()) {
      return text;
    }
    int missing = wanted - size;
    String padding = left(repeat(fill, missing / fill.length() + 1), missing);
    return left ? padding + text : text + padding;
  }

  private static String trimmed(String text, String characters, boolean start, boolean end) {
    int from = 0;
    int to = text.length();
    while (start && from < to && characters.indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    while (end && to > from && characters.indexOf(text.charAt(to - 1)) >= 0) {
      to--;
    }
    return text.substring(from, to);
  }
}
