package dev.yore.engine.exec;

import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Plan;
import dev.yore.storage.column.BytesVector;
import dev.yore.storage.column.DictionaryVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.value.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one input of a join, found by key; without keys every row matches. */
final class BuildTable {
  /** Of more rows than these, the work of sorting them may be lost. */
  private static final int CODED_ROWS_MAX = 1 << 10;

  private final DataType[] types;
  private final Evaluator[] keys;
  private final int[] keyColumns;
  private final int width;
  private final RowStore store;
  private final ExecutionContext context;
  private @Nullable JoinIndex index;
  private volatile Vector[] columns = new Vector[0];
  private volatile boolean coded;
  private Vector[] keyValues = new Vector[0];
  private int rows;

  BuildTable(
      DataType[] types,
      List<Evaluator> keys,
      List<Plan.Field> fields,
      ExecutionContext context,
      String holder) {
    this.types = types;
    this.keys = keys.toArray(new Evaluator[0]);
    this.keyColumns = new int[types.length];
    this.width = fields.size();
    List<Plan.Field> stored = new ArrayList<>(fields);
    for (int k = 0; k < types.length; k++) {
      if (this.keys[k].expr() instanceof Expr.Column column) {
        keyColumns[k] = column.index();
      } else {
        keyColumns[k] = stored.size();
        stored.add(new Plan.Field("key", types[k], true));
      }
    }
    this.store = new RowStore(stored, context, holder);
    this.context = context;
  }

  /**
   * Takes all rows of an input, as far as the budget goes.
   *
   * @return the first batch that there was no room for, or null when all is in
   */
  @Nullable Batch fill(BatchCursor input) {
    for (Batch batch = input.next(); batch != null; batch = input.next()) {
      if (!add(batch)) {
        return batch;
      }
    }
    finish();
    return null;
  }

  /** Takes a batch if there is room for it. */
  boolean add(Batch batch) {
    return store.tryAppend(withKeys(batch));
  }

  /** Takes a batch that cannot be done without. */
  void addNeeded(Batch batch) {
    store.appendNeeded(withKeys(batch));
  }

  /** The batches that were taken, which the table no longer has. */
  List<Batch> drain() {
    List<Batch> all = new ArrayList<>();
    for (Batch batch : store.drain()) {
      all.add(new Batch(Arrays.copyOf(batch.columns(), width), batch.selection(), batch.count()));
    }
    return all;
  }

  /** Makes the table of what was taken. */
  void finish() {
    rows = store.size();
    Vector[] stored = store.build();
    columns = Arrays.copyOf(stored, width);
    if (types.length > 0) {
      Vector[] values = new Vector[types.length];
      for (int k = 0; k < values.length; k++) {
        values[k] = stored[keyColumns[k]];
      }
      index = JoinIndex.of(types, values, rows);
      keyValues = values;
    }
  }

  /** The batch with the keys that are not columns of it behind its columns. */
  private Batch withKeys(Batch batch) {
    Vector[] all = batch.columns();
    for (int k = 0; k < keys.length; k++) {
      if (keyColumns[k] >= width) {
        all = Arrays.copyOf(all, Math.max(all.length, keyColumns[k] + 1));
        all[keyColumns[k]] = keys[k].evaluate(batch, context);
      }
    }
    return new Batch(all, batch.selection(), batch.count());
  }

  /** For each row that the batch means the first row with its key, or -1. */
  void first(Batch batch, Evaluator[] by, int[] out) {
    JoinIndex known = index;
    if (rows == 0 || known == null) {
      Arrays.fill(out, 0, batch.count(), rows == 0 ? -1 : 0);
      return;
    }
    Vector[] values = new Vector[by.length];
    for (int k = 0; k < by.length; k++) {
      values[k] = by[k].evaluate(batch, context);
    }
    known.first(values, batch, out);
  }

  /** The next row with the same key, or -1. */
  int next(int row) {
    return index != null ? index.next(row) : row + 1 < rows ? row + 1 : -1;
  }

  /** True when a key has at most one row. */
  boolean unique() {
    return index != null ? index.unique() : rows <= 1;
  }

  /** The values of a key, one for each row. */
  Vector keyValues(int key) {
    return keyValues[key];
  }

  int rows() {
    return rows;
  }

  Vector[] columns() {
    return columns;
  }

  /** The columns to gather so many rows of: bytes of few rows are coded when they will repeat. */
  Vector[] columns(int count) {
    if (!coded && count > rows && rows <= CODED_ROWS_MAX) {
      Vector[] all = columns.clone();
      for (int c = 0; c < all.length; c++) {
        all[c] = all[c] instanceof BytesVector bytes ? DictionaryVector.of(bytes) : all[c];
      }
      columns = all;
      coded = true;
    }
    return columns;
  }

  void release() {
    store.release();
  }
}
