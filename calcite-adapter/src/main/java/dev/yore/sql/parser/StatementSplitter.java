package dev.yore.sql.parser;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a script at its semicolons, without parsing.
 *
 * <p>Semicolons in quotes, comments and dollar-quoted text do not count. A line that starts with a
 * backslash where a statement could start is a command to psql and is skipped, as is a statement of
 * nothing but comments.
 */
public final class StatementSplitter {
  private final String script;
  private final List<StatementText> statements = new ArrayList<>();
  private int at;
  private int line = 1;
  private int lineStart;

  private StatementSplitter(String script) {
    this.script = script;
  }

  /** The statements of {@code script}, in order. */
  public static List<StatementText> split(String script) {
    StatementSplitter splitter = new StatementSplitter(script);
    while (splitter.skipToStatement()) {
      splitter.readStatement();
    }
    return List.copyOf(splitter.statements);
  }

  /** Goes to the first character of a statement; false at the end of the script. */
  private boolean skipToStatement() {
    while (at < script.length()) {
      char c = script.charAt(at);
      if (c == '\\') {
        skipLine();
      } else if (!skipComment()) {
        if (!Character.isWhitespace(c) && c != ';') {
          return true;
        }
        step();
      }
    }
    return false;
  }

  private void readStatement() {
    int start = at;
    int startLine = line;
    int startColumn = at - lineStart + 1;
    int end = at;
    while (at < script.length() && script.charAt(at) != ';') {
      if (skipComment()) {
        continue;
      }
      boolean space = Character.isWhitespace(script.charAt(at));
      if (!skipQuoted()) {
        step();
      }
      if (!space) {
        end = at;
      }
    }
    statements.add(new StatementText(script.substring(start, end), start, startLine, startColumn));
  }

  private boolean skipComment() {
    if (script.startsWith("--", at)) {
      skipLine();
      return true;
    }
    if (script.startsWith("/*", at) && !script.startsWith("/*+", at)) {
      skipPast("*/", at + 2);
      return true;
    }
    return false;
  }

  private boolean skipQuoted() {
    char c = script.charAt(at);
    if (c == '\'' && isEscapeString()) {
      skipEscapeString();
      return true;
    }
    if (c == '\'' || c == '"') {
      skipPast(String.valueOf(c), at + 1);
      return true;
    }
    int tag = c == '$' ? dollarTagEnd() : -1;
    if (tag > 0) {
      skipPast(script.substring(at, tag), tag);
      return true;
    }
    return false;
  }

  private boolean isEscapeString() {
    return at > 0
        && (script.charAt(at - 1) == 'E' || script.charAt(at - 1) == 'e')
        && (at == 1 || !Character.isJavaIdentifierPart(script.charAt(at - 2)));
  }

  private void skipEscapeString() {
    step();
    while (at < script.length() && script.charAt(at) != '\'') {
      if (script.charAt(at) == '\\') {
        step();
      }
      step();
    }
    step();
  }

  /** The end of a tag like {@code $body$} that starts here, or -1. */
  private int dollarTagEnd() {
    if (at > 0 && Character.isJavaIdentifierPart(script.charAt(at - 1))) {
      return -1;
    }
    int end = at + 1;
    while (end < script.length() && Character.isLetterOrDigit(script.charAt(end))) {
      end++;
    }
    return end < script.length() && script.charAt(end) == '$' ? end + 1 : -1;
  }

  private void skipPast(String mark, int from) {
    int found = script.indexOf(mark, from);
    int target = found < 0 ? script.length() : found + mark.length();
    while (at < target) {
      step();
    }
  }

  private void skipLine() {
    while (at < script.length() && script.charAt(at) != '\n') {
      at++;
    }
  }

  private void step() {
    if (at < script.length() && script.charAt(at) == '\n') {
      line++;
      lineStart = at + 1;
    }
    at++;
  }
}
