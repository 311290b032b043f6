package dev.yore.sql.parser;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Makes readable errors of the generated parser's exceptions. */
final class ParseErrors {

  /** More alternatives than this do not help anybody. */
  static final int EXPECTED_MAX = 12;

  private static final Pattern ENCOUNTERED =
      Pattern.compile("Encountered \"(.*?)\" at line", Pattern.DOTALL);
  private static final Pattern LEXICAL =
      Pattern.compile(
          "Lexical error at line (\\d+), column (\\d+)\\.\\s+Encountered: (.*?) (?:\\(\\d+\\), )?after",
          Pattern.DOTALL);

  /** What to name first: the words that most often were meant. */
  private static final List<String> LIKELY =
      List.of(
          "a name",
          "end of statement",
          "a number",
          "a string",
          "\",\"",
          "\"(\"",
          "\")\"",
          "\"=\"",
          "SELECT",
          "FROM",
          "WHERE",
          "GROUP",
          "ORDER",
          "LIMIT",
          "JOIN",
          "ON",
          "AS",
          "SET",
          "VALUES",
          "INTO",
          "TABLE",
          "INDEX",
          "SYSTEM_TIME",
          "AND",
          "TO",
          "OF",
          "IN",
          "BY",
          "KEY",
          "INSERT",
          "UPDATE",
          "DELETE",
          "CREATE");

  private ParseErrors() {}

  static YoreException translate(SqlParseException e) {
    String message = String.valueOf(e.getMessage());
    SqlParserPos position = e.getPos();
    Matcher lexical = LEXICAL.matcher(message);
    if (lexical.find()) {
      return YoreException.of(
              ErrorCode.SYNTAX_ERROR,
              "This character cannot be part of a statement, or a quote is not closed")
          .with("found", lexical.group(3))
          .at(
              Integer.parseInt(lexical.group(1)),
              Math.max(1, Integer.parseInt(lexical.group(2)) - 1))
          .causedBy(e);
    }
    YoreException error = syntaxError(e, message);
    if (position != null && position.getLineNum() > 0) {
      error.at(position.getLineNum(), position.getColumnNum());
    }
    return error.causedBy(e);
  }

  private static YoreException syntaxError(SqlParseException e, String message) {
    Collection<String> tokens = e.getExpectedTokenNames();
    if (tokens == null || tokens.isEmpty()) {
      return YoreException.of(ErrorCode.SYNTAX_ERROR, "The statement is not well formed")
          .with("reason", firstLine(message));
    }
    Matcher encountered = ENCOUNTERED.matcher(message);
    String found = encountered.find() ? encountered.group(1) : "";
    return YoreException.of(ErrorCode.SYNTAX_ERROR, "The statement does not follow the grammar")
        .with("found", found.isEmpty() || found.equals("<EOF>") ? "end of statement" : found)
        .with("expected", readable(tokens));
  }

  private static String firstLine(String message) {
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end).strip();
  }

  /** At most {@link #EXPECTED_MAX} alternatives, the likely ones first. */
  static String readable(Collection<String> tokens) {
    Set<String> names = new LinkedHashSet<>();
    for (String token : tokens) {
      String name = name(token);
      if (!name.isEmpty()) {
        names.add(name);
      }
    }
    if (names.contains("a name")) {
      // Wherever a name may stand, every free keyword may as well; they only hide the rest.
      names.removeIf(ParseErrors::isFreeWord);
    }
    List<String> sorted =
        names.stream().sorted(java.util.Comparator.comparingInt(ParseErrors::rank)).toList();
    String shown = String.join(", ", sorted.subList(0, Math.min(EXPECTED_MAX, sorted.size())));
    return sorted.size() > EXPECTED_MAX ? shown + ", …" : shown;
  }

  private static int rank(String name) {
    int index = LIKELY.indexOf(name);
    return index < 0 ? LIKELY.size() : index;
  }

  private static boolean isFreeWord(String name) {
    return Character.isUpperCase(name.charAt(0)) && !Keywords.isReserved(name);
  }

  private static String name(String token) {
    if (token.contains("IDENTIFIER")) {
      return "a name";
    }
    if (token.contains("NUMERIC_LITERAL") || token.contains("INTEGER_LITERAL")) {
      return "a number";
    }
    if (token.contains("STRING") && token.startsWith("<")) {
      return "a string";
    }
    if (token.equals("<EOF>")) {
      return "end of statement";
    }
    if (token.startsWith("<")) {
      return "";
    }
    String bare = token.replace("\"", "").strip();
    boolean word = !bare.isEmpty() && Character.isLetter(bare.charAt(0));
    return word ? bare.toUpperCase(Locale.ROOT) : "\"" + bare + "\"";
  }
}
