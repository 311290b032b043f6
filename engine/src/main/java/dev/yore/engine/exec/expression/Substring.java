package dev.yore.engine.exec.expression;

import dev.yore.engine.exec.Batch;
import dev.yore.engine.exec.Evaluator;
import dev.yore.engine.exec.ExecutionContext;
import dev.yore.engine.plan.Expr;
import dev.yore.storage.column.BytesVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.value.ValueType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code substring(text, from, length)} with constant positions inside of the text, on bytes. */
final class Substring extends CallEvaluator {
  private final int skip;
  private final int length;

  private Substring(Expr expr, Evaluator text, int skip, int length) {
    super(expr, List.of(text), true);
    this.skip = skip;
    this.length = length;
  }

  /** The evaluator of a call of substring, or null when it is not one of these. */
  static @Nullable Evaluator of(Expr.Call call, List<Evaluator> arguments) {
    boolean named = call.function().equals("substring") || call.function().equals("substr");
    if (!named
        || arguments.size() < 2
        || arguments.size() > 3
        || arguments.get(0).type().valueType() != ValueType.STRING
        || call.type().valueType() != ValueType.STRING
        || call.type().precision() != 0) {
      return null;
    }
    Object from = InList.constant(arguments.get(1));
    Object length =
        arguments.size() == 2
            ? (Object) (long) Integer.MAX_VALUE
            : InList.constant(arguments.get(2));
    return from instanceof Long first
            && length instanceof Long most
            && first >= 1
            && first <= Integer.MAX_VALUE
            && most >= 0
            && most <= Integer.MAX_VALUE
        ? new Substring(call, arguments.get(0), (int) (first - 1), most.intValue())
        : null;
  }

  @Override
  Vector compute(Vector[] values, Batch batch, ExecutionContext context) {
    boolean[] nulls = Flat.anyNull(values, batch);
    BytesVector text = LikeEvaluator.bytes(values[0]);
    byte[] data = text.data();
    int extent = batch.extent();
    int[] offsets = new int[extent + 1];
    byte[] out = new byte[16 + 4 * extent];
    int size = 0;
    int filled = 0;
    for (int i = 0; i < batch.count(); i++) {
      int row = batch.row(i);
      Arrays.fill(offsets, filled, row + 1, size);
      filled = row + 1;
      if (nulls == null || !nulls[row]) {
        int at = LikeEvaluator.place(values[0], row);
        int from = after(data, text.start(at), text.end(at), skip);
        int to = after(data, from, text.end(at), length);
        if (size + to - from > out.length) {
          out = Arrays.copyOf(out, Math.max(2 * out.length, size + to - from));
        }
        System.arraycopy(data, from, out, size, to - from);
        size += to - from;
      }
    }
    Arrays.fill(offsets, filled, extent + 1, size);
    return new BytesVector(out, offsets, extent, nulls);
  }

  /** Where the text goes on after some characters. */
  private static int after(byte[] data, int from, int to, int characters) {
    int at = from;
    for (int i = 0; i < characters && at < to; i++) {
      at++;
      while (at < to && (data[at] & 0xC0) == 0x80) {
        at++;
      }
    }
    return at;
  }
}
