package dev.yore.engine.exec;

import dev.yore.storage.column.Vector;
import dev.yore.storage.column.VectorBuilder;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.value.DataType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Texts joined by a separator, in the order in which they come. */
final class StringAccumulator implements Accumulator {
  private final DataType[] types;
  private final List<@Nullable StringBuilder> texts = new ArrayList<>();

  StringAccumulator(DataType[] types) {
    this.types = types;
  }

  @Override
  public void add(Vector[] arguments, GroupedRows input) {
    int[] rows = input.rows();
    int[] groups = input.groups();
    int count = input.count();
    int groupCount = input.groupCount();
    grow(groupCount);
    for (int i = 0; i < count; i++) {
      Object text = Vectors.get(types[0], arguments[0], rows[i]);
      if (text == null) {
        continue;
      }
      StringBuilder joined = texts.get(groups[i]);
      if (joined == null) {
        texts.set(groups[i], new StringBuilder(text.toString()));
        continue;
      }
      Object separator = types.length < 2 ? "," : Vectors.get(types[1], arguments[1], rows[i]);
      joined.append(separator == null ? "" : separator).append(text);
    }
  }

  private void grow(int groupCount) {
    while (texts.size() < groupCount) {
      texts.add(null);
    }
  }

  @Override
  public Vector result(int groupCount) {
    grow(groupCount);
    VectorBuilder results = VectorBuilder.of(DataType.STRING, groupCount);
    for (int group = 0; group < groupCount; group++) {
      StringBuilder text = texts.get(group);
      results.append(text == null ? null : text.toString());
    }
    return results.build();
  }
}
