package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.VectorBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sorted inputs merged; of equal rows those of earlier inputs come first. */
final class MergedRuns implements BatchCursor {
  /** The most inputs merged at once. */
  static final int FAN_IN = 16;

  private final List<BatchCursor> inputs;
  private final List<Plan.Field> fields;
  private final List<Plan.SortKey> keys;
  private final int batchRows;
  private final ExecutionContext context;
  private final @Nullable Batch[] batches;
  private final int[] at;

  /** Inputs that have rows, as a heap by their next row. */
  private final int[] heap;

  private int size;

  MergedRuns(
      List<BatchCursor> inputs,
      List<Plan.Field> fields,
      List<Plan.SortKey> keys,
      int batchRows,
      ExecutionContext context) {
    this.inputs = inputs;
    this.fields = fields;
    this.keys = keys;
    this.batchRows = batchRows;
    this.context = context;
    this.batches = new Batch[inputs.size()];
    this.at = new int[inputs.size()];
    this.heap = new int[inputs.size()];
    for (int i = 0; i < inputs.size(); i++) {
      batches[i] = inputs.get(i).next();
      if (batches[i] != null) {
        heap[size++] = i;
      }
    }
    for (int i = size / 2 - 1; i >= 0; i--) {
      sink(i);
    }
  }

  private Batch batch(int input) {
    Batch batch = batches[input];
    if (batch == null) {
      throw new IllegalStateException("input " + input + " has no rows left");
    }
    return batch;
  }

  private boolean before(int left, int right) {
    Vector[] l = batch(left).columns();
    Vector[] r = batch(right).columns();
    int sign = RowOrder.compare(keys, fields, l, at[left], r, at[right]);
    return sign < 0 || (sign == 0 && left < right);
  }

  private void sink(int place) {
    int moved = heap[place];
    int hole = place;
    while (2 * hole + 1 < size) {
      int child = 2 * hole + 1;
      if (child + 1 < size && before(heap[child + 1], heap[child])) {
        child++;
      }
      if (!before(heap[child], moved)) {
        break;
      }
      heap[hole] = heap[child];
      hole = child;
    }
    heap[hole] = moved;
  }

  @Override
  public @Nullable Batch next() {
    context.check();
    if (size == 0) {
      return null;
    }
    VectorBuilder[] builders = new VectorBuilder[fields.size()];
    for (int c = 0; c < builders.length; c++) {
      builders[c] = VectorBuilder.of(fields.get(c).type(), batchRows);
    }
    int count = 0;
    while (size > 0 && count < batchRows) {
      int input = heap[0];
      Batch from = batch(input);
      for (int c = 0; c < builders.length; c++) {
        builders[c].append(from.columns()[c], at[input]);
      }
      count++;
      advance(input, from);
    }
    Vector[] columns = new Vector[builders.length];
    for (int c = 0; c < columns.length; c++) {
      columns[c] = builders[c].build();
    }
    return new Batch(columns, null, count);
  }

  private void advance(int input, Batch from) {
    if (++at[input] == from.count()) {
      batches[input] = inputs.get(input).next();
      at[input] = 0;
      if (batches[input] == null) {
        heap[0] = heap[--size];
      }
    }
    if (size > 1) {
      sink(0);
    }
  }

  @Override
  public void close() {
    size = 0;
    inputs.forEach(BatchCursor::close);
  }
}
