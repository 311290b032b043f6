package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import dev.yore.storage.column.BytesVector;
import dev.yore.storage.column.Vector;
import java.util.List;

/** About how many bytes rows take when an operator holds them. */
final class RowSizes {
  private RowSizes() {}

  static long of(Batch batch) {
    long sum = RowStore.VALUE_BYTES * batch.count();
    for (Vector column : batch.columns()) {
      sum += RowStore.VALUE_BYTES * batch.count();
      if (column instanceof BytesVector bytes && bytes.size() > 0) {
        sum += (long) bytes.end(bytes.size() - 1) * batch.count() / bytes.size();
      }
    }
    return sum;
  }

  /** How many rows of these fields blocks should have so that {@code parts} fit into a budget. */
  static int blockRows(List<Plan.Field> fields, long budget, int parts) {
    long row = RowStore.VALUE_BYTES * (fields.size() + 1);
    return Math.clamp(budget / parts / row, 32, Batch.ROWS_MAX);
  }
}
