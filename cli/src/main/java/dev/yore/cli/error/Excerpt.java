package dev.yore.cli.error;

import java.util.List;

/** A line of a statement with a caret under a place in it. */
final class Excerpt {
  /** Longer lines are cut around the place. */
  static final int WIDTH_MAX = 100;

  private static final int BEFORE = 60;

  private Excerpt() {}

  /** Two lines with the line's number in the margin. */
  static List<String> of(String statement, ErrorPlace place, int number) {
    return of(statement, place, String.format("%6d | ", number), "       | ");
  }

  /** Two lines, slightly indented. */
  static List<String> of(String statement, ErrorPlace place) {
    return of(statement, place, "  ", "  ");
  }

  private static List<String> of(
      String statement, ErrorPlace place, String margin, String caretMargin) {
    List<String> lines = statement.lines().toList();
    if (place.line() > lines.size()) {
      return List.of();
    }
    String line = lines.get(place.line() - 1);
    int at = Math.min(place.column() - 1, line.length());
    int from = line.length() <= WIDTH_MAX ? 0 : Math.max(0, at - BEFORE);
    int to = Math.min(line.length(), from + WIDTH_MAX);
    String left = from > 0 ? "…" : "";
    String right = to < line.length() ? "…" : "";
    String shown = left + line.substring(from, to) + right;
    String indent = left + line.substring(from, at);
    return List.of(margin + shown, caretMargin + blank(indent) + "^");
  }

  /** Spaces and tabs as wide as the text. */
  private static String blank(String text) {
    StringBuilder blank = new StringBuilder();
    text.chars().forEach(c -> blank.append(c == '\t' ? '\t' : ' '));
    return blank.toString();
  }
}
