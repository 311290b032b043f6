package dev.yore.cli.output;

import org.jline.utils.WCWidth;

/** Text in cells of a terminal: how wide it is, and how to make it fit. */
final class CellText {
  private static final char ELLIPSIS = '…';

  private CellText() {}

  /** The text with control characters, which would break lines or worse, shown as escapes. */
  static String visible(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return escaped(text);
      }
    }
    return text;
  }

  private static String escaped(String text) {
    StringBuilder shown = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> shown.append("\\n");
        case '\r' -> shown.append("\\r");
        case '\t' -> shown.append("\\t");
        default -> {
          if (Character.isISOControl(c)) {
            shown.append(String.format("\\u%04x", (int) c));
          } else {
            shown.append(c);
          }
        }
      }
    }
    return shown.toString();
  }

  /** The cells that the text takes on a terminal. */
  static int width(String text) {
    int width = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      width += c < 0x80 ? 1 : Math.max(0, WCWidth.wcwidth(c));
      i += Character.charCount(c);
    }
    return width;
  }

  /** The text, cut to at most {@code width} cells with an ellipsis at the end. */
  static String cut(String text, int width) {
    if (width(text) <= width) {
      return text;
    }
    StringBuilder kept = new StringBuilder();
    int used = 1;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      used += Math.max(0, WCWidth.wcwidth(c));
      if (used > width) {
        break;
      }
      kept.appendCodePoint(c);
      i += Character.charCount(c);
    }
    return kept.append(ELLIPSIS).toString();
  }

  /** The text with spaces to fill {@code width} cells. */
  static String padded(String text, int width, boolean right) {
    int spaces = width - width(text);
    if (spaces <= 0) {
      return text;
    }
    return right ? " ".repeat(spaces) + text : text + " ".repeat(spaces);
  }
}
