package dev.yore.engine.exec;

import dev.yore.engine.exec.function.Conversions;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.VectorBuilder;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.value.DataType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The most frequent value, of several the one that came first. */
final class ModeAccumulator implements Accumulator {
  private final DataType argument;
  private final DataType type;
  private final List<Map<Object, Integer>> counts = new ArrayList<>();

  ModeAccumulator(DataType argument, DataType type) {
    this.argument = argument;
    this.type = type;
  }

  @Override
  public void add(Vector[] arguments, GroupedRows input) {
    grow(input.groupCount());
    for (int i = 0; i < input.count(); i++) {
      Object value = Vectors.get(argument, arguments[0], input.rows()[i]);
      if (value != null) {
        counts.get(input.groups()[i]).merge(value, 1, Integer::sum);
      }
    }
  }

  private void grow(int groupCount) {
    while (counts.size() < groupCount) {
      counts.add(new LinkedHashMap<>());
    }
  }

  @Override
  public Vector result(int groupCount) {
    grow(groupCount);
    VectorBuilder results = VectorBuilder.of(type, groupCount);
    for (int group = 0; group < groupCount; group++) {
      Object mode = null;
      int most = 0;
      for (Map.Entry<Object, Integer> entry : counts.get(group).entrySet()) {
        if (entry.getValue() > most) {
          most = entry.getValue();
          mode = entry.getKey();
        }
      }
      results.append(mode == null ? null : Conversions.fit(mode, type));
    }
    return results.build();
  }
}
