package dev.yore.sql.session;

import dev.yore.sql.SqlFront;
import dev.yore.sql.parser.ParsedStatement;
import org.jspecify.annotations.Nullable;

/** The text of a query or of a statement that writes rows, parsed once Calcite has to know it. */
final class RowText {
  private final String sql;
  private final @Nullable PlainSelect plain;
  private volatile @Nullable ParsedStatement parsed;

  RowText(String sql, ParsedStatement parsed) {
    this.sql = sql;
    this.plain = null;
    this.parsed = parsed;
  }

  RowText(String sql, PlainSelect plain) {
    this.sql = sql;
    this.plain = plain;
  }

  String sql() {
    return sql;
  }

  /** What it says, if that is plain. */
  @Nullable PlainSelect plain() {
    return plain;
  }

  ParsedStatement parsed() {
    ParsedStatement known = parsed;
    if (known == null) {
      known = SqlFront.parse(sql).getFirst();
      parsed = known;
    }
    return known;
  }
}
