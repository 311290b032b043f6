package dev.yore.cli.output;

import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Each value in a line of its own, under a line for the record. */
final class ExpandedFormat implements RowFormat {
  private static final int RULE = 40;

  private final PrintWriter out;
  private final TableStyle style;
  private List<Column> columns = List.of();
  private int nameWidth;
  private long record;

  ExpandedFormat(PrintWriter out, TableStyle style) {
    this.out = out;
    this.style = style;
  }

  @Override
  public void begin(List<Column> columns) {
    this.columns = columns;
    for (Column column : columns) {
      nameWidth = Math.max(nameWidth, CellText.width(CellText.visible(column.name())));
    }
  }

  @Override
  public void row(@Nullable String[] values) {
    record++;
    String title = style.horizontal() + "[ RECORD " + record + " ]";
    out.println(title + style.horizontal().repeat(Math.max(0, RULE - title.length())));
    for (int i = 0; i < values.length; i++) {
      String value = values[i];
      out.print(CellText.padded(CellText.visible(columns.get(i).name()), nameWidth, false));
      out.print(" " + style.vertical() + " ");
      out.println(value == null ? style.nullText() : CellText.visible(value));
    }
  }

  @Override
  public void end(long rows) {
    if (rows == 0) {
      out.println("(0 rows)");
    }
  }
}
