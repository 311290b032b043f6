package dev.yore.sql.parser;

import dev.yore.storage.error.SourcePosition.LineColumn;
import dev.yore.storage.error.YoreException;

/**
 * The text of one statement of a script.
 *
 * @param text without the semicolon and the space around it
 * @param offset where it starts in the script, in UTF-16 units
 * @param line the line it starts in, counted from 1
 * @param column the column it starts in, counted from 1
 */
public record StatementText(String text, int offset, int line, int column) {

  /** A statement that is a whole text. */
  public static StatementText whole(String text) {
    return new StatementText(text, 0, 1, 1);
  }

  /** The end of the statement in the script, exclusive. */
  public int endOffset() {
    return offset + text.length();
  }

  /** The offset in {@link #text} of a line and column counted within it. */
  public int offsetOf(int lineInText, int columnInText) {
    int start = 0;
    for (int i = 1; i < lineInText; i++) {
      int end = text.indexOf('\n', start);
      if (end < 0) {
        break;
      }
      start = end + 1;
    }
    return Math.min(start + columnInText - 1, Math.max(0, text.length() - 1));
  }

  /** Turns the place an error names from one in this statement into one in the script. */
  public YoreException placed(YoreException error) {
    if (error.position() instanceof LineColumn place) {
      int shift = place.line() == 1 ? column - 1 : 0;
      return error.at(place.line() + line - 1, place.column() + shift);
    }
    return error;
  }
}
