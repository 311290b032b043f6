package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import dev.yore.storage.column.Stack;
import dev.yore.storage.column.Vector;
import java.util.ArrayList;
import java.util.List;

/** Rows of many batches put together, counted against the memory of the execution. */
final class RowStore {
  /** About what a value takes, its share of indexes included. */
  static final long VALUE_BYTES = 24;

  /** A batch that means less than one of so many rows is copied, for it may hold a lot else. */
  private static final int SPARSE = 4;

  private final List<Plan.Field> fields;
  private final ExecutionContext context;
  private final String holder;
  private final List<Batch> batches = new ArrayList<>();
  private int size;
  private long taken;

  RowStore(List<Plan.Field> fields, ExecutionContext context, String holder) {
    this.fields = fields;
    this.context = context;
    this.holder = holder;
  }

  int size() {
    return size;
  }

  void append(Batch batch) {
    context.check();
    take(RowSizes.of(batch));
    add(batch);
  }

  /** Appends a batch if the budget has room for it. */
  boolean tryAppend(Batch batch) {
    context.check();
    long bytes = RowSizes.of(batch);
    if (!context.memory().tryTake(bytes)) {
      return false;
    }
    taken += bytes;
    add(batch);
    return true;
  }

  /** Appends a batch that cannot be done without, even beyond the budget. */
  void appendNeeded(Batch batch) {
    long bytes = RowSizes.of(batch);
    context.memory().takeNeeded(bytes);
    taken += bytes;
    add(batch);
  }

  private void add(Batch batch) {
    batches.add(batch.count() < batch.extent() / SPARSE ? batch.compact() : batch);
    size = Math.addExact(size, batch.count());
  }

  void take(long bytes) {
    context.memory().take(bytes, holder);
    taken += bytes;
  }

  /** Everything that the input gives. */
  RowStore fill(BatchCursor input) {
    try (input) {
      for (Batch batch = input.next(); batch != null; batch = input.next()) {
        append(batch);
      }
    }
    return this;
  }

  /** The batches as they came, which are no longer kept; their bytes still count. */
  List<Batch> drain() {
    List<Batch> all = List.copyOf(batches);
    batches.clear();
    size = 0;
    return all;
  }

  /** The columns; nothing may be appended after. */
  Vector[] build() {
    Vector[] columns = new Vector[fields.size()];
    for (int c = 0; c < columns.length; c++) {
      List<Stack.Part> parts = new ArrayList<>(batches.size());
      for (Batch batch : batches) {
        parts.add(new Stack.Part(batch.columns()[c], batch.selection(), batch.count()));
      }
      columns[c] = Stack.of(fields.get(c).type().layout(), parts);
    }
    batches.clear();
    return columns;
  }

  void release() {
    context.memory().give(taken);
    taken = 0;
  }

  /** Some rows of columns as a batch. */
  static Batch gather(Vector[] columns, int[] rows, int count) {
    Vector[] gathered = new Vector[columns.length];
    for (int c = 0; c < gathered.length; c++) {
      gathered[c] = columns[c].gather(rows, count);
    }
    return new Batch(gathered, null, count);
  }
}
