package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import dev.yore.engine.spill.SpillFile;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows without repeats. When memory has no room for more of them, those that are not known yet wait
 * in temporary files, parted by hash, and are looked at once all rows have come.
 */
final class DistinctRows implements AutoCloseable {
  private final List<Plan.Field> fields;
  private final ExecutionContext context;
  private final Spill spill;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private KeyTable table;
  private @Nullable HashPartitions beyond;
  private @Nullable BatchCursor current;
  private int level;
  private long taken;

  private record Waiting(SpillFile.Run run, int level) {}

  DistinctRows(List<Plan.Field> fields, ExecutionContext context) {
    this.fields = List.copyOf(fields);
    this.context = context;
    this.spill = new Spill(context);
    this.table = KeyTable.of(Distinct.types(fields));
  }

  /** The rows that are now known to be new, each once; null when there are none. */
  @Nullable Batch fresh(Batch batch) {
    context.check();
    HashPartitions full = beyond;
    if (full == null) {
      long bytes = RowSizes.of(batch);
      if (table.size() == 0) {
        context.memory().takeNeeded(bytes);
      } else if (!context.memory().tryTake(bytes)) {
        full = new HashPartitions(spill, fields, level, context.memory().limit());
        beyond = full;
      }
      if (full == null) {
        return added(batch, bytes);
      }
    }
    int[] ids = new int[batch.count()];
    table.ids(batch.columns(), batch, false, ids);
    int[] rows = new int[batch.count()];
    int count = 0;
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] < 0) {
        rows[count++] = batch.row(i);
      }
    }
    full.add(batch.with(rows, count), batch.columns());
    return null;
  }

  private @Nullable Batch added(Batch batch, long bytes) {
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
    long used = bytes * (known - before) / Math.max(1, batch.count());
    context.memory().give(bytes - used);
    taken += used;
    return count == 0 ? null : batch.with(rows, count);
  }

  /** After all rows have come: the next rows that had to wait; null at the end. */
  @Nullable Batch later() {
    while (true) {
      BatchCursor rows = current;
      Batch batch = rows == null ? null : rows.next();
      if (batch != null) {
        Batch fresh = fresh(batch);
        if (fresh != null) {
          return fresh;
        }
        continue;
      }
      park();
      Waiting next = waiting.poll();
      if (next == null) {
        return null;
      }
      forget();
      level = next.level;
      current = spill.read(next.run, fields);
    }
  }

  private void park() {
    HashPartitions full = beyond;
    beyond = null;
    if (full != null) {
      for (SpillFile.Run run : full.finish()) {
        if (run.rows() > 0) {
          waiting.push(new Waiting(run, Math.min(level + 1, HashPartitions.LEVELS_MAX)));
        }
      }
    }
  }

  private void forget() {
    table = KeyTable.of(Distinct.types(fields));
    context.memory().give(taken);
    taken = 0;
  }

  @Override
  public void close() {
    forget();
    waiting.clear();
    spill.close();
  }
}
