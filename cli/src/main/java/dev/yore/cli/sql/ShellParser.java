package dev.yore.cli.sql;

import dev.yore.cli.script.Missing;
import dev.yore.cli.script.Piece;
import dev.yore.cli.script.ScriptReader;
import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Tells whether typed text is complete, and which word the cursor is in. */
final class ShellParser implements Parser {

  /**
   * The text up to the cursor.
   *
   * @param word the part of a name before the cursor
   */
  record Typed(String line, int cursor, String word) implements CompletingParsedLine {
    @Override
    public int wordCursor() {
      return word.length();
    }

    @Override
    public int wordIndex() {
      return 0;
    }

    @Override
    public List<String> words() {
      return List.of(word);
    }

    /** Names are completed as they are; nothing needs an escape. */
    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
      return candidate;
    }

    @Override
    public int rawWordCursor() {
      return word.length();
    }

    @Override
    public int rawWordLength() {
      return word.length();
    }
  }

  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    if (context == ParseContext.ACCEPT_LINE || context == ParseContext.SECONDARY_PROMPT) {
      List<Piece> pieces = ScriptReader.pieces(line);
      Missing missing = pieces.isEmpty() ? null : pieces.getLast().missing();
      if (missing != null) {
        throw new EOFError(-1, -1, missing.description(), missing.prompt());
      }
    }
    return new Typed(line, cursor, wordBefore(line, Math.min(cursor, line.length())));
  }

  private static String wordBefore(String line, int cursor) {
    int start = cursor;
    while (start > 0 && isWordPart(line.charAt(start - 1))) {
      start--;
    }
    return line.substring(start, cursor);
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '\\' || c == '"';
  }

  @Override
  public boolean isEscapeChar(char c) {
    return false;
  }
}
