package dev.yore.engine.exec.expression;

import dev.yore.engine.exec.Batch;
import dev.yore.engine.exec.Evaluator;
import dev.yore.engine.exec.ExecutionContext;
import dev.yore.engine.plan.Expr;
import dev.yore.engine.vector.Magnitudes;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.ValueType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code + - * / %} of integers, and of everything else that lies as longs of one scale. A result
 * that does not fit its type is an error.
 */
final class LongArithmetic extends CallEvaluator {
  private final char operator;
  private final long min;
  private final long max;

  LongArithmetic(Expr expr, char operator, Evaluator left, Evaluator right) {
    super(expr, List.of(left, right), true);
    this.operator = operator;
    DataType type = expr.type();
    boolean narrow = type.valueType() == ValueType.LONG && type.precision() < 64;
    this.max = narrow ? (1L << (type.precision() - 1)) - 1 : Long.MAX_VALUE;
    this.min = -max - 1;
  }

  static YoreException outOfRange(DataType type) {
    String text =
        type.valueType() != ValueType.LONG
            ? "A value is out of range for its type"
            : switch (type.precision()) {
              case 8, 16 -> "smallint out of range";
              case 32 -> "integer out of range";
              default -> "bigint out of range";
            };
    return YoreException.of(ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, text).with("type", type);
  }

  static YoreException divisionByZero() {
    return YoreException.of(ErrorCode.DIVISION_BY_ZERO, "division by zero");
  }

  @Override
  Vector compute(Vector[] values, Batch batch, ExecutionContext context) {
    boolean[] nulls = Flat.anyNull(values, batch);
    long[] quick = quick(values[0], values[1], batch);
    if (quick != null) {
      return new LongVector(quick, quick.length, nulls);
    }
    long[] result = new long[batch.extent()];
    try {
      compute(values[0], values[1], nulls, batch, result);
    } catch (ArithmeticException overflow) {
      throw outOfRange(type());
    }
    return new LongVector(result, result.length, nulls);
  }

  /** The results where magnitudes tell that all of them fit; otherwise null. */
  private long @Nullable [] quick(Vector left, Vector right, Batch batch) {
    if (operator == '/' || operator == '%') {
      return null;
    }
    int most = Magnitudes.bits(max);
    int a = LongKernels.bits(left, batch);
    int b = LongKernels.bits(right, batch);
    if (operator == '*') {
      return a + b < most ? LongKernels.products(left, right, batch) : null;
    }
    return Math.max(a, b) + 1 <= most
        ? LongKernels.sums(left, 1, right, operator == '+' ? 1 : -1, batch)
        : null;
  }

  private void compute(
      Vector left, Vector right, boolean @Nullable [] nulls, Batch batch, long[] result) {
    long[] a = Flat.longs(left);
    long[] b = Flat.longs(right);
    int aMask = Flat.mask(left);
    int bMask = Flat.mask(right);
    int[] selection = batch.selection();
    int count = batch.count();
    for (int i = 0; i < count; i++) {
      int row = selection == null ? i : selection[i];
      if (nulls != null && nulls[row]) {
        continue;
      }
      long value = apply(a[row & aMask], b[row & bMask]);
      if (value < min || value > max) {
        throw outOfRange(type());
      }
      result[row] = value;
    }
  }

  private long apply(long a, long b) {
    return switch (operator) {
      case '+' -> Math.addExact(a, b);
      case '-' -> Math.subtractExact(a, b);
      case '*' -> Math.multiplyExact(a, b);
      case '/' -> {
        if (b == 0) {
          throw divisionByZero();
        }
        yield Math.divideExact(a, b);
      }
      default -> {
        if (b == 0) {
          throw divisionByZero();
        }
        yield b == -1 ? 0 : a % b;
      }
    };
  }
}
