package dev.yore.jdbc.metadata;

import org.jspecify.annotations.Nullable;

/**
 * A pattern for names: {@code %} stands for any characters, {@code _} for one, a backslash takes
 * the meaning from what follows; null fits everything. A pattern that is a name fits that name.
 */
public final class NamePattern {
  /** What stands before a character that is meant as it is. */
  public static final String ESCAPE = "\\";

  private final @Nullable String pattern;

  public NamePattern(@Nullable String pattern) {
    this.pattern = pattern;
  }

  public boolean fits(String name) {
    String wanted = pattern;
    return wanted == null || wanted.equals(name) || fits(wanted, 0, name, 0);
  }

  private static boolean fits(String pattern, int p, String name, int n) {
    int at = n;
    for (int i = p; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '%') {
        for (int rest = at; rest <= name.length(); rest++) {
          if (fits(pattern, i + 1, name, rest)) {
            return true;
          }
        }
        return false;
      }
      boolean escaped = c == '\\' && i + 1 < pattern.length();
      char wanted = escaped ? pattern.charAt(++i) : c;
      boolean any = c == '_';
      if (at >= name.length() || (!any && name.charAt(at) != wanted)) {
        return false;
      }
      at++;
    }
    return at == name.length();
  }
}
