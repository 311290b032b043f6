package dev.yore.sql.session;

import dev.yore.sql.SqlFront;
import dev.yore.sql.parser.ParsedStatement;
import dev.yore.sql.parser.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text such as {@code EXPLAIN ANALYZE [:find …]}: the words of SQL before a query in Datalog.
 *
 * @param explain what the words ask for
 */
record ExplainedEdn(Statement.Explain explain, String query) {
  private static final Pattern FORM =
      Pattern.compile("(?is)(\\s*EXPLAIN(?:\\s+[a-z]+|\\s*\\([^()\\[]*\\))*)\\s*(\\[.*)");

  /** What a text explains, or null when it is no such text. */
  static @Nullable ExplainedEdn of(String sql) {
    Matcher form = FORM.matcher(sql);
    if (!form.matches() || !SqlFront.isEdn(form.group(2))) {
      return null;
    }
    List<ParsedStatement> parsed = SqlFront.parse(form.group(1) + " SELECT 1");
    return parsed.getFirst().statement() instanceof Statement.Explain explain
        ? new ExplainedEdn(explain, form.group(2).strip().replaceFirst(";\\s*$", ""))
        : null;
  }
}
