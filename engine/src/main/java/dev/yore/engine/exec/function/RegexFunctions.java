package dev.yore.engine.exec.function;

import static dev.yore.engine.exec.function.Functions.pure;
import static dev.yore.engine.exec.function.TextFunctions.number;
import static dev.yore.engine.exec.function.TextFunctions.text;

import dev.yore.engine.exec.function.FunctionDefinition.Kind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Functions that find places of regular expressions. */
final class RegexFunctions {
  private static final Kind TEXT = Kind.TEXT;
  private static final Kind INTEGER = Kind.INTEGER;

  private RegexFunctions() {}

  static void register() {
    pure(
        "regexp_like",
        (a, c) -> Patterns.regex(text(a[1]), options(text(a[2]))).matcher(text(a[0])).find(),
        TEXT,
        TEXT,
        TEXT);
    pure("regexp_count", (a, c) -> count(text(a[0]), text(a[1]), 1), TEXT, TEXT);
    pure(
        "regexp_count", (a, c) -> count(text(a[0]), text(a[1]), number(a[2])), TEXT, TEXT, INTEGER);
    pure("regexp_instr", (a, c) -> place(text(a[0]), text(a[1]), 1, 1), TEXT, TEXT);
    pure(
        "regexp_instr",
        (a, c) -> place(text(a[0]), text(a[1]), number(a[2]), 1),
        TEXT,
        TEXT,
        INTEGER);
    pure(
        "regexp_instr",
        (a, c) -> place(text(a[0]), text(a[1]), number(a[2]), number(a[3])),
        TEXT,
        TEXT,
        INTEGER,
        INTEGER);
    pure("regexp_substr", (a, c) -> part(text(a[0]), text(a[1]), 1, 1), TEXT, TEXT);
    pure(
        "regexp_substr",
        (a, c) -> part(text(a[0]), text(a[1]), number(a[2]), 1),
        TEXT,
        TEXT,
        INTEGER);
    pure(
        "regexp_substr",
        (a, c) -> part(text(a[0]), text(a[1]), number(a[2]), number(a[3])),
        TEXT,
        TEXT,
        INTEGER,
        INTEGER);
  }

  private static int options(String flags) {
    return flags.contains("i") ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
  }

  private static long count(String text, String regex, int from) {
    Matcher matcher = matcher(text, regex, from);
    long count = 0;
    while (matcher.find()) {
      count++;
    }
    return count;
  }

  /** A matcher for the text from a character on, the first being 1. */
  private static Matcher matcher(String text, String regex, int from) {
    int skipped = Math.clamp(from - 1L, 0, text.codePointCount(0, text.length()));
    int start = text.offsetByCodePoints(0, skipped);
    return Patterns.regex(regex, 0).matcher(text).region(start, text.length());
  }

  private static boolean find(Matcher matcher, int occurrence) {
    for (int i = 0; i < occurrence; i++) {
      if (!matcher.find()) {
        return false;
      }
    }
    return true;
  }

  private static long place(String text, String regex, int from, int occurrence) {
    Matcher matcher = matcher(text, regex, from);
    return find(matcher, occurrence) ? text.codePointCount(0, matcher.start()) + 1L : 0;
  }

  private static @Nullable String part(String text, String regex, int from, int occurrence) {
    Matcher matcher = matcher(text, regex, from);
    return find(matcher, occurrence) ? matcher.group() : null;
  }
}
