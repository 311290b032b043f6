package dev.yore.cli.load;

import java.io.PrintWriter;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The lines that cannot be imported. */
final class BadLines {
  /** More are only counted; the first ones usually tell what is wrong. */
  static final int SHOWN_MAX = 20;

  private static final int VALUE_CHARS_MAX = 60;

  private final String file;
  private final PrintWriter err;
  private final Set<Long> lines = new HashSet<>();

  BadLines(String file, PrintWriter err) {
    this.file = file;
    this.err = err;
  }

  long count() {
    return lines.size();
  }

  boolean contains(long line) {
    return lines.contains(line);
  }

  /** Notes a line with the reason. */
  void add(long line, String reason) {
    if (!lines.add(line)) {
      return;
    }
    if (lines.size() <= SHOWN_MAX) {
      err.println(file + ":" + line + ": " + reason);
    } else if (lines.size() == SHOWN_MAX + 1) {
      err.println(file + ": more lines are bad; the rest is counted only");
    }
    err.flush();
  }

  /** Notes a line with the value that does not fit. */
  void add(long line, String column, @Nullable String value, String reason) {
    add(line, "column " + column + ": " + shown(value) + " " + reason);
  }

  private static String shown(@Nullable String value) {
    if (value == null) {
      return "NULL";
    }
    boolean cut = value.length() > VALUE_CHARS_MAX;
    return "'" + (cut ? value.substring(0, VALUE_CHARS_MAX) + "…" : value) + "'";
  }
}
