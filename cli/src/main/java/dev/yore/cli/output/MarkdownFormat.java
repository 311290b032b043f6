package dev.yore.cli.output;

import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table of GitHub-flavoured Markdown. */
final class MarkdownFormat implements RowFormat {
  private final PrintWriter out;
  private final String nullText;

  MarkdownFormat(PrintWriter out, String nullText) {
    this.out = out;
    this.nullText = nullText;
  }

  @Override
  public void begin(List<Column> columns) {
    line(columns.stream().map(c -> escaped(c.name())).toList());
    line(columns.stream().map(c -> c.isNumber() ? "---:" : "---").toList());
  }

  @Override
  public void row(@Nullable String[] values) {
    String[] cells = new String[values.length];
    for (int i = 0; i < values.length; i++) {
      String value = values[i];
      cells[i] = value == null ? nullText : escaped(value);
    }
    line(List.of(cells));
  }

  @Override
  public void end(long rows) {}

  private void line(List<String> cells) {
    out.println("| " + String.join(" | ", cells) + " |");
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("\r", "").replace("\n", "<br>");
  }
}
