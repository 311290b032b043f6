package dev.yore.cli.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes keywords, tables, columns and commands. */
final class SqlCompleter implements Completer {
  private static final List<String> COMMANDS =
      List.of(
          "\\?",
          "\\asof",
          "\\conninfo",
          "\\d",
          "\\dt",
          "\\dv",
          "\\format",
          "\\i",
          "\\ir",
          "\\log",
          "\\null",
          "\\q",
          "\\timing",
          "\\x");

  private static final Pattern TABLE_EXPECTED =
      Pattern.compile(
          "(?is).*(\\b(from|join|into|update|table|references)|^\\s*\\\\d[tv]?)\\s+\\S*");

  /** A table in the text, with an alias if it has one. */
  private static final Pattern TABLE_USED =
      Pattern.compile(
          "(?i)\\b(?:from|join|into|update)\\s+([\\w.]+)(?:\\s+(?:as\\s+)?(\\w+))?|,\\s*([\\w.]+)\\s+(\\w+)");

  private final SchemaNames names;

  SqlCompleter(SchemaNames names) {
    this.names = names;
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    String before = line.line().substring(0, Math.min(line.cursor(), line.line().length()));
    candidates(before, line.line(), line.word()).forEach(c -> candidates.add(candidate(c)));
  }

  private static Candidate candidate(String value) {
    int dot = value.lastIndexOf('.');
    return new Candidate(value, value.substring(dot + 1), null, null, null, null, true);
  }

  /** What could stand where the cursor is. */
  List<String> candidates(String before, String line, String word) {
    if (word.startsWith("\\")) {
      return matching(COMMANDS, word);
    }
    if (TABLE_EXPECTED.matcher(before).matches()) {
      return matching(names.tables(), word);
    }
    Map<String, String> used = tablesIn(line);
    int dot = word.lastIndexOf('.');
    if (dot >= 0) {
      String alias = word.substring(0, dot);
      String table = used.getOrDefault(alias.toLowerCase(Locale.ROOT), alias);
      List<String> columns =
          names.columns(table).stream().map(column -> alias + "." + column).toList();
      return matching(columns.isEmpty() ? names.tables() : columns, word);
    }
    List<String> all = new ArrayList<>();
    used.values().stream().distinct().forEach(table -> all.addAll(names.columns(table)));
    all.addAll(names.tables());
    List<String> found = new ArrayList<>(matching(all, word));
    found.addAll(keywords(word));
    return found.stream().distinct().toList();
  }

  private static List<String> keywords(String word) {
    boolean lower = !word.isEmpty() && word.equals(word.toLowerCase(Locale.ROOT));
    return matching(SchemaNames.KEYWORDS, word).stream()
        .map(keyword -> lower ? keyword.toLowerCase(Locale.ROOT) : keyword)
        .toList();
  }

  private static List<String> matching(Collection<String> all, String word) {
    return all.stream()
        .filter(name -> name.regionMatches(true, 0, word, 0, word.length()))
        .toList();
  }

  /** Tables in the text by alias and by name. */
  private static Map<String, String> tablesIn(String line) {
    Map<String, String> used = new TreeMap<>();
    Matcher matcher = TABLE_USED.matcher(line);
    while (matcher.find()) {
      String table = matcher.group(1) == null ? matcher.group(3) : matcher.group(1);
      String alias = matcher.group(1) == null ? matcher.group(4) : matcher.group(2);
      used.put(table.toLowerCase(Locale.ROOT), table);
      if (alias != null) {
        used.put(alias.toLowerCase(Locale.ROOT), table);
      }
    }
    return used;
  }
}
