package dev.yore.jdbc;

import dev.yore.engine.exec.Batch;
import dev.yore.sql.session.SqlResult;
import org.jspecify.annotations.Nullable;

/** Where a result set stands in its rows: before them, on one of them, or after them. */
abstract sealed class RowCursor permits StreamingCursor, ScrollingCursor {
  final SqlResult.Rows rows;
  private @Nullable Batch batch;
  private int vectorRow;

  RowCursor(SqlResult.Rows rows) {
    this.rows = rows;
  }

  /** The batch of the row it stands on, or null when it stands on none. */
  final @Nullable Batch batch() {
    return batch;
  }

  /** The position of the row it stands on in the vectors of {@link #batch()}. */
  final int vectorRow() {
    return vectorRow;
  }

  final void standOn(Batch on, int index) {
    batch = on;
    vectorRow = on.row(index);
  }

  final void standOnNone() {
    batch = null;
  }

  /** Goes to the next row; false when there is none. */
  abstract boolean next();

  /** The number of the row it stands on, from 1; 0 when it stands on none. */
  abstract long rowNumber();

  abstract boolean isBeforeFirst();

  abstract boolean isAfterLast();

  abstract boolean isLast();

  /** Lets go of the rows; harmless when repeated. */
  void close() {
    standOnNone();
    rows.close();
  }
}
