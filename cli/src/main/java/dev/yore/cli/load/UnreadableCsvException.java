package dev.yore.cli.load;

import java.nio.charset.CharacterCodingException;

/** The file cannot be cut into rows from some line on. */
final class UnreadableCsvException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final long line;

  UnreadableCsvException(long line, Throwable cause) {
    super(reason(cause), cause);
    this.line = line;
  }

  long line() {
    return line;
  }

  private static String reason(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof CharacterCodingException) {
        return "from here or soon after, the bytes are not text in this encoding (see --encoding)";
      }
    }
    Throwable last = thrown.getCause() == null ? thrown : thrown.getCause();
    return "not CSV from here on: " + last.getMessage();
  }
}
