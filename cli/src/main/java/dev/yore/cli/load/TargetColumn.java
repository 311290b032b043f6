package dev.yore.cli.load;

import org.jspecify.annotations.Nullable;

/**
 * A column to fill.
 *
 * @param lengthMax the most characters of a text; 0 for no limit
 */
record TargetColumn(String name, ValueKind kind, int jdbcType, boolean required, int lengthMax) {

  /**
   * The value to write for a text.
   *
   * @throws IllegalArgumentException with the reason, if it does not fit
   */
  @Nullable Object value(@Nullable String text) {
    if (text == null || kind != ValueKind.TEXT && text.isBlank()) {
      if (required) {
        throw new IllegalArgumentException("is not allowed in a column that is NOT NULL");
      }
      return null;
    }
    if (lengthMax > 0 && text.codePointCount(0, text.length()) > lengthMax) {
      throw new IllegalArgumentException("is longer than " + lengthMax + " characters");
    }
    return kind.parse(text);
  }
}
