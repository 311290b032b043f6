package dev.yore.sql.session;

import dev.yore.storage.value.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One statement, parsed and, if it is a query, planned; plans follow changes of schema. */
public interface PreparedSql {

  /** The columns of its rows; empty when it returns none. */
  List<ColumnMeta> columns();

  /** The types expected of its parameters, in order. */
  List<DataType> parameters();

  /** True when it returns rows. */
  boolean returnsRows();

  /**
   * Executes it.
   *
   * @param parameters boxed values as {@code DataType}'s value types say, or whatever converts to
   *     them without loss
   */
  SqlResult execute(@Nullable Object[] parameters, ExecutionOptions options);

  /**
   * Executes it for each row of parameters as one unit: in auto-commit all of them commit together.
   *
   * @return the counts of rows changed, one for each row of parameters
   */
  long[] executeBatch(List<@Nullable Object[]> rows, ExecutionOptions options);

  /**
   * @param maxRows the most rows to return, 0 for all
   * @param timeoutMillis 0 for the session's
   * @param cancelled set it to make the execution stop
   */
  record ExecutionOptions(
      long maxRows, long timeoutMillis, java.util.concurrent.atomic.AtomicBoolean cancelled) {}

  /**
   * @param label the alias, or the name
   * @param name the column's own name
   * @param table the table it is read from unchanged, or empty for an expression and for the past
   * @param sqlType the standard SQL name of its type, such as INTEGER, VARCHAR, TIMESTAMP
   */
  record ColumnMeta(
      String label,
      String name,
      String schema,
      String table,
      DataType type,
      String sqlType,
      boolean nullable) {}
}
