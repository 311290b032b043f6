package dev.yore.cli.output;

import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Comma-separated values with a header; NULL is empty, the empty string is quoted. */
final class CsvFormat implements RowFormat {
  private final PrintWriter out;

  CsvFormat(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void begin(List<Column> columns) {
    print(columns.stream().map(Column::name).toArray(String[]::new));
  }

  @Override
  public void row(@Nullable String[] values) {
    print(values);
  }

  @Override
  public void end(long rows) {}

  private void print(@Nullable String[] values) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      String value = values[i];
      line.append(i == 0 ? "" : ",");
      line.append(value == null ? "" : quoted(value));
    }
    out.print(line.append('\n'));
  }

  private static String quoted(String value) {
    boolean plain =
        !value.isEmpty()
            && value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
            && value.strip().length() == value.length();
    return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }
}
