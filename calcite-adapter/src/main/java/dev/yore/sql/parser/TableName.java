package dev.yore.sql.parser;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** The name of a table, view or index as written, already folded, with its place in the text. */
public record TableName(@Nullable String schema, String name, SqlParserPos position) {

  /** The last part is the name, the one before it the schema; a catalog before that is ignored. */
  public static TableName of(SqlIdentifier identifier) {
    List<String> parts = identifier.names;
    int last = parts.size() - 1;
    return new TableName(
        last > 0 ? parts.get(last - 1) : null, parts.get(last), identifier.getParserPosition());
  }

  @Override
  public String toString() {
    return schema == null ? name : schema + "." + name;
  }
}
