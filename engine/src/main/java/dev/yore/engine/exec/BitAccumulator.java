package dev.yore.engine.exec;

import dev.yore.engine.exec.function.Conversions;
import dev.yore.storage.column.ConstantVector;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.VectorBuilder;
import dev.yore.storage.value.DataType;
import java.util.Arrays;
import java.util.function.LongBinaryOperator;

/** AND, OR and XOR of the bits of whole numbers. */
final class BitAccumulator implements Accumulator {
  private final DataType type;
  private final LongBinaryOperator operator;
  private long[] bits = new long[16];
  private boolean[] known = new boolean[16];

  private BitAccumulator(DataType type, LongBinaryOperator operator) {
    this.type = type;
    this.operator = operator;
  }

  static BitAccumulator of(String function, DataType type) {
    return new BitAccumulator(
        type,
        switch (function) {
          case "bit_and" -> (l, r) -> l & r;
          case "bit_or" -> (l, r) -> l | r;
          default -> (l, r) -> l ^ r;
        });
  }

  @Override
  public void add(Vector[] arguments, GroupedRows input) {
    if (input.groupCount() > known.length) {
      int room = Math.max(input.groupCount(), 2 * known.length);
      bits = Arrays.copyOf(bits, room);
      known = Arrays.copyOf(known, room);
    }
    Vector flat = arguments[0] instanceof ConstantVector c ? c.flatten() : arguments[0];
    for (int i = 0; i < input.count(); i++) {
      int row = input.rows()[i];
      if (!flat.isNull(row)) {
        add(input.groups()[i], ((LongVector) flat).get(row));
      }
    }
  }

  private void add(int group, long value) {
    bits[group] = known[group] ? operator.applyAsLong(bits[group], value) : value;
    known[group] = true;
  }

  @Override
  public boolean merges() {
    return true;
  }

  @Override
  public void merge(int into, int from) {
    if (known[from]) {
      add(into, bits[from]);
    }
  }

  @Override
  public Vector result(int groupCount) {
    VectorBuilder results = VectorBuilder.of(type, groupCount);
    for (int group = 0; group < groupCount; group++) {
      boolean any = group < known.length && known[group];
      results.append(any ? Conversions.fit(bits[group], type) : null);
    }
    return results.build();
  }
}
