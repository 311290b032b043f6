package dev.yore.cli.script;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a script into statements and backslash commands, without parsing.
 *
 * <p>A statement in SQL ends at a semicolon outside of quotes, comments and dollar quotes. A form
 * in EDN, which begins with a bracket or brace, ends where that is closed. A backslash where a
 * statement could start makes the line a command.
 */
public final class ScriptReader {
  private static final Pattern JDBC_CALL =
      Pattern.compile("\\{\\s*(\\?|call\\s).*", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

  private final CharSource source;
  private final StringBuilder text = new StringBuilder();

  public ScriptReader(Reader in) {
    try {
      source = new CharSource(in instanceof StringReader ? in : new BufferedReader(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All pieces of a script in memory. */
  public static List<Piece> pieces(String script) {
    ScriptReader reader = new ScriptReader(new StringReader(script));
    List<Piece> pieces = new ArrayList<>();
    for (Piece piece = reader.next(); piece != null; piece = reader.next()) {
      pieces.add(piece);
    }
    return pieces;
  }

  /** The next piece, or null at the end of the script. */
  public @Nullable Piece next() {
    try {
      return read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private @Nullable Piece read() throws IOException {
    text.setLength(0);
    while (!source.atEnd()) {
      Place start = source.place();
      if (source.at('\\')) {
        return command(start);
      }
      if (atComment()) {
        if (!takeComment()) {
          return piece(Piece.Kind.SQL, start, Missing.COMMENT);
        }
        text.setLength(0);
      } else if (Character.isWhitespace(source.current()) || source.at(';')) {
        source.take();
      } else if (source.at('[') || source.at('{')) {
        return edn(start);
      } else {
        return sql(start);
      }
    }
    return null;
  }

  private Piece piece(Piece.Kind kind, Place start, @Nullable Missing missing) {
    return new Piece(kind, text.toString().stripTrailing(), start, missing);
  }

  private Piece command(Place start) throws IOException {
    while (!source.atEnd() && !source.at('\n')) {
      take();
    }
    return piece(Piece.Kind.COMMAND, start, null);
  }

  private Piece sql(Place start) throws IOException {
    int end = 0;
    while (!source.at(';')) {
      if (source.atEnd()) {
        text.setLength(end);
        return piece(Piece.Kind.SQL, start, Missing.SEMICOLON);
      }
      boolean comment = atComment();
      boolean space = Character.isWhitespace(source.current());
      Missing missing = takeToken();
      if (missing != null) {
        return piece(Piece.Kind.SQL, start, missing);
      }
      if (!comment && !space) {
        end = text.length();
      }
    }
    source.take();
    text.setLength(end);
    return piece(Piece.Kind.SQL, start, null);
  }

  /** Takes a comment, something quoted, or one character; says what is missing to end it. */
  private @Nullable Missing takeToken() throws IOException {
    if (atComment()) {
      return takeComment() ? null : Missing.COMMENT;
    }
    if (source.at('\'')) {
      return takeQuoted('\'', isEscapeString()) ? null : Missing.QUOTE;
    }
    if (source.at('"')) {
      return takeQuoted('"', false) ? null : Missing.NAME_QUOTE;
    }
    if (source.at('$') && !endsInName()) {
      return takeDollar() ? null : Missing.DOLLAR_QUOTE;
    }
    take();
    return null;
  }

  private void take() throws IOException {
    text.append(source.take());
  }

  private boolean atComment() {
    return source.at('-', '-') || source.at('/', '*');
  }

  private boolean takeComment() throws IOException {
    if (source.at('-')) {
      while (!source.atEnd() && !source.at('\n')) {
        take();
      }
      return true;
    }
    take();
    take();
    while (!source.atEnd()) {
      boolean end = source.at('*', '/');
      take();
      if (end) {
        take();
        return true;
      }
    }
    return false;
  }

  private boolean takeQuoted(char quote, boolean escapes) throws IOException {
    take();
    while (!source.atEnd()) {
      if (escapes && source.at('\\')) {
        take();
        if (source.atEnd()) {
          return false;
        }
        take();
      } else {
        boolean end = source.at(quote);
        take();
        if (end) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isEscapeString() {
    int last = text.length() - 1;
    return last >= 0
        && (text.charAt(last) == 'E' || text.charAt(last) == 'e')
        && (last == 0 || !Character.isJavaIdentifierPart(text.charAt(last - 1)));
  }

  private boolean endsInName() {
    return !text.isEmpty() && Character.isJavaIdentifierPart(text.charAt(text.length() - 1));
  }

  private boolean takeDollar() throws IOException {
    int start = text.length();
    take();
    while (Character.isLetterOrDigit(source.current()) || source.at('_')) {
      take();
    }
    if (!source.at('$')) {
      return true;
    }
    take();
    String tag = text.substring(start);
    int from = text.length();
    while (!source.atEnd()) {
      take();
      int candidate = text.length() - tag.length();
      if (candidate >= from && text.indexOf(tag, candidate) == candidate) {
        return true;
      }
    }
    return false;
  }

  private Piece edn(Place start) throws IOException {
    int depth = 0;
    while (!source.atEnd()) {
      if (source.at(';')) {
        takeEdnComment();
      } else if (source.at('"')) {
        if (!takeQuotedEdn()) {
          return piece(Piece.Kind.EDN, start, Missing.QUOTE);
        }
      } else if (source.at('\\')) {
        take();
        if (!source.atEnd()) {
          take();
        }
      } else {
        depth += depthChange(source.current());
        take();
        if (depth == 0) {
          return endOfEdn(start);
        }
        if (depth == 1 && text.length() <= 8 && JDBC_CALL.matcher(text).matches()) {
          return sql(start);
        }
      }
    }
    return piece(Piece.Kind.EDN, start, Missing.BRACKET);
  }

  private Piece endOfEdn(Place start) throws IOException {
    Piece form = piece(Piece.Kind.EDN, start, null);
    while (source.at(' ') || source.at('\t')) {
      source.take();
    }
    return form;
  }

  private static int depthChange(int c) {
    return switch (c) {
      case '[', '{', '(' -> 1;
      case ']', '}', ')' -> -1;
      default -> 0;
    };
  }

  private void takeEdnComment() throws IOException {
    while (!source.atEnd() && !source.at('\n')) {
      take();
    }
  }

  private boolean takeQuotedEdn() throws IOException {
    return takeQuoted('"', true);
  }
}
