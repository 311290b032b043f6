package dev.yore.engine.exec;

import dev.yore.engine.exec.function.Conversions;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.VectorBuilder;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The value that a given fraction of a group's values do not follow; the continuous form lies
 * between two values. Arguments are the fraction and the values, which come in order.
 */
final class PercentileAccumulator implements Accumulator {
  private final DataType[] arguments;
  private final DataType type;
  private final boolean continuous;
  private final List<List<Object>> values = new ArrayList<>();
  private final List<@Nullable Number> fractions = new ArrayList<>();

  PercentileAccumulator(DataType[] arguments, DataType type, boolean continuous) {
    this.arguments = arguments;
    this.type = type;
    this.continuous = continuous;
  }

  @Override
  public void add(Vector[] columns, GroupedRows input) {
    grow(input.groupCount());
    for (int i = 0; i < input.count(); i++) {
      int row = input.rows()[i];
      int group = input.groups()[i];
      Object value = Vectors.get(arguments[1], columns[1], row);
      if (value != null) {
        values.get(group).add(value);
        fractions.set(group, (Number) Vectors.get(arguments[0], columns[0], row));
      }
    }
  }

  private void grow(int groupCount) {
    while (values.size() < groupCount) {
      values.add(new ArrayList<>());
      fractions.add(null);
    }
  }

  @Override
  public Vector result(int groupCount) {
    grow(groupCount);
    VectorBuilder results = VectorBuilder.of(type, groupCount);
    for (int group = 0; group < groupCount; group++) {
      Number fraction = fractions.get(group);
      Object value =
          fraction == null ? null : percentile(values.get(group), checked(fraction.doubleValue()));
      results.append(value == null ? null : Conversions.fit(value, type));
    }
    return results.build();
  }

  private static double checked(double fraction) {
    if (!(fraction >= 0 && fraction <= 1)) {
      throw YoreException.of(
              ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, "A percentile must be between 0 and 1")
          .with("percentile", fraction);
    }
    return fraction;
  }

  private Object percentile(List<Object> sorted, double fraction) {
    if (!continuous) {
      int place = (int) Math.ceil(fraction * sorted.size());
      return sorted.get(Math.max(0, place - 1));
    }
    double place = fraction * (sorted.size() - 1);
    double low = ((Number) sorted.get((int) Math.floor(place))).doubleValue();
    double high = ((Number) sorted.get((int) Math.ceil(place))).doubleValue();
    return low + (place - Math.floor(place)) * (high - low);
  }
}
