package dev.yore.sql.session;

import dev.yore.sql.parser.ReservedWords;
import dev.yore.sql.parser.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A query of the plainest form, read without Calcite: {@code SELECT * FROM t}, or {@code SELECT a,
 * b FROM s.t WHERE c = ?}.
 *
 * <p>It is what applications ask most, it is often the first thing that they ask, and loading
 * Calcite takes longer than everything else until the first row. What is not of this form to the
 * letter is nothing for this class; what is means here what it means to Calcite, which a test
 * shows.
 *
 * @param columns the names of the columns, empty for all
 * @param schema the name of the schema, or null
 * @param key the column that is equal to the only parameter, or null
 */
record PlainSelect(
    List<String> columns, @Nullable String schema, String table, @Nullable String key) {
  PlainSelect {
    columns = List.copyOf(columns);
  }

  /** The query, or null for everything else. */
  static @Nullable PlainSelect read(String sql) {
    return new Reader(sql).query();
  }

  /** Reads names and single characters; {@code failed} is set by what is of another form. */
  private static final class Reader {
    private final String sql;
    private int at;
    private boolean failed;

    Reader(String sql) {
      this.sql = sql;
    }

    @Nullable PlainSelect query() {
      List<String> columns = new ArrayList<>();
      word("select");
      if (!skip('*')) {
        do {
          columns.add(name());
        } while (!failed && skip(','));
      }
      word("from");
      String first = name();
      boolean qualified = skip('.');
      String table = qualified ? name() : first;
      String key = null;
      String where = letters();
      if (!where.isEmpty()) {
        failed |= !where.equals("where");
        key = name();
        failed |= !skip('=') || !skip('?');
      }
      return failed || !atEnd()
          ? null
          : new PlainSelect(columns, qualified ? first : null, table, key);
    }

    private boolean atEnd() {
      while (skip(';')) {}
      return at == sql.length();
    }

    private void word(String expected) {
      failed |= !letters().equals(expected);
    }

    private String name() {
      String name = letters();
      failed |=
          name.isEmpty()
              || name.length() > SqlText.NAME_CHARS_MAX
              || Character.isDigit(name.charAt(0))
              || ReservedWords.contains(name);
      return name;
    }

    /** Letters, digits and underscores, in lower case; may be none. */
    private String letters() {
      space();
      int start = at;
      while (at < sql.length() && isPart(sql.charAt(at))) {
        at++;
      }
      return sql.substring(start, at).toLowerCase(Locale.ROOT);
    }

    private static boolean isPart(char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    private boolean skip(char expected) {
      space();
      boolean found = at < sql.length() && sql.charAt(at) == expected;
      if (found) {
        at++;
      }
      return found;
    }

    private void space() {
      while (at < sql.length() && isSpace(sql.charAt(at))) {
        at++;
      }
    }

    private static boolean isSpace(char c) {
      return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }
  }
}
