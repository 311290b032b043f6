package dev.yore.engine.exec.expression;

import dev.yore.engine.exec.Batch;
import dev.yore.engine.exec.Evaluator;
import dev.yore.engine.exec.ExecutionContext;
import dev.yore.engine.plan.Expr;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import java.util.List;

/**
 * {@code & | # << >> ~} of the bits of integers. A shift counts modulo the width of its type, and
 * bits that are shifted out are lost, as in PostgreSQL.
 */
final class BitArithmetic extends CallEvaluator {
  private static final int INT_BITS = 32;

  private final Operation operation;

  private interface Operation {
    long apply(long left, long right);
  }

  BitArithmetic(Expr.Call call, List<Evaluator> operands) {
    super(call, operands, true);
    this.operation = operation(call.function(), call.type().precision());
  }

  private static Operation operation(String name, int bits) {
    int mask = Math.max(bits, INT_BITS) - 1;
    return switch (name) {
      case "&" -> (a, b) -> a & b;
      case "|" -> (a, b) -> a | b;
      case "#" -> (a, b) -> a ^ b;
      case "<<" -> (a, b) -> narrowed(a << (b & mask), bits);
      case ">>" -> (a, b) -> a >> (b & mask);
      case "bitnot" -> (a, b) -> ~a;
      default -> throw new IllegalArgumentException("no operator of bits: " + name);
    };
  }

  /** The lowest bits, with the sign that the highest of them gives. */
  private static long narrowed(long value, int bits) {
    int rest = Long.SIZE - bits;
    return value << rest >> rest;
  }

  @Override
  Vector compute(Vector[] values, Batch batch, ExecutionContext context) {
    Vector left = values[0];
    Vector right = values[values.length - 1];
    long[] a = Flat.longs(left);
    long[] b = Flat.longs(right);
    int aMask = Flat.mask(left);
    int bMask = Flat.mask(right);
    long[] result = new long[batch.extent()];
    for (int i = 0; i < batch.count(); i++) {
      int row = batch.row(i);
      result[row] = operation.apply(a[row & aMask], b[row & bMask]);
    }
    return new LongVector(result, result.length, Flat.anyNull(values, batch));
  }
}
