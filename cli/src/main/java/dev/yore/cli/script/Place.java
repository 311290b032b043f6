package dev.yore.cli.script;

/**
 * A place in a script.
 *
 * @param offset UTF-16 units from the start, counted from 0
 * @param line counted from 1
 * @param column in UTF-16 units, counted from 1
 */
public record Place(long offset, int line, int column) {
  public static final Place START = new Place(0, 1, 1);

  /** The place of a line and column that count from this place. */
  public Place plus(int lineInside, int columnInside) {
    return lineInside == 1
        ? new Place(offset, line, column + columnInside - 1)
        : new Place(offset, line + lineInside - 1, columnInside);
  }
}
