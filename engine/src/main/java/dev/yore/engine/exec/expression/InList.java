package dev.yore.engine.exec.expression;

import dev.yore.engine.exec.Batch;
import dev.yore.engine.exec.Evaluator;
import dev.yore.engine.exec.ExecutionContext;
import dev.yore.engine.plan.Expr;
import dev.yore.storage.column.BytesVector;
import dev.yore.storage.column.ConstantVector;
import dev.yore.storage.column.DictionaryVector;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.Vectors;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a value is among constants none of which is null. */
final class InList extends PredicateEvaluator {
  private final long @Nullable [] longs;
  private final Set<Object> values = new HashSet<>();

  InList(Expr expr, Evaluator operand, List<Object> constants) {
    super(expr, List.of(operand));
    values.addAll(constants);
    if (operand.type().layout() == dev.yore.storage.value.Layout.LONG) {
      longs =
          constants.stream()
              .mapToLong(value -> dev.yore.storage.value.Scalars.toLong(operand.type(), value))
              .sorted()
              .distinct()
              .toArray();
    } else {
      longs = null;
    }
  }

  @Override
  int matching(Vector[] operands, Batch batch, ExecutionContext context, int[] out) {
    Vector tested = operands[0];
    if (tested instanceof LongVector column && longs != null) {
      return matching(column, longs, batch, out);
    }
    if (tested instanceof DictionaryVector coded) {
      return matching(coded, batch, out);
    }
    int found = 0;
    for (int i = 0; i < batch.count(); i++) {
      int row = batch.row(i);
      Object value = Vectors.get(operand(0).type(), tested, row);
      if (value != null && values.contains(value)) {
        out[found++] = row;
      }
    }
    return found;
  }

  private static int matching(LongVector column, long[] sorted, Batch batch, int[] out) {
    int found = 0;
    for (int i = 0; i < batch.count(); i++) {
      int row = batch.row(i);
      if (!column.isNull(row) && Arrays.binarySearch(sorted, column.get(row)) >= 0) {
        out[found++] = row;
      }
    }
    return found;
  }

  private int matching(DictionaryVector coded, Batch batch, int[] out) {
    BytesVector dictionary = coded.dictionary();
    boolean[] wanted = new boolean[dictionary.size()];
    for (Object value : values) {
      Vector one = Vectors.single(operand(0).type(), value);
      int code = indexOf(dictionary, (BytesVector) one);
      if (code >= 0) {
        wanted[code] = true;
      }
    }
    int[] codes = coded.codes();
    int found = 0;
    for (int i = 0; i < batch.count(); i++) {
      int row = batch.row(i);
      if (!coded.isNull(row) && wanted[codes[row]]) {
        out[found++] = row;
      }
    }
    return found;
  }

  private static int indexOf(BytesVector sorted, BytesVector value) {
    int low = 0;
    int high = sorted.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int sign = sorted.compare(middle, value, 0);
      if (sign == 0) {
        return middle;
      }
      if (sign < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  static @Nullable Object constant(Evaluator evaluator) {
    return evaluator instanceof Leaves.Constant constant
        ? Vectors.get(evaluator.type(), new ConstantVector(constant.value(), 1), 0)
        : null;
  }
}
