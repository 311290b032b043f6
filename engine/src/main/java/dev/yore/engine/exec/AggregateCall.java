package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import dev.yore.storage.column.ConstantVector;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.value.DataType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An aggregate with its FILTER and DISTINCT. */
final class AggregateCall {
  private final Accumulator accumulator;
  private final int[] arguments;
  private final int filter;
  private final @Nullable KeyTable distinct;

  AggregateCall(Plan.Aggregate.Call call, int[] arguments, DataType[] types) {
    this.accumulator = Accumulators.of(call, types);
    this.arguments = arguments;
    this.filter = call.filter();
    this.distinct = call.distinct() && arguments.length > 0 ? table(types) : null;
  }

  /** Distinct values are counted with the number of their group as one more key. */
  private static KeyTable table(DataType[] types) {
    DataType[] withGroup = Arrays.copyOf(types, types.length + 1);
    withGroup[types.length] = DataType.LONG;
    return KeyTable.of(withGroup, true);
  }

  /** Adds a batch; returns how many more bytes it holds besides its groups. */
  long add(Batch batch, int[] rows, int[] groups, int groupCount) {
    Vector[] values = new Vector[arguments.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = batch.columns()[arguments[i]];
    }
    int[] keptRows = rows;
    int[] keptGroups = groups;
    int count = batch.count();
    if (filter >= 0) {
      keptRows = new int[count];
      keptGroups = new int[count];
      count = filtered(batch, rows, groups, keptRows, keptGroups);
    }
    long bytes = 0;
    KeyTable seen = distinct;
    if (seen != null) {
      int before = seen.size();
      int[] newRows = new int[count];
      int[] newGroups = new int[count];
      count = fresh(seen, values, keptRows, keptGroups, count, newRows, newGroups);
      keptRows = newRows;
      keptGroups = newGroups;
      bytes = RowStore.VALUE_BYTES * (values.length + 1) * (seen.size() - before);
    }
    accumulator.add(values, keptRows, keptGroups, count, groupCount);
    return bytes;
  }

  private int filtered(Batch batch, int[] rows, int[] groups, int[] keptRows, int[] keptGroups) {
    Vector flags = batch.columns()[filter];
    LongVector values =
        (LongVector) (flags instanceof ConstantVector constant ? constant.flatten() : flags);
    int kept = 0;
    for (int i = 0; i < batch.count(); i++) {
      if (!values.isNull(rows[i]) && values.get(rows[i]) != 0) {
        keptRows[kept] = rows[i];
        keptGroups[kept++] = groups[i];
      }
    }
    return kept;
  }

  private static int fresh(
      KeyTable seen,
      Vector[] values,
      int[] rows,
      int[] groups,
      int count,
      int[] newRows,
      int[] newGroups) {
    Vector[] keys = new Vector[values.length + 1];
    for (int i = 0; i < values.length; i++) {
      keys[i] = values[i].gather(rows, count);
    }
    long[] numbers = new long[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = groups[i];
    }
    keys[values.length] = new LongVector(numbers);
    int known = seen.size();
    int[] ids = new int[count];
    seen.ids(keys, new Batch(keys, null, count), true, ids);
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (ids[i] == known) {
        known++;
        newRows[kept] = rows[i];
        newGroups[kept++] = groups[i];
      }
    }
    return kept;
  }

  Vector result(int groupCount) {
    return accumulator.result(groupCount);
  }
}
