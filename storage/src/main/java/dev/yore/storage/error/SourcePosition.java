package dev.yore.storage.error;

/** A place in text that a user wrote. */
public sealed interface SourcePosition {

  /** A line and a column, both counted from 1. */
  record LineColumn(int line, int column) implements SourcePosition {
    public LineColumn {
      if (line < 1 || column < 1) {
        throw new IllegalArgumentException("Lines and columns are counted from 1");
      }
    }

    @Override
    public String toString() {
      return "line " + line + ", column " + column;
    }
  }

  /** A number of UTF-16 units from the start of the text, counted from 0. */
  record Offset(int offset) implements SourcePosition {
    public Offset {
      if (offset < 0) {
        throw new IllegalArgumentException("Offsets are counted from 0");
      }
    }

    @Override
    public String toString() {
      return "offset " + offset;
    }
  }
}
