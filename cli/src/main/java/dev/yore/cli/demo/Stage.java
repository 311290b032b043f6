package dev.yore.cli.demo;

import dev.yore.cli.output.Column;
import dev.yore.cli.output.OutputFormat;
import dev.yore.cli.output.ResultPrinter;
import dev.yore.cli.output.RowFormat;
import dev.yore.cli.output.TableStyle;
import dev.yore.engine.datalog.Datalog;
import dev.yore.engine.datalog.QueryResult;
import dev.yore.engine.db.Db;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows what happens: a heading, some words, each statement with its result. */
final class Stage {
  private static final String BOLD = "\033[1m";
  private static final String CYAN = "\033[36m";
  private static final String PLAIN = "\033[0m";

  private final PrintWriter out;
  private final boolean colours;
  private final boolean lines;
  private final long pauseMillis;
  private int chapters;

  /**
   * @param colours whether the output understands colours
   * @param lines whether it shows box and block characters
   * @param pauseMillis how long a reader gets for a chapter
   */
  Stage(PrintWriter out, boolean colours, boolean lines, long pauseMillis) {
    this.out = out;
    this.colours = colours;
    this.lines = lines;
    this.pauseMillis = pauseMillis;
  }

  boolean lines() {
    return lines;
  }

  /** Begins a chapter, after time to read the one before. */
  void chapter(String title) {
    if (chapters > 0) {
      pause();
    }
    chapters++;
    out.println();
    out.println(styled(BOLD, chapters + ". " + title));
    out.println();
    out.flush();
  }

  private void pause() {
    try {
      Thread.sleep(pauseMillis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void say(String text) {
    text.lines().forEach(line -> out.println("   " + line));
    out.flush();
  }

  void show(List<String> drawing) {
    drawing.forEach(line -> out.println("     " + line));
    out.flush();
  }

  private String styled(String style, String text) {
    return colours ? style + text + PLAIN : text;
  }

  /** Shows a statement as it would be typed. */
  void echo(String prompt, String text) {
    String indent = " ".repeat(prompt.length() + 1);
    String before = prompt + " ";
    for (String line : text.lines().toList()) {
      out.println("   " + before + styled(CYAN, line));
      before = indent;
    }
    out.flush();
  }

  /** Shows and runs a statement, and prints its rows if it has some. */
  void run(Connection connection, String sql) throws SQLException {
    echo("yore>", sql.startsWith("[") || sql.startsWith("{") ? sql : sql + ";");
    try (Statement statement = connection.createStatement()) {
      if (statement.execute(sql)) {
        try (ResultSet rows = statement.getResultSet()) {
          ResultPrinter.print(rows, indented(), () -> false);
        }
      }
    }
    out.println();
    out.flush();
  }

  /** Shows and runs a Datalog query on a database value. */
  void ask(Db db, String query) {
    echo("datalog>", query);
    QueryResult result = Datalog.query(query, db);
    RowFormat format = indented();
    format.begin(result.columns().stream().map(c -> new Column(c, Types.VARCHAR)).toList());
    for (List<Object> row : result.rows()) {
      @Nullable String[] values = new @Nullable String[row.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = String.valueOf(row.get(i));
      }
      format.row(values);
    }
    format.end(result.rows().size());
    out.println();
    out.flush();
  }

  private RowFormat indented() {
    return OutputFormat.TABLE.open(
        new PrintWriter(new IndentedWriter(out, "     "), true),
        new TableStyle(0, lines, "NULL", false));
  }
}
