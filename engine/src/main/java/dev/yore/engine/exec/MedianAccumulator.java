package dev.yore.engine.exec;

import dev.yore.engine.exec.function.Conversions;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.VectorBuilder;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.ValueOrder;
import dev.yore.storage.value.ValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The middle value, or the mean of the middle two. */
final class MedianAccumulator implements Accumulator {
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  private final DataType argument;
  private final DataType type;
  private final List<List<Object>> values = new ArrayList<>();

  MedianAccumulator(DataType argument, DataType type) {
    this.argument = argument;
    this.type = type;
  }

  @Override
  public void add(Vector[] arguments, GroupedRows input) {
    int[] rows = input.rows();
    int[] groups = input.groups();
    int count = input.count();
    int groupCount = input.groupCount();
    grow(groupCount);
    for (int i = 0; i < count; i++) {
      Object value = Vectors.get(argument, arguments[0], rows[i]);
      if (value != null) {
        values.get(groups[i]).add(value);
      }
    }
  }

  private void grow(int groupCount) {
    while (values.size() < groupCount) {
      values.add(new ArrayList<>());
    }
  }

  @Override
  public Vector result(int groupCount) {
    grow(groupCount);
    VectorBuilder results = VectorBuilder.of(type, groupCount);
    for (int group = 0; group < groupCount; group++) {
      List<Object> sorted = values.get(group);
      if (sorted.isEmpty()) {
        results.appendNull();
        continue;
      }
      sorted.sort(ValueOrder::compare);
      Number low = (Number) sorted.get((sorted.size() - 1) / 2);
      Number high = (Number) sorted.get(sorted.size() / 2);
      results.append(Conversions.fit(low.equals(high) ? low : mean(low, high), type));
    }
    return results.build();
  }

  /** The mean, exact where the result is. */
  private Number mean(Number low, Number high) {
    return type.valueType() == ValueType.DECIMAL
        ? exact(low).add(exact(high)).divide(TWO)
        : (low.doubleValue() + high.doubleValue()) / 2;
  }

  private static BigDecimal exact(Number value) {
    return value instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf(value.longValue());
  }
}
