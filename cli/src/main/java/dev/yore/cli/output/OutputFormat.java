package dev.yore.cli.output;

import java.io.PrintWriter;
import java.util.Locale;

/** The formats that a user can choose. */
public enum OutputFormat {
  TABLE,
  CSV,
  JSON,
  MARKDOWN;

  /** The format as it is written on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** A new writer of rows. */
  public RowFormat open(PrintWriter out, TableStyle style) {
    return switch (this) {
      case TABLE -> style.expanded() ? new ExpandedFormat(out, style) : new TableFormat(out, style);
      case CSV -> new CsvFormat(out);
      case JSON -> new JsonFormat(out);
      case MARKDOWN -> new MarkdownFormat(out, style.nullText());
    };
  }
}
