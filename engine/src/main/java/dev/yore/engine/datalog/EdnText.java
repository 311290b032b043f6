package dev.yore.engine.datalog;

import dev.yore.engine.edn.EdnWriter;
import org.jspecify.annotations.Nullable;

/** Values as messages show them. */
final class EdnText {
  private EdnText() {}

  /** The EDN of a value; of one that EDN has no form for, its text. */
  static String of(@Nullable Object value) {
    try {
      return EdnWriter.write(value);
    } catch (IllegalArgumentException noForm) {
      return String.valueOf(value);
    }
  }
}
