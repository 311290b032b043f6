package dev.yore.engine.exec;

import dev.yore.engine.exec.function.Conversions;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.VectorBuilder;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.Layout;
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
  public void add(Vector[] arguments, GroupedRows input) {
    int[] rows = input.rows();
    int[] groups = input.groups();
    int count = input.count();
    int groupCount = input.groupCount();
    makeRoom(groupCount);
    Vector values =
        arguments[0] instanceof dev.yore.storage.column.ConstantVector constant
            ? constant.flatten()
            : arguments[0];
    if (values instanceof LongVector column) {
      addLongs(column, input);
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

  private void makeRoom(int groupCount) {
    if (groupCount > known.length) {
      int room = Math.max(groupCount, 2 * known.length);
      owners = Arrays.copyOf(owners, room);
      places = Arrays.copyOf(places, room);
      longs = Arrays.copyOf(longs, room);
      known = Arrays.copyOf(known, room);
    }
  }

  @Override
  public boolean mergeable() {
    return true;
  }

  @Override
  public void merge(Accumulator other, int[] groups, int groupCount) {
    ExtremeAccumulator more = (ExtremeAccumulator) other;
    makeRoom(groupCount);
    for (int g = 0; g < Math.min(groups.length, more.known.length); g++) {
      int group = groups[g];
      if (!more.known[g]) {
        continue;
      }
      if (more.owners[g] == null) {
        offer(group, more.longs[g]);
      } else if (!known[group] || better(more.owners[g], more.places[g], group)) {
        owners[group] = more.owners[g];
        places[group] = more.places[g];
        known[group] = true;
      }
    }
  }

  private boolean better(Vector values, int row, int group) {
    int sign = Vectors.compare(argument, values, row, owners[group], places[group]);
    return smallest ? sign < 0 : sign > 0;
  }

  private void addLongs(LongVector column, GroupedRows input) {
    long[] values = column.values();
    boolean[] nulls = column.nulls();
    int[] rows = input.rows();
    int[] starts = input.starts();
    if (nulls == null && starts != null) {
      for (int group = 0; group < input.groupCount(); group++) {
        if (starts[group] < starts[group + 1]) {
          offer(group, extreme(values, rows, starts[group], starts[group + 1]));
        }
      }
      return;
    }
    int[] groups = input.groups();
    for (int i = 0; i < input.count(); i++) {
      int row = rows[i];
      if (nulls == null || !nulls[row]) {
        offer(groups[i], values[row]);
      }
    }
  }

  private void offer(int group, long value) {
    if (!known[group] || (smallest ? value < longs[group] : value > longs[group])) {
      longs[group] = value;
      known[group] = true;
    }
  }

  private long extreme(long[] values, int[] rows, int from, int to) {
    long extreme = values[rows[from]];
    if (smallest) {
      for (int i = from + 1; i < to; i++) {
        extreme = Math.min(extreme, values[rows[i]]);
      }
    } else {
      for (int i = from + 1; i < to; i++) {
        extreme = Math.max(extreme, values[rows[i]]);
      }
    }
    return extreme;
  }

  @Override
  public boolean merges() {
    return true;
  }

  @Override
  public void merge(int into, int from) {
    if (!known[from]) {
      return;
    }
    if (owners[from] != null) {
      if (!known[into] || better(owners[from], places[from], into)) {
        owners[into] = owners[from];
        places[into] = places[from];
      }
    } else if (!known[into] || (smallest ? longs[from] < longs[into] : longs[from] > longs[into])) {
      longs[into] = longs[from];
    }
    known[into] = true;
  }

  @Override
  public Vector result(int groupCount) {
    if (argument.layout() == Layout.LONG && argument.equals(type)) {
      return longs(groupCount);
    }
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

  private Vector longs(int groupCount) {
    boolean[] nulls = new boolean[groupCount];
    boolean any = false;
    for (int group = 0; group < groupCount; group++) {
      nulls[group] = group >= known.length || !known[group];
      any |= nulls[group];
    }
    return new LongVector(Arrays.copyOf(longs, groupCount), groupCount, any ? nulls : null);
  }
}
