package dev.yore.cli.error;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The place in a statement that an error's message names at its end.
 *
 * @param line counted from 1
 * @param column counted from 1
 */
record ErrorPlace(int line, int column) {
  private static final Pattern PLACE =
      Pattern.compile("(?: at)? (?:line (\\d+), column (\\d+)|offset (\\d+))$");

  /** The place that {@code message} names, or null. */
  static @Nullable ErrorPlace in(String message, String statement) {
    Matcher matcher = PLACE.matcher(message);
    if (!matcher.find()) {
      return null;
    }
    if (matcher.group(3) != null) {
      return ofOffset(Integer.parseInt(matcher.group(3)), statement);
    }
    return new ErrorPlace(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  private static ErrorPlace ofOffset(int offset, String statement) {
    String before = statement.substring(0, Math.min(offset, statement.length()));
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    return new ErrorPlace(line, before.length() - before.lastIndexOf('\n'));
  }

  /** The message without the place. */
  static String without(String message) {
    return PLACE.matcher(message).replaceFirst("");
  }
}
