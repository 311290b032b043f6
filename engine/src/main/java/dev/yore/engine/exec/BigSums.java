package dev.yore.engine.exec;

import dev.yore.engine.exec.function.Conversions;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.VectorBuilder;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Sums and averages of integers of any size. */
final class BigSums implements Accumulator {
  private final DataType argument;
  private final DataType type;
  private final Sums.Kind kind;
  private final List<BigInteger> sums = new ArrayList<>();
  private final List<Long> counts = new ArrayList<>();

  BigSums(DataType argument, DataType type, Sums.Kind kind) {
    if (argument.valueType() != dev.yore.storage.value.ValueType.BIGINT) {
      throw YoreException.of(
              ErrorCode.UNDEFINED_FUNCTION, "There is no sum or average of this type")
          .with("type", argument);
    }
    this.argument = argument;
    this.type = type;
    this.kind = kind;
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
        int group = groups[i];
        sums.set(group, sums.get(group).add((BigInteger) value));
        counts.set(group, counts.get(group) + 1);
      }
    }
  }

  private void grow(int groupCount) {
    while (sums.size() < groupCount) {
      sums.add(BigInteger.ZERO);
      counts.add(0L);
    }
  }

  @Override
  public boolean merges() {
    return true;
  }

  @Override
  public void merge(int into, int from) {
    sums.set(into, sums.get(into).add(sums.get(from)));
    counts.set(into, counts.get(into) + counts.get(from));
  }

  @Override
  public Vector result(int groupCount) {
    grow(groupCount);
    VectorBuilder results = VectorBuilder.of(type, groupCount);
    for (int group = 0; group < groupCount; group++) {
      long count = counts.get(group);
      if (count == 0 && kind != Sums.Kind.SUM0) {
        results.appendNull();
        continue;
      }
      BigDecimal sum = new BigDecimal(sums.get(group));
      results.append(
          Conversions.fit(
              kind == Sums.Kind.AVERAGE
                  ? sum.divide(BigDecimal.valueOf(count), 16, RoundingMode.HALF_UP)
                  : sum,
              type));
    }
    return results.build();
  }
}
