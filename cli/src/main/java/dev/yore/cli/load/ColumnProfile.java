package dev.yore.cli.load;

import org.jspecify.annotations.Nullable;

/** What the values of a column of a file have in common. */
final class ColumnProfile {
  /** The most digits that a DECIMAL has. */
  private static final int DIGITS_MAX = 38;

  private @Nullable ValueKind kind;
  private int wholeDigits = 1;
  private int scale;
  private boolean frozen;

  /** From now on a value that would turn another type into text is refused. */
  void freeze() {
    frozen = true;
  }

  /** Takes a value into account; false if it is refused. */
  boolean add(String value) {
    ValueKind before = kind;
    if (before == ValueKind.TEXT) {
      return true;
    }
    String text = value.strip();
    ValueKind found = ValueKind.of(text);
    ValueKind joined = before == null ? found : before.join(found);
    if (frozen && before != null && joined == ValueKind.TEXT) {
      return false;
    }
    kind = joined;
    if (found == ValueKind.DECIMAL || found == ValueKind.INTEGER || found == ValueKind.BIGINT) {
      countDigits(text);
    }
    return true;
  }

  private void countDigits(String number) {
    int sign = number.startsWith("-") || number.startsWith("+") ? 1 : 0;
    int point = number.indexOf('.');
    int whole = (point < 0 ? number.length() : point) - sign;
    wholeDigits = Math.max(wholeDigits, whole);
    scale = Math.max(scale, point < 0 ? 0 : number.length() - point - 1);
  }

  /** What the values are; text if there were none. */
  ValueKind kind() {
    ValueKind found = kind;
    if (found == null || found == ValueKind.DECIMAL && wholeDigits + scale > DIGITS_MAX) {
      return ValueKind.TEXT;
    }
    return found;
  }

  /** The type of a column for them. */
  String sqlType() {
    return kind() == ValueKind.DECIMAL
        ? "DECIMAL(" + (wholeDigits + scale) + ", " + scale + ")"
        : kind().sqlType();
  }
}
