package dev.yore.sql.session;

import dev.yore.engine.exec.Batch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a statement gave. */
public sealed interface SqlResult {

  /** Rows, batch by batch. */
  non-sealed interface Rows extends SqlResult, AutoCloseable {
    List<PreparedSql.ColumnMeta> columns();

    /** The next batch, or null at the end. */
    @Nullable Batch next();

    /** The t up to which the rows saw the database. */
    long asOfT();

    @Override
    void close();
  }

  /**
   * A count of rows changed, or 0 for a statement that changes none.
   *
   * @param tag what was done, as PostgreSQL's command tag: {@code INSERT}, {@code CREATE TABLE} …
   * @param warnings what the user should know, such as parts that were skipped
   */
  record Count(String tag, long rows, List<String> warnings) implements SqlResult {
    public Count {
      warnings = List.copyOf(warnings);
    }
  }
}
