package dev.yore.engine.edn;

import dev.yore.storage.error.SourcePosition;
import dev.yore.storage.value.Keyword;
import dev.yore.storage.value.Symbol;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The words of EDN: numbers, keywords, symbols, names of characters. */
final class EdnTokens {
  private static final Pattern INTEGER = Pattern.compile("[+-]?(0|[1-9][0-9]*)N?");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(0|[1-9][0-9]*)(\\.[0-9]*)?([eE][+-]?[0-9]+)?M?");
  static final Map<String, Character> CHARACTERS =
      Map.of(
          "newline", '\n',
          "return", '\r',
          "space", ' ',
          "tab", '\t',
          "formfeed", '\f',
          "backspace", '\b');

  private EdnTokens() {}

  static boolean blank(char c) {
    return c == ',' || Character.isWhitespace(c) || c == '\uFEFF';
  }

  /** True for characters that no token goes over. */
  static boolean ends(char c) {
    return blank(c) || "()[]{}\";\\".indexOf(c) >= 0;
  }

  static @Nullable Object parse(String token, EdnReader reader, SourcePosition start) {
    switch (token) {
      case "nil" -> {
        return null;
      }
      case "true" -> {
        return true;
      }
      case "false" -> {
        return false;
      }
      default -> {}
    }
    char first = token.charAt(0);
    if (first == ':') {
      return keyword(token, reader, start);
    }
    boolean signed = (first == '+' || first == '-') && token.length() > 1;
    if (isDigit(first) || (signed && isDigit(token.charAt(1)))) {
      return number(token, reader, start);
    }
    if (token.startsWith("##")) {
      return special(token, reader, start);
    }
    return new Symbol(token);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static Keyword keyword(String token, EdnReader reader, SourcePosition start) {
    String name = token.substring(1);
    int slash = name.indexOf('/');
    boolean slashed = slash == 0 && name.length() > 1 || slash > 0 && slash == name.length() - 1;
    if (name.isEmpty() || name.startsWith(":") || slashed) {
      throw reader
          .error("A keyword should have a name after the colon, as :name or :space/name", start)
          .with("found", token);
    }
    return Keyword.of(name);
  }

  private static Object number(String token, EdnReader reader, SourcePosition start) {
    boolean integer = INTEGER.matcher(token).matches();
    if (!integer && !NUMBER.matcher(token).matches()) {
      throw reader
          .error("A number should be like 42, 42N, 4.2, 4.2e1 or 4.2M", start)
          .with("found", token);
    }
    String digits = token.startsWith("+") ? token.substring(1) : token;
    if (digits.endsWith("N")) {
      return new BigInteger(digits.substring(0, digits.length() - 1));
    }
    if (digits.endsWith("M")) {
      return new BigDecimal(digits.substring(0, digits.length() - 1));
    }
    if (!integer) {
      return Double.parseDouble(digits);
    }
    BigInteger value = new BigInteger(digits);
    return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
  }

  private static Double special(String token, EdnReader reader, SourcePosition start) {
    return switch (token) {
      case "##NaN" -> Double.NaN;
      case "##Inf" -> Double.POSITIVE_INFINITY;
      case "##-Inf" -> Double.NEGATIVE_INFINITY;
      default ->
          throw reader.error("After ## should come NaN, Inf or -Inf", start).with("found", token);
    };
  }

  static @Nullable Character character(String name) {
    if (name.length() == 1) {
      return name.charAt(0);
    }
    if (name.length() == 5 && name.charAt(0) == 'u') {
      int code = hex(name, 1);
      return code < 0 ? null : Character.valueOf((char) code);
    }
    return CHARACTERS.get(name);
  }

  /** The number of four hexadecimal digits, or -1. */
  static int hex(String text, int from) {
    if (from + 4 > text.length()) {
      return -1;
    }
    for (int i = from; i < from + 4; i++) {
      if (!HexFormat.isHexDigit(text.charAt(i))) {
        return -1;
      }
    }
    return HexFormat.fromHexDigits(text, from, from + 4);
  }
}
