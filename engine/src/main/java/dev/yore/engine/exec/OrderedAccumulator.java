package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.VectorBuilder;
import dev.yore.storage.value.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keeps the rows of an aggregate and adds them in a given order at the end. */
final class OrderedAccumulator implements Accumulator {
  private final Accumulator accumulator;
  private final DataType[] types;
  private final List<Plan.SortKey> order;
  private final VectorBuilder[] arguments;
  private int[] groups = new int[64];
  private int size;

  /**
   * @param order columns are positions among the arguments
   */
  OrderedAccumulator(Accumulator accumulator, DataType[] types, List<Plan.SortKey> order) {
    this.accumulator = accumulator;
    this.types = types;
    this.order = order;
    this.arguments = new VectorBuilder[types.length];
    for (int i = 0; i < types.length; i++) {
      arguments[i] = VectorBuilder.of(types[i], 64);
    }
  }

  @Override
  public void add(Vector[] columns, GroupedRows input) {
    if (size + input.count() > groups.length) {
      groups = Arrays.copyOf(groups, Math.max(2 * groups.length, size + input.count()));
    }
    for (int i = 0; i < input.count(); i++) {
      groups[size++] = input.groups()[i];
      for (int c = 0; c < arguments.length; c++) {
        arguments[c].append(columns[c], input.rows()[i]);
      }
    }
  }

  @Override
  public Vector result(int groupCount) {
    Vector[] columns = new Vector[types.length + 1];
    List<Plan.Field> fields = new ArrayList<>();
    for (int c = 0; c < types.length; c++) {
      columns[c] = arguments[c].build();
      fields.add(new Plan.Field("", types[c], true));
    }
    columns[types.length] = new LongVector(Arrays.stream(groups, 0, size).asLongStream().toArray());
    fields.add(new Plan.Field("", DataType.LONG, false));
    List<Plan.SortKey> keys = new ArrayList<>();
    keys.add(new Plan.SortKey(types.length, false, false));
    keys.addAll(order);
    int[] rows = RowOrder.sorted(keys, fields, columns, size);
    int[] groupOfRow = new int[size];
    for (int i = 0; i < size; i++) {
      groupOfRow[i] = groups[rows[i]];
    }
    accumulator.add(
        Arrays.copyOf(columns, types.length),
        new GroupedRows(rows, groupOfRow, size, groupCount, null));
    return accumulator.result(groupCount);
  }
}
