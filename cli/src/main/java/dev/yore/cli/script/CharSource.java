package dev.yore.cli.script;

import java.io.IOException;
import java.io.Reader;

/** The characters of a script one by one, two of them ahead, with the place. */
final class CharSource {
  static final int END = -1;
  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private final Reader in;
  private int current;
  private int following;
  private long offset;
  private int line = 1;
  private int column = 1;

  CharSource(Reader in) throws IOException {
    this.in = in;
    current = in.read();
    if (current == BYTE_ORDER_MARK) {
      current = in.read();
      offset = 1;
    }
    following = current == END ? END : in.read();
  }

  /** The character here, or {@link #END}. */
  int current() {
    return current;
  }

  boolean at(char first) {
    return current == first;
  }

  boolean at(char first, char second) {
    return current == first && following == second;
  }

  boolean atEnd() {
    return current == END;
  }

  Place place() {
    return new Place(offset, line, column);
  }

  /** Goes on by one and gives the character that was here. */
  char take() throws IOException {
    char taken = (char) current;
    if (taken == '\n') {
      line++;
      column = 1;
    } else {
      column++;
    }
    offset++;
    current = following;
    following = following == END ? END : in.read();
    return taken;
  }
}
