package dev.yore.jdbc;

import dev.yore.storage.error.SourcePosition;
import dev.yore.storage.error.YoreException;

/** Moves the place that an error tells from a statement to the script that it stands in. */
final class ScriptPositions {
  private ScriptPositions() {}

  /** The same error with its place counted from the start of the script. */
  static YoreException inScript(YoreException e, String script, int offset) {
    SourcePosition place = e.position();
    if (offset == 0 || place == null) {
      return e;
    }
    return switch (place) {
      case SourcePosition.Offset(int at) -> e.atOffset(offset + at);
      case SourcePosition.LineColumn(int line, int column) -> {
        String before = script.substring(0, offset);
        int linesBefore = (int) before.chars().filter(c -> c == '\n').count();
        int columnsBefore = line > 1 ? 0 : offset - (before.lastIndexOf('\n') + 1);
        yield e.at(line + linesBefore, column + columnsBefore);
      }
    };
  }
}
