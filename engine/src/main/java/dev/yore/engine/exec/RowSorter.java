package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import dev.yore.engine.spill.SpillFile;
import dev.yore.storage.column.Vector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sorts rows, those with equal keys in the order they came. Rows beyond the budget leave as sorted
 * runs and are merged: an external merge sort.
 */
final class RowSorter implements AutoCloseable {
  private final List<Plan.Field> fields;
  private final List<Plan.SortKey> keys;
  private final long wanted;
  private final ExecutionContext context;
  private final String holder;
  private final Spill spill;
  private final int blockRows;
  private List<SpillFile.Run> runs = new ArrayList<>();
  private RowStore store;

  /**
   * @param wanted how many of the first rows are asked for
   */
  RowSorter(
      List<Plan.Field> fields,
      List<Plan.SortKey> keys,
      long wanted,
      ExecutionContext context,
      String holder) {
    this.fields = fields;
    this.keys = keys;
    this.wanted = wanted;
    this.context = context;
    this.holder = holder;
    this.spill = new Spill(context);
    this.blockRows = RowSizes.blockRows(fields, context.memory().limit(), 2 * MergedRuns.FAN_IN);
    this.store = new RowStore(fields, context, holder);
  }

  void add(Batch batch) {
    if (!store.tryAppend(batch)) {
      cutOrSpill();
      if (!store.tryAppend(batch)) {
        store.appendNeeded(batch);
        spillStore();
      }
    } else if (store.size() > 2 * Batch.ROWS_MAX && store.size() / 4 > wanted) {
      keepWanted();
    }
  }

  private void cutOrSpill() {
    if (store.size() / 2 > wanted) {
      keepWanted();
    } else {
      spillStore();
    }
  }

  private void keepWanted() {
    int size = store.size();
    Vector[] columns = store.build();
    int[] rows = RowOrder.sorted(keys, fields, columns, size, context);
    RowStore kept = new RowStore(fields, context, holder);
    Batch first = RowStore.gather(columns, rows, (int) Math.min(size, wanted));
    store.release();
    kept.appendNeeded(first);
    store = kept;
  }

  private void spillStore() {
    int size = store.size();
    if (size == 0) {
      return;
    }
    Vector[] columns = store.build();
    int[] rows = RowOrder.sorted(keys, fields, columns, size, context);
    int count = (int) Math.min(size, wanted);
    SpillFile.Run run = new SpillFile.Run();
    for (int from = 0; from < count; from += blockRows) {
      int to = Math.min(count, from + blockRows);
      int[] part = java.util.Arrays.copyOfRange(rows, from, to);
      Batch block = RowStore.gather(columns, part, part.length);
      spill.append(run, block.columns(), block.count());
    }
    runs.add(run);
    store.release();
    store = new RowStore(fields, context, holder);
  }

  /** The sorted rows from {@code skip} on; closing the cursor closes the sorter. */
  BatchCursor rows(long skip) {
    if (runs.isEmpty()) {
      int size = store.size();
      Vector[] columns = store.build();
      int[] rows = RowOrder.sorted(keys, fields, columns, size, context);
      int from = (int) Math.min(size, skip);
      int to = (int) Math.min(size, wanted);
      return new SortedCursor(columns, rows, from, to, this::close);
    }
    spillStore();
    while (runs.size() > MergedRuns.FAN_IN) {
      runs = mergedOnce();
    }
    return new Cut(merged(runs, Batch.ROWS_MAX), skip, wanted - skip);
  }

  private MergedRuns merged(List<SpillFile.Run> some, int batchRows) {
    List<BatchCursor> cursors = new ArrayList<>();
    some.forEach(run -> cursors.add(spill.read(run, fields)));
    return new MergedRuns(cursors, fields, keys, batchRows, context);
  }

  private List<SpillFile.Run> mergedOnce() {
    List<SpillFile.Run> larger = new ArrayList<>();
    for (int from = 0; from < runs.size(); from += MergedRuns.FAN_IN) {
      List<SpillFile.Run> some =
          runs.subList(from, Math.min(runs.size(), from + MergedRuns.FAN_IN));
      SpillFile.Run run = new SpillFile.Run();
      MergedRuns merge = merged(some, blockRows);
      for (Batch batch = merge.next(); batch != null && run.rows() < wanted; batch = merge.next()) {
        spill.append(run, batch);
      }
      larger.add(run);
    }
    return larger;
  }

  @Override
  public void close() {
    store.release();
    spill.close();
  }

  /** Some of the rows of a cursor. */
  private final class Cut implements BatchCursor {
    private final BatchCursor rows;
    private long skip;
    private long left;

    Cut(BatchCursor rows, long skip, long left) {
      this.rows = rows;
      this.skip = skip;
      this.left = left;
    }

    @Override
    public @Nullable Batch next() {
      while (left > 0) {
        Batch batch = rows.next();
        if (batch == null) {
          return null;
        }
        int from = (int) Math.min(skip, batch.count());
        int count = (int) Math.min(left, batch.count() - from);
        skip -= from;
        left -= count;
        if (count > 0) {
          return from == 0 && count == batch.count() ? batch : part(batch, from, count);
        }
      }
      return null;
    }

    private static Batch part(Batch batch, int from, int count) {
      int[] rows = new int[count];
      for (int i = 0; i < count; i++) {
        rows[i] = batch.row(from + i);
      }
      return batch.with(rows, count);
    }

    @Override
    public void close() {
      left = 0;
      RowSorter.this.close();
    }
  }
}
