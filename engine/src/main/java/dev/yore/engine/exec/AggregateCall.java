package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import dev.yore.storage.column.ConstantVector;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.value.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An aggregate with its FILTER and DISTINCT. */
final class AggregateCall {
  private final Accumulator accumulator;
  private final int[] arguments;
  private final int filter;
  private final @Nullable DistinctRows distinct;

  AggregateCall(
      Plan.Aggregate.Call call, int[] arguments, DataType[] types, ExecutionContext context) {
    this.accumulator = Accumulators.of(call, types);
    this.arguments = arguments;
    this.filter = call.filter();
    this.distinct =
        call.distinct() && arguments.length > 0 ? new DistinctRows(fields(types), context) : null;
  }

  /** Distinct values are told apart with the number of their group as one more column. */
  private static List<Plan.Field> fields(DataType[] types) {
    List<Plan.Field> fields = new ArrayList<>();
    for (DataType type : types) {
      fields.add(new Plan.Field("value", type, true));
    }
    fields.add(new Plan.Field("group", DataType.LONG, false));
    return fields;
  }

  /** Adds a batch. */
  void add(Batch batch, GroupedRows input) {
    Vector[] values = new Vector[arguments.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = batch.columns()[arguments[i]];
    }
    GroupedRows kept = filter < 0 ? input : filtered(batch.columns()[filter], input);
    DistinctRows seen = distinct;
    if (seen != null) {
      kept = fresh(seen, values, kept);
    }
    accumulator.add(values, kept);
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
  private static GroupedRows fresh(DistinctRows seen, Vector[] values, GroupedRows input) {
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
    Batch fresh = count == 0 ? null : seen.fresh(new Batch(keys, null, count));
    int kept = fresh == null ? 0 : fresh.count();
    int[] rows = new int[kept];
    int[] groups = new int[kept];
    for (int i = 0; i < kept && fresh != null; i++) {
      rows[i] = input.rows()[fresh.row(i)];
      groups[i] = input.groups()[fresh.row(i)];
    }
    return new GroupedRows(rows, groups, kept, input.groupCount(), null);
  }

  Vector result(int groupCount) {
    DistinctRows seen = distinct;
    if (seen != null) {
      for (Batch batch = seen.later(); batch != null; batch = seen.later()) {
        addLater(batch.compact(), groupCount);
      }
    }
    return accumulator.result(groupCount);
  }

  /** Adds distinct values that had to wait for memory. */
  private void addLater(Batch batch, int groupCount) {
    int count = batch.count();
    Vector[] values = Arrays.copyOf(batch.columns(), arguments.length);
    LongVector numbers = (LongVector) batch.columns()[arguments.length];
    int[] groups = new int[count];
    for (int i = 0; i < count; i++) {
      groups[i] = (int) numbers.get(i);
    }
    int[] rows = GroupNumbers.ascending(count);
    accumulator.add(values, new GroupedRows(rows, groups, count, groupCount, null));
  }

  void close() {
    if (distinct != null) {
      distinct.close();
    }
  }
}
