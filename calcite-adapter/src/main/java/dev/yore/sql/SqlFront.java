package dev.yore.sql;

import dev.yore.sql.convert.Queries;
import dev.yore.sql.convert.QueryOptions;
import dev.yore.sql.convert.ValidatedQuery;
import dev.yore.sql.convert.WriteSource;
import dev.yore.sql.convert.WriteSources;
import dev.yore.sql.parser.ParsedStatement;
import dev.yore.sql.parser.SqlText;
import dev.yore.sql.parser.Statement;
import dev.yore.sql.validate.Catalog;
import dev.yore.storage.error.YoreException;
import java.util.List;
import org.apache.calcite.sql.SqlNode;

/**
 * The door of the SQL front: text in; statements, and for queries and writes relational trees, out.
 *
 * <p>One front serves one {@link Catalog}, that is one state of a schema. It keeps no state between
 * calls and may be used by several threads. Every error is a {@link YoreException}; positions are
 * those in the text given to {@link #parse}.
 */
public final class SqlFront {
  private final Queries queries;
  private final WriteSources writes;

  public SqlFront(Catalog catalog) {
    this.queries = new Queries(catalog);
    this.writes = new WriteSources(catalog, queries);
  }

  /** The statements of a script. */
  public static List<ParsedStatement> parse(String text) {
    return SqlText.parseStatements(text);
  }

  /** Whether {@code text} is EDN and nothing for this front. */
  public static boolean isEdn(String text) {
    return SqlText.isEdn(text);
  }

  /** Validates and converts a query; AS OF of the statement goes before that of the session. */
  public ValidatedQuery query(Statement.Query query, QueryOptions options) {
    SqlNode moment = query.asOf();
    return queries.query(query.query(), moment == null ? options : options.withAsOf(moment));
  }

  /** The rows an INSERT or UPSERT writes. */
  public WriteSource.Insert insert(Statement.Insert insert, QueryOptions options) {
    return writes.insert(insert, options);
  }

  /** The rows an UPDATE writes. */
  public WriteSource.Update update(Statement.Update update, QueryOptions options) {
    return writes.update(update, options);
  }

  /** The rows a DELETE removes. */
  public WriteSource.Delete delete(Statement.Delete delete, QueryOptions options) {
    return writes.delete(delete.delete(), options);
  }

  /** The rows an ERASE removes. */
  public WriteSource.Delete erase(Statement.Erase erase, QueryOptions options) {
    return writes.delete(erase.delete(), options);
  }

  /**
   * What RETURNING gives for one row: a query whose last parameter is the row's {@code _id}. To be
   * run on the state after an INSERT or UPDATE, on the state before a DELETE.
   */
  public ValidatedQuery returning(Statement.Dml dml, int parameterCount, QueryOptions options) {
    return writes.returning(dml, parameterCount, options);
  }

  /**
   * What DO UPDATE of ON CONFLICT does to one row: a query of {@code _id} and the new values of the
   * assigned columns, without rows if its WHERE refuses. Its parameters are the statement's, then
   * the values to insert in the order of {@code source.columns()}, then the {@code _id} of the row
   * in the way.
   */
  public WriteSource.Update onConflict(
      Statement.Insert insert,
      WriteSource.Insert source,
      int parameterCount,
      QueryOptions options) {
    return writes.onConflict(insert, source, parameterCount, options);
  }
}
