package dev.yore.jdbc;

import dev.yore.engine.exec.Batch;
import dev.yore.sql.session.SqlResult;
import org.jspecify.annotations.Nullable;

/** Goes through rows once, holding one batch at a time, two where it has to look ahead. */
final class StreamingCursor extends RowCursor {
  private @Nullable Batch current;
  private @Nullable Batch ahead;
  private int index = -1;
  private long rowNumber;
  private boolean ended;

  StreamingCursor(SqlResult.Rows rows) {
    super(rows);
  }

  @Override
  boolean next() {
    Batch on = current;
    if (on == null || ++index >= on.count()) {
      on = advance();
      if (on == null) {
        return false;
      }
    }
    rowNumber++;
    standOn(on, index);
    return true;
  }

  private @Nullable Batch advance() {
    Batch on = peek();
    current = on;
    ahead = null;
    index = 0;
    if (on == null) {
      standOnNone();
      if (!ended) {
        ended = true;
        rows.close();
      }
    }
    return on;
  }

  /** The batch after the current one, without empty ones; null at the end. */
  private @Nullable Batch peek() {
    while (!ended && ahead == null) {
      Batch fetched = rows.next();
      if (fetched == null) {
        return null;
      }
      ahead = fetched.count() == 0 ? null : fetched;
    }
    return ahead;
  }

  @Override
  long rowNumber() {
    return batch() == null ? 0 : rowNumber;
  }

  @Override
  boolean isBeforeFirst() {
    return rowNumber == 0 && peek() != null;
  }

  @Override
  boolean isAfterLast() {
    return ended && rowNumber > 0;
  }

  @Override
  boolean isLast() {
    Batch on = current;
    return batch() != null && on != null && index == on.count() - 1 && peek() == null;
  }
}
