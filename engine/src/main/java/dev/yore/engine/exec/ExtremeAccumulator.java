package dev.yore.engine.exec;

import dev.yore.engine.exec.function.Conversions;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.VectorBuilder;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.value.DataType;
import java.util.Arrays;

/** The smallest or greatest value, which for booleans is AND or OR. */
final class ExtremeAccumulator implements Accumulator {
  private final DataType argument;
  private final DataType type;
  private final boolean smallest;
  private Vector[] owners = new Vector[16];
  private int[] places = new int[16];
  private long[] longs = new long[16];
  private boolean[] known = new boolean[16];

  ExtremeAccumulator(DataType argument, DataType type, boolean smallest) {
    this.argument = argument;
    this.type = type;
    this.smallest = smallest;
  }

  @Override
  public void add(Vector[] arguments, int[] rows, int[] groups, int count, int groupCount) {
    if (groupCount > known.length) {
      int room = Math.max(groupCount, 2 * known.length);
      owners = Arrays.copyOf(owners, room);
      places = Arrays.copyOf(places, room);
      longs = Arrays.copyOf(longs, room);
      known = Arrays.copyOf(known, room);
    }
    Vector values =
        arguments[0] instanceof dev.yore.storage.column.ConstantVector constant
            ? constant.flatten()
            : arguments[0];
    if (values instanceof LongVector column) {
      addLongs(column, rows, groups, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      int group = groups[i];
      if (!values.isNull(row) && (!known[group] || better(values, row, group))) {
        owners[group] = values;
        places[group] = row;
        known[group] = true;
      }
    }
  }

  private boolean better(Vector values, int row, int group) {
    int sign = Vectors.compare(argument, values, row, owners[group], places[group]);
    return smallest ? sign < 0 : sign > 0;
  }

  private void addLongs(LongVector column, int[] rows, int[] groups, int count) {
    long[] values = column.values();
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      int group = groups[i];
      if (!column.isNull(row)) {
        long value = values[row];
        if (!known[group] || (smallest ? value < longs[group] : value > longs[group])) {
          longs[group] = value;
          known[group] = true;
        }
      }
    }
  }

  @Override
  public Vector result(int groupCount) {
    VectorBuilder results = VectorBuilder.of(type, groupCount);
    LongVector numbers = new LongVector(longs);
    for (int group = 0; group < groupCount; group++) {
      if (group >= known.length || !known[group]) {
        results.appendNull();
        continue;
      }
      Object value =
          owners[group] == null
              ? Vectors.get(argument, numbers, group)
              : Vectors.get(argument, owners[group], places[group]);
      results.append(value == null ? null : Conversions.fit(value, type));
    }
    return results.build();
  }
}
