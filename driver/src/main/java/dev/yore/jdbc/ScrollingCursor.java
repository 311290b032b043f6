package dev.yore.jdbc;

import dev.yore.engine.exec.Batch;
import dev.yore.sql.session.SqlResult;
import java.util.ArrayList;
import java.util.List;

/** Goes to any row, forth and back; keeps the batches, which are fetched as far as needed. */
final class ScrollingCursor extends RowCursor {
  private final List<Batch> batches = new ArrayList<>();
  private final List<Long> starts = new ArrayList<>();
  private long fetched;
  private boolean complete;

  /** 0 before the first row, one more than the last number after the last one. */
  private long position;

  ScrollingCursor(SqlResult.Rows rows) {
    super(rows);
  }

  @Override
  boolean next() {
    return moveTo(position + 1);
  }

  /** Goes to the row of this number; before or after all rows when there is no such row. */
  boolean moveTo(long number) {
    if (number < 1) {
      position = 0;
      standOnNone();
      return false;
    }
    fetchTo(number);
    if (number > fetched) {
      position = fetched + 1;
      standOnNone();
      return false;
    }
    position = number;
    int at = batchOf(number - 1);
    standOn(batches.get(at), (int) (number - 1 - starts.get(at)));
    return true;
  }

  private int batchOf(long row) {
    int low = 0;
    int high = batches.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (starts.get(middle) <= row) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private void fetchTo(long number) {
    while (!complete && fetched < number) {
      Batch next = rows.next();
      if (next == null) {
        complete = true;
        rows.close();
      } else if (next.count() > 0) {
        batches.add(next);
        starts.add(fetched);
        fetched += next.count();
      }
    }
  }

  /** How many rows there are; fetches all of them. */
  long size() {
    fetchTo(Long.MAX_VALUE);
    return fetched;
  }

  long position() {
    return position;
  }

  @Override
  long rowNumber() {
    return batch() == null ? 0 : position;
  }

  @Override
  boolean isBeforeFirst() {
    fetchTo(1);
    return position == 0 && fetched > 0;
  }

  @Override
  boolean isAfterLast() {
    return complete && fetched > 0 && position > fetched;
  }

  @Override
  boolean isLast() {
    return batch() != null && position == size();
  }

  @Override
  void close() {
    super.close();
    batches.clear();
    starts.clear();
  }
}
