package dev.yore.engine.exec.function;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** The number patterns of to_char: {@code 9 0 . , D G FM S MI PR}. */
final class NumberFormats {
  private NumberFormats() {}

  static String format(BigDecimal value, String pattern) {
    String upper = pattern.toUpperCase(Locale.ROOT).replace('D', '.').replace('G', ',');
    boolean bare = upper.startsWith("FM");
    String body = bare ? upper.substring(2) : upper;
    boolean signed = body.startsWith("S");
    body = signed ? body.substring(1) : body;
    boolean minusAfter = body.endsWith("MI");
    boolean brackets = body.endsWith("PR");
    body = minusAfter || brackets ? body.substring(0, body.length() - 2) : body;
    int point = body.indexOf('.');
    String whole = point < 0 ? body : body.substring(0, point);
    String decimals = point < 0 ? "" : body.substring(point + 1);
    BigDecimal rounded = value.abs().setScale(decimals.length(), RoundingMode.HALF_UP);
    boolean negative = value.signum() < 0 && rounded.signum() != 0;
    String plain = rounded.toPlainString();
    int dot = plain.indexOf('.');
    String digits = dot < 0 ? plain : plain.substring(0, dot);
    String fraction = dot < 0 ? "" : plain.substring(dot + 1);
    String left = whole(whole, digits.equals("0") && point >= 0 ? "" : digits);
    String number = left + (point < 0 ? "" : "." + fraction(decimals, fraction, bare));
    String trimmed = number.stripLeading();
    String padding = bare ? "" : " ".repeat(number.length() - trimmed.length());
    if (minusAfter) {
      return padding + trimmed + (negative ? "-" : bare ? "" : " ");
    }
    if (brackets) {
      return negative
          ? padding + "<" + trimmed + ">"
          : bare ? trimmed : " " + padding + trimmed + " ";
    }
    String sign = negative ? "-" : signed ? "+" : bare ? "" : " ";
    return padding + sign + trimmed;
  }

  /** The digits before the point, right-aligned in the pattern; {@code #} where they do not fit. */
  private static String whole(String pattern, String digits) {
    int places = (int) pattern.chars().filter(c -> c == '9' || c == '0').count();
    int zero = pattern.indexOf('0');
    StringBuilder text = new StringBuilder();
    int left = digits.length();
    boolean fits = left <= places;
    for (int i = pattern.length() - 1; i >= 0; i--) {
      char c = pattern.charAt(i);
      boolean forced = zero >= 0 && i >= zero;
      if (c == ',') {
        text.append(left > 0 || forced ? ',' : ' ');
      } else if (c == '9' || c == '0') {
        text.append(!fits ? '#' : left > 0 ? digits.charAt(--left) : forced ? '0' : ' ');
      } else {
        text.append(c);
      }
    }
    return text.reverse().toString();
  }

  private static String fraction(String pattern, String digits, boolean bare) {
    if (!bare) {
      return digits;
    }
    int keep = pattern.lastIndexOf('0') + 1;
    int end = digits.length();
    while (end > keep && digits.charAt(end - 1) == '0') {
      end--;
    }
    return digits.substring(0, end);
  }
}
