package dev.yore.engine.exec.function;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Patterns of LIKE and its relatives as predicates. */
public final class Patterns {
  private Patterns() {}

  /** How a pattern is written. */
  public enum Syntax {
    LIKE,
    ILIKE,
    SIMILAR,
    REGEX,
    REGEX_IGNORING_CASE
  }

  /** The predicate of a pattern; without {@code escape} a backslash escapes. */
  public static Predicate<String> compile(Syntax syntax, String pattern, @Nullable String escape) {
    return switch (syntax) {
      case LIKE -> like(pattern, escape(escape));
      case ILIKE -> regexOf(pattern, escape(escape), Pattern.CASE_INSENSITIVE);
      case SIMILAR -> full(regex(similar(pattern, escape(escape)), Pattern.DOTALL));
      case REGEX -> regex(pattern, 0).asPredicate();
      case REGEX_IGNORING_CASE ->
          regex(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE).asPredicate();
    };
  }

  /** A regular expression, or an error that says what is wrong with it. */
  static Pattern regex(String pattern, int flags) {
    try {
      return Pattern.compile(pattern, flags);
    } catch (PatternSyntaxException wrong) {
      throw YoreException.of(
              ErrorCode.INVALID_REGULAR_EXPRESSION, "The regular expression cannot be read")
          .with("pattern", pattern)
          .with("problem", wrong.getDescription());
    }
  }

  private static Predicate<String> full(Pattern pattern) {
    return text -> pattern.matcher(text).matches();
  }

  /**
   * The code point that escapes in a LIKE pattern, -1 for none; a backslash without {@code escape}.
   */
  public static int escapeOf(@Nullable String escape) {
    if (escape == null) {
      return '\\';
    }
    if (escape.codePointCount(0, escape.length()) > 1) {
      throw YoreException.of(ErrorCode.INVALID_ESCAPE, "An escape string is empty or one character")
          .with("escape", escape);
    }
    return escape.isEmpty() ? -1 : escape.codePointAt(0);
  }

  /** The escape character, 0 for none. */
  private static char escape(@Nullable String escape) {
    if (escape == null) {
      return '\\';
    }
    if (escape.length() > 1) {
      throw YoreException.of(ErrorCode.INVALID_ESCAPE, "An escape string is empty or one character")
          .with("escape", escape);
    }
    return escape.isEmpty() ? 0 : escape.charAt(0);
  }

  private static Predicate<String> like(String pattern, char escape) {
    boolean plain = pattern.indexOf('_') < 0 && (escape == 0 || pattern.indexOf(escape) < 0);
    if (plain) {
      int first = pattern.indexOf('%');
      int last = pattern.lastIndexOf('%');
      if (first < 0) {
        return pattern::equals;
      }
      if (first == last) {
        String head = pattern.substring(0, first);
        String tail = pattern.substring(first + 1);
        return text ->
            text.length() >= head.length() + tail.length()
                && text.startsWith(head)
                && text.endsWith(tail);
      }
      String middle = pattern.substring(1, Math.max(1, last));
      if (first == 0 && last == pattern.length() - 1 && middle.indexOf('%') < 0) {
        return text -> text.contains(middle);
      }
    }
    return regexOf(pattern, escape, 0);
  }

  private static Predicate<String> regexOf(String pattern, char escape, int flags) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (escape != 0 && c == escape) {
        regex.append(Pattern.quote(escaped(pattern, ++i)));
      } else if (c == '%') {
        regex.append(".*");
      } else if (c == '_') {
        regex.append('.');
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return full(regex(regex.toString(), Pattern.DOTALL | Pattern.UNICODE_CASE | flags));
  }

  private static String escaped(String pattern, int at) {
    if (at >= pattern.length()) {
      throw YoreException.of(
              ErrorCode.INVALID_ESCAPE, "LIKE pattern must not end with escape character")
          .with("pattern", pattern);
    }
    return pattern.substring(at, at + 1);
  }

  /** SQL's regular expressions: LIKE's wildcards, and {@code | * + ? {m,n} ( ) [ ]}. */
  private static String similar(String pattern, char escape) {
    StringBuilder regex = new StringBuilder();
    boolean inClass = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (escape != 0 && c == escape) {
        regex.append(Pattern.quote(escaped(pattern, ++i)));
      } else if (inClass) {
        inClass = c != ']';
        regex.append(c);
      } else {
        inClass = c == '[';
        switch (c) {
          case '%' -> regex.append(".*");
          case '_' -> regex.append('.');
          case '.', '^', '$', '\\' -> regex.append('\\').append(c);
          default -> regex.append(c);
        }
      }
    }
    return regex.toString();
  }
}
