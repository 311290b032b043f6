package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.VectorBuilder;
import java.util.List;

/** Rows of many batches put together, counted against the memory of the execution. */
final class RowStore {
  /** About what a value takes, its share of builders and indexes included. */
  static final long VALUE_BYTES = 24;

  private final List<Plan.Field> fields;
  private final ExecutionContext context;
  private final String holder;
  private final VectorBuilder[] builders;
  private int size;
  private long taken;

  RowStore(List<Plan.Field> fields, ExecutionContext context, String holder) {
    this.fields = fields;
    this.context = context;
    this.holder = holder;
    this.builders = new VectorBuilder[fields.size()];
    for (int c = 0; c < builders.length; c++) {
      builders[c] = VectorBuilder.of(fields.get(c).type(), 256);
    }
  }

  int size() {
    return size;
  }

  void append(Batch batch) {
    context.check();
    take(VALUE_BYTES * batch.count() * Math.max(1, fields.size()));
    for (int c = 0; c < builders.length; c++) {
      Vector column = batch.columns()[c];
      if (batch.selection() == null) {
        builders[c].append(column, 0, batch.count());
      } else {
        for (int i = 0; i < batch.count(); i++) {
          builders[c].append(column, batch.row(i));
        }
      }
    }
    size += batch.count();
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

  /** The columns; nothing may be appended after. */
  Vector[] build() {
    Vector[] columns = new Vector[builders.length];
    for (int c = 0; c < columns.length; c++) {
      columns[c] = builders[c].build();
    }
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
