package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import dev.yore.storage.column.Vector;
import dev.yore.storage.value.DataType;
import java.util.Arrays;
import java.util.List;

/** The rows of one input of a join, found by key; without keys every row matches. */
final class BuildTable {
  private final KeyTable table;
  private final Evaluator[] keys;
  private final RowStore store;
  private final ExecutionContext context;
  private int[] first = new int[64];
  private int[] last = new int[64];
  private int[] next = new int[64];
  private Vector[] columns = new Vector[0];
  private int rows;

  BuildTable(
      DataType[] types,
      List<Evaluator> keys,
      List<Plan.Field> fields,
      ExecutionContext context,
      String holder) {
    this.table = KeyTable.of(types, false);
    this.keys = keys.toArray(new Evaluator[0]);
    this.store = new RowStore(fields, context, holder);
    this.context = context;
  }

  void fill(BatchCursor input) {
    try (input) {
      for (Batch batch = input.next(); batch != null; batch = input.next()) {
        add(batch);
      }
    }
    columns = store.build();
  }

  private void add(Batch batch) {
    int[] ids = ids(batch, true, keys);
    store.append(batch);
    next = room(next, rows + batch.count());
    for (int i = 0; i < batch.count(); i++) {
      int id = ids[i];
      next[rows] = -1;
      if (id >= 0) {
        if (id >= first.length) {
          first = room(first, id + 1);
          last = room(last, id + 1);
        }
        if (last[id] == 0) {
          first[id] = rows;
        } else {
          next[last[id] - 1] = rows;
        }
        last[id] = rows + 1;
      }
      rows++;
    }
  }

  private static int[] room(int[] array, int needed) {
    return needed <= array.length
        ? array
        : Arrays.copyOf(array, Math.max(needed, array.length + (array.length >> 1)));
  }

  /** The number of each row's key, -1 for none. */
  int[] ids(Batch batch, boolean add, Evaluator[] by) {
    int[] ids = new int[batch.count()];
    if (by.length == 0) {
      return ids; // every row has the one key that there is
    }
    Vector[] values = new Vector[by.length];
    for (int k = 0; k < by.length; k++) {
      values[k] = by[k].evaluate(batch, context);
    }
    table.ids(values, batch, add, ids);
    return ids;
  }

  /** The first row with the key of this number, or -1. */
  int first(int id) {
    return id < 0 || rows == 0 ? -1 : first[id];
  }

  /** The next row with the same key, or -1. */
  int next(int row) {
    return next[row];
  }

  int rows() {
    return rows;
  }

  Vector[] columns() {
    return columns;
  }

  void release() {
    store.release();
  }
}
