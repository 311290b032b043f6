package dev.yore.engine.exec;

import dev.yore.storage.value.DataType;
import org.jspecify.annotations.Nullable;

/** The distinct rows seen so far. */
final class Seen {
  private final KeyTable table;
  private final int width;
  private final ExecutionContext context;
  private final String holder;
  private long taken;

  Seen(DataType[] types, ExecutionContext context, String holder) {
    this.table = KeyTable.of(types);
    this.width = Math.max(1, types.length);
    this.context = context;
    this.holder = holder;
  }

  /** The rows that were not seen before, each once; null when there are none. */
  @Nullable Batch fresh(Batch batch) {
    context.check();
    int known = table.size();
    int before = known;
    int[] ids = new int[batch.count()];
    table.ids(batch.columns(), batch, true, ids);
    int[] rows = new int[batch.count()];
    int count = 0;
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] == known) {
        rows[count++] = batch.row(i);
        known++;
      }
    }
    long bytes = RowStore.VALUE_BYTES * width * (known - before);
    context.memory().take(bytes, holder);
    taken += bytes;
    return count == 0 ? null : batch.with(rows, count);
  }

  void release() {
    context.memory().give(taken);
    taken = 0;
  }
}
