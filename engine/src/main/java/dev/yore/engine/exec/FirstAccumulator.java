package dev.yore.engine.exec;

import dev.yore.storage.column.Vector;
import dev.yore.storage.column.VectorBuilder;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import java.util.Arrays;

/** The first value of each group, which may be asked to be the only one. */
final class FirstAccumulator implements Accumulator {
  private final DataType type;
  private final boolean only;
  private Vector[] owners = new Vector[16];
  private int[] places = new int[16];

  FirstAccumulator(DataType type, boolean only) {
    this.type = type;
    this.only = only;
  }

  @Override
  public void add(Vector[] arguments, GroupedRows input) {
    int[] rows = input.rows();
    int[] groups = input.groups();
    int count = input.count();
    int groupCount = input.groupCount();
    if (groupCount > places.length) {
      int room = Math.max(groupCount, 2 * places.length);
      owners = Arrays.copyOf(owners, room);
      places = Arrays.copyOf(places, room);
    }
    Vector values = arguments[0];
    for (int i = 0; i < count; i++) {
      int group = groups[i];
      if (owners[group] == null && (only || !values.isNull(rows[i]))) {
        owners[group] = values;
        places[group] = rows[i];
      } else if (only) {
        throw tooMany();
      }
    }
  }

  private static YoreException tooMany() {
    return YoreException.of(
        ErrorCode.MORE_THAN_ONE_ROW,
        "more than one row returned by a subquery used as an expression");
  }

  @Override
  public boolean merges() {
    return true;
  }

  @Override
  public void merge(int into, int from) {
    if (owners[into] == null) {
      owners[into] = owners[from];
      places[into] = places[from];
    } else if (only && owners[from] != null) {
      throw tooMany();
    }
  }

  @Override
  public Vector result(int groupCount) {
    VectorBuilder results = VectorBuilder.of(type, groupCount);
    for (int group = 0; group < groupCount; group++) {
      if (group >= owners.length || owners[group] == null) {
        results.appendNull();
      } else {
        results.append(owners[group], places[group]);
      }
    }
    return results.build();
  }
}
