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
    return KeyTable.of(withGroup);
  }

  /** Adds a batch; returns how many more bytes it holds besides its groups. */
  long add(Batch batch, GroupedRows input) {
    Vector[] values = new Vector[arguments.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = batch.columns()[arguments[i]];
    }
    GroupedRows kept = filter < 0 ? input : filtered(batch.columns()[filter], input);
    long bytes = 0;
    KeyTable seen = distinct;
    if (seen != null) {
      int before = seen.size();
      kept = fresh(seen, values, kept);
      bytes = RowStore.VALUE_BYTES * (values.length + 1) * (seen.size() - before);
    }
    accumulator.add(values, kept);
    return bytes;
  }

  boolean mergeable() {
    return distinct == null && accumulator.mergeable();
  }

  /** Adds what another call has found; its group {@code g} is {@code groups[g]} here. */
  void merge(AggregateCall other, int[] groups, int groupCount) {
    accumulator.merge(other.accumulator, groups, groupCount);
  }

  private static GroupedRows filtered(Vector flags, GroupedRows input) {
    LongVector values =
        (LongVector) (flags instanceof ConstantVector constant ? constant.flatten() : flags);
    int[] rows = new int[input.count()];
    int[] groups = new int[input.count()];
    int kept = 0;
    for (int i = 0; i < input.count(); i++) {
      int row = input.rows()[i];
      if (!values.isNull(row) && values.get(row) != 0) {
        rows[kept] = row;
        groups[kept++] = input.groups()[i];
      }
    }
    return new GroupedRows(rows, groups, kept, input.groupCount(), null);
  }

  /** The rows whose values were not seen in their group before. */
  private static GroupedRows fresh(KeyTable seen, Vector[] values, GroupedRows input) {
    int count = input.count();
    Vector[] keys = new Vector[values.length + 1];
    for (int i = 0; i < values.length; i++) {
      keys[i] = values[i].gather(input.rows(), count);
    }
    long[] numbers = new long[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = input.groups()[i];
    }
    keys[values.length] = new LongVector(numbers);
    int known = seen.size();
    int[] ids = new int[count];
    seen.ids(keys, new Batch(keys, null, count), true, ids);
    int[] rows = new int[count];
    int[] groups = new int[count];
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (ids[i] == known) {
        known++;
        rows[kept] = input.rows()[i];
        groups[kept++] = input.groups()[i];
      }
    }
    return new GroupedRows(rows, groups, kept, input.groupCount(), null);
  }

  Vector result(int groupCount) {
    return accumulator.result(groupCount);
  }
}
