package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import dev.yore.engine.spill.SpillFile;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How often each row stands in each of two inputs. When memory has no room for more rows, those
 * that are not known wait in temporary files, parted by hash.
 */
final class CountedRows implements AutoCloseable {
  private final List<Plan.Field> fields;
  private final ExecutionContext context;
  private final Spill spill;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private KeyTable table;
  private long[] left = new long[0];
  private long[] right = new long[0];
  private int level;
  private long taken;

  private record Waiting(SpillFile.Run left, SpillFile.Run right, int level) {}

  CountedRows(List<Plan.Field> fields, ExecutionContext context) {
    this.fields = fields;
    this.context = context;
    this.spill = new Spill(context);
    this.table = KeyTable.of(Distinct.types(fields));
  }

  KeyTable rows() {
    return table;
  }

  /** How often a row of the table stands in the left input. */
  long left(int row) {
    return left[row];
  }

  long right(int row) {
    return right[row];
  }

  /** Counts the rows of two inputs. */
  void count(BatchCursor leftRows, BatchCursor rightRows) {
    HashPartitions leftBeyond = countLeft(leftRows);
    HashPartitions rightBeyond = leftBeyond == null ? null : partitions();
    right = new long[table.size()];
    for (Batch batch = rightRows.next(); batch != null; batch = rightRows.next()) {
      context.check();
      int[] ids = new int[batch.count()];
      table.ids(batch.columns(), batch, false, ids);
      tally(ids, right);
      if (rightBeyond != null) {
        park(batch, ids, rightBeyond);
      }
    }
    if (leftBeyond != null && rightBeyond != null) {
      List<SpillFile.Run> lefts = leftBeyond.finish();
      List<SpillFile.Run> rights = rightBeyond.finish();
      int next = Math.min(level + 1, HashPartitions.LEVELS_MAX);
      for (int p = 0; p < lefts.size(); p++) {
        if (lefts.get(p).rows() > 0) {
          waiting.push(new Waiting(lefts.get(p), rights.get(p), next));
        }
      }
    }
  }

  private HashPartitions partitions() {
    return new HashPartitions(spill, fields, level, context.memory().limit());
  }

  private @Nullable HashPartitions countLeft(BatchCursor rows) {
    HashPartitions beyond = null;
    for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
      context.check();
      beyond = beyond == null && !roomFor(batch) ? partitions() : beyond;
      int[] ids = new int[batch.count()];
      table.ids(batch.columns(), batch, beyond == null, ids);
      if (table.size() > left.length) {
        left = Arrays.copyOf(left, Math.max(table.size(), 2 * left.length));
      }
      tally(ids, left);
      if (beyond != null) {
        park(batch, ids, beyond);
      }
    }
    return beyond;
  }

  private boolean roomFor(Batch batch) {
    long bytes = RowSizes.of(batch);
    if (table.size() == 0) {
      context.memory().takeNeeded(bytes);
    } else if (!context.memory().tryTake(bytes)) {
      return false;
    }
    taken += bytes;
    return true;
  }

  private static void tally(int[] ids, long[] counts) {
    for (int id : ids) {
      if (id >= 0) {
        counts[id]++;
      }
    }
  }

  private static void park(Batch batch, int[] ids, HashPartitions beyond) {
    int[] rows = new int[ids.length];
    int count = 0;
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] < 0) {
        rows[count++] = batch.row(i);
      }
    }
    if (count > 0) {
      beyond.add(batch.with(rows, count), batch.columns());
    }
  }

  /** Counts what had to wait, in the place of what was counted; false when nothing is left. */
  boolean next() {
    Waiting next = waiting.poll();
    if (next == null) {
      return false;
    }
    context.memory().give(taken);
    taken = 0;
    table = KeyTable.of(Distinct.types(fields));
    left = new long[0];
    level = next.level;
    count(spill.read(next.left, fields), spill.read(next.right, fields));
    return true;
  }

  @Override
  public void close() {
    context.memory().give(taken);
    taken = 0;
    waiting.clear();
    spill.close();
  }
}
