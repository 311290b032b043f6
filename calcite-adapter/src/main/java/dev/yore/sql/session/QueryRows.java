package dev.yore.sql.session;

import dev.yore.engine.exec.Batch;
import dev.yore.engine.exec.BatchCursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a running query. */
final class QueryRows implements SqlResult.Rows {
  private final List<PreparedSql.ColumnMeta> columns;
  private final BatchCursor cursor;
  private final long asOfT;
  private long left;

  /**
   * @param maxRows the most rows to give, 0 for all
   */
  QueryRows(List<PreparedSql.ColumnMeta> columns, BatchCursor cursor, long asOfT, long maxRows) {
    this.columns = columns;
    this.cursor = cursor;
    this.asOfT = asOfT;
    this.left = maxRows == 0 ? Long.MAX_VALUE : maxRows;
  }

  @Override
  public List<PreparedSql.ColumnMeta> columns() {
    return columns;
  }

  @Override
  public @Nullable Batch next() {
    Batch batch = left == 0 ? null : cursor.next();
    if (batch == null) {
      return null;
    }
    Batch cut =
        batch.count() <= left ? batch : new Batch(batch.columns(), batch.selection(), (int) left);
    left -= cut.count();
    return cut;
  }

  @Override
  public long asOfT() {
    return asOfT;
  }

  @Override
  public void close() {
    cursor.close();
  }
}
