package dev.yore.engine.exec;

import dev.yore.storage.column.Vector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Rows of columns in a given order, batch by batch. */
final class SortedCursor implements BatchCursor {
  private final Vector[] columns;
  private final int[] rows;
  private final int end;
  private final Runnable release;
  private int next;

  SortedCursor(Vector[] columns, int[] rows, int from, int to, Runnable release) {
    this.columns = columns;
    this.rows = rows;
    this.next = from;
    this.end = to;
    this.release = release;
  }

  @Override
  public @Nullable Batch next() {
    if (next >= end) {
      return null;
    }
    int to = Math.min(end, next + Batch.ROWS_MAX);
    int[] part = Arrays.copyOfRange(rows, next, to);
    next = to;
    return RowStore.gather(columns, part, part.length);
  }

  @Override
  public void close() {
    next = end;
    release.run();
  }
}
