package dev.yore.cli.output;

/**
 * How tables look.
 *
 * @param width the columns of the terminal; 0 for no limit
 * @param lines whether borders are drawn with box characters
 * @param nullText what stands for NULL
 * @param expanded whether each value gets a line of its own
 */
public record TableStyle(int width, boolean lines, String nullText, boolean expanded) {
  public static final TableStyle PLAIN = new TableStyle(0, false, "NULL", false);

  public TableStyle withExpanded(boolean value) {
    return new TableStyle(width, lines, nullText, value);
  }

  public TableStyle withNullText(String value) {
    return new TableStyle(width, lines, value, expanded);
  }

  public TableStyle withWidth(int value) {
    return new TableStyle(value, lines, nullText, expanded);
  }

  String vertical() {
    return lines ? "│" : "|";
  }

  String horizontal() {
    return lines ? "─" : "-";
  }

  String crossing() {
    return lines ? "┼" : "+";
  }
}
