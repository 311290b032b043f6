package dev.yore.cli.output;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An aligned table with a line under its header.
 *
 * <p>The first {@value #SAMPLE_ROWS} rows decide how wide columns are; wider values that come later
 * are written whole and stick out, unless the table has to fit a terminal.
 */
final class TableFormat implements RowFormat {
  /** Rows kept before the first is written: enough to see the usual widths, little to hold. */
  static final int SAMPLE_ROWS = 1000;

  private final PrintWriter out;
  private final TableStyle style;
  private final List<@Nullable String[]> sample = new ArrayList<>();
  private List<Column> columns = List.of();
  private @Nullable ColumnWidths widths;

  TableFormat(PrintWriter out, TableStyle style) {
    this.out = out;
    this.style = style;
  }

  @Override
  public void begin(List<Column> columns) {
    this.columns = columns;
  }

  @Override
  public void row(@Nullable String[] values) {
    for (int i = 0; i < values.length; i++) {
      String value = values[i];
      values[i] = value == null ? style.nullText() : CellText.visible(value);
    }
    ColumnWidths decided = widths;
    if (decided != null) {
      write(values, decided);
      return;
    }
    sample.add(values);
    if (sample.size() == SAMPLE_ROWS) {
      writeSample();
    }
  }

  @Override
  public void end(long rows) {
    int hidden = widths == null ? writeSample() : widths.hidden();
    out.println(rows == 1 ? "(1 row)" : "(" + rows + " rows)");
    if (hidden > 0) {
      out.printf("(%d more columns do not fit; \\x shows all)%n", hidden);
    }
  }

  private int writeSample() {
    ColumnWidths decided = ColumnWidths.of(columns, sample, style.width());
    widths = decided;
    writeHeader(decided);
    for (@Nullable String[] values : sample) {
      write(values, decided);
    }
    sample.clear();
    return decided.hidden();
  }

  private void writeHeader(ColumnWidths decided) {
    String[] names = new String[columns.size()];
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < decided.shown(); i++) {
      names[i] = CellText.visible(columns.get(i).name());
      line.append(i == 0 ? "" : style.crossing());
      line.append(style.horizontal().repeat(decided.width(i) + 2));
    }
    write(names, decided);
    out.println(line);
  }

  private void write(@Nullable String[] values, ColumnWidths decided) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < decided.shown(); i++) {
      String value = String.valueOf(values[i]);
      String cell = style.width() > 0 ? CellText.cut(value, decided.width(i)) : value;
      boolean last = i == decided.shown() - 1;
      boolean right = columns.get(i).isNumber();
      line.append(i == 0 ? " " : style.vertical() + " ");
      line.append(last && !right ? cell : CellText.padded(cell, decided.width(i), right));
      line.append(last ? "" : " ");
    }
    out.println(line.toString().stripTrailing());
  }
}
