package dev.yore.tck.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A script of statements, each followed by a line of dashes, its result and an empty line. The rows
 * of a query without ORDER BY are sorted as text. Lines that begin with {@code --} say something to
 * the reader.
 */
record GoldenScript(Path file, List<Step> steps) {
  private static final String LINE = "----";

  record Step(String sql, String result) {
    boolean writes() {
      String word = sql.strip().split("\\s+")[0].toUpperCase(Locale.ROOT);
      return List.of("INSERT", "UPDATE", "DELETE", "CREATE", "DROP", "ALTER", "TRUNCATE")
          .contains(word);
    }
  }

  static List<GoldenScript> all() {
    Path folder = Path.of("src/test/resources/dev/yore/tck/golden");
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".iq"))
          .sorted()
          .map(GoldenScript::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static GoldenScript read(Path file) {
    try {
      List<Step> steps = new ArrayList<>();
      for (String block : Files.readString(file).split("\n\n+")) {
        if (!block.isBlank()) {
          String[] parts = block.strip().split("\n" + LINE + "\n?", 2);
          steps.add(new Step(parts[0], parts.length > 1 ? parts[1].strip() : ""));
        }
      }
      return new GoldenScript(file, steps);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs one step and says what became of it. */
  static String result(Step step, Connection connection) {
    try (Statement statement = connection.createStatement()) {
      if (!statement.execute(step.sql)) {
        return "ok " + statement.getUpdateCount();
      }
      List<String> lines = new ArrayList<>();
      try (ResultSet rows = statement.getResultSet()) {
        int width = rows.getMetaData().getColumnCount();
        while (rows.next()) {
          List<String> cells = new ArrayList<>();
          for (int c = 1; c <= width; c++) {
            cells.add(String.valueOf(rows.getString(c)));
          }
          lines.add(String.join(" | ", cells));
        }
      }
      if (!step.sql.toUpperCase(Locale.ROOT).contains("ORDER BY")) {
        Collections.sort(lines);
      }
      return lines.isEmpty() ? "no rows" : String.join("\n", lines);
    } catch (SQLException e) {
      return e.getSQLState();
    }
  }

  /** Writes the script anew with these results. */
  void record(List<String> results) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < steps.size(); i++) {
      text.append(steps.get(i).sql).append('\n').append(LINE).append('\n');
      text.append(results.get(i)).append("\n\n");
    }
    try {
      Files.writeString(file, text.toString().strip() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return String.valueOf(file.getFileName());
  }
}
