package dev.yore.engine.exec.expression;

import dev.yore.engine.exec.Batch;
import dev.yore.engine.exec.Evaluator;
import dev.yore.engine.exec.ExecutionContext;
import dev.yore.engine.plan.Expr;
import dev.yore.engine.vector.Decimals;
import dev.yore.engine.vector.Magnitudes;
import dev.yore.storage.column.Int128Vector;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.Layout;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code + - * / %} of exact decimals. What fits 64 bits is computed there, which the magnitudes of
 * a batch's numbers tell before its loop; a product of two such otherwise in 128 bits; everything
 * else goes through {@link BigInteger}.
 */
final class DecimalArithmetic extends CallEvaluator {
  private final char operator;
  private final DataType left;
  private final DataType right;
  private final DataType result;

  DecimalArithmetic(Expr expr, char operator, Evaluator left, Evaluator right) {
    super(expr, List.of(left, right), true);
    this.operator = operator;
    this.left = left.type();
    this.right = right.type();
    this.result = expr.type();
  }

  @Override
  Vector compute(Vector[] values, Batch batch, ExecutionContext context) {
    boolean[] nulls = Flat.anyNull(values, batch);
    Vector a = Decimals.narrowed(values[0], batch.selection(), batch.count());
    Vector b = Decimals.narrowed(values[1], batch.selection(), batch.count());
    if (a != null && b != null) {
      Vector quick = operator == '*' ? product(a, b, nulls, batch) : narrow(a, b, nulls, batch);
      if (quick != null) {
        return quick;
      }
    }
    return general(values, nulls, batch);
  }

  /** The product of operands that fit 64 bits; null when it must be rounded or may not fit. */
  private @Nullable Vector product(Vector a, Vector b, boolean @Nullable [] nulls, Batch batch) {
    if (left.scale() + right.scale() != result.scale()) {
      return null;
    }
    if (LongKernels.bits(a, batch) + LongKernels.bits(b, batch) < Long.SIZE - 1) {
      return fitted(result, LongKernels.products(a, b, batch), nulls, batch);
    }
    boolean fits = left.precision() + right.precision() <= result.precision();
    return result.layout() == Layout.INT128 && fits ? wideProducts(a, b, nulls, batch) : null;
  }

  /** Sums, differences, quotients and remainders in 64 bits; null when they may not fit. */
  private @Nullable Vector narrow(Vector a, Vector b, boolean @Nullable [] nulls, Batch batch) {
    if (operator == '/') {
      return quotients(a, b, nulls, batch);
    }
    int leftShift = result.scale() - left.scale();
    int rightShift = result.scale() - right.scale();
    if (operator == '%'
        || Math.min(leftShift, rightShift) < 0
        || Math.max(leftShift, rightShift) > DataType.LONG_DECIMAL_DIGITS) {
      return null;
    }
    long leftFactor = Decimals.power(leftShift);
    long rightFactor = Decimals.power(rightShift);
    int most =
        Math.max(
            LongKernels.bits(a, batch) + Magnitudes.bits(leftFactor),
            LongKernels.bits(b, batch) + Magnitudes.bits(rightFactor));
    if (most + 1 >= Long.SIZE) {
      return null;
    }
    long factor = operator == '+' ? rightFactor : -rightFactor;
    return fitted(result, LongKernels.sums(a, leftFactor, b, factor, batch), nulls, batch);
  }

  private @Nullable Vector quotients(
      Vector left, Vector right, boolean @Nullable [] nulls, Batch batch) {
    int shift = result.scale() - this.left.scale() + this.right.scale();
    if (shift < 0 || shift > DataType.LONG_DECIMAL_DIGITS) {
      return null;
    }
    long factor = Decimals.power(shift);
    if (LongKernels.bits(left, batch) + Magnitudes.bits(factor) >= Long.SIZE - 1
        || LongKernels.bits(right, batch) >= Long.SIZE - 1) {
      return null;
    }
    long[] a = Flat.longs(left);
    long[] b = Flat.longs(right);
    int aMask = Flat.mask(left);
    int bMask = Flat.mask(right);
    long[] quotients = new long[batch.extent()];
    for (int i = 0; i < batch.count(); i++) {
      int row = batch.row(i);
      if (nulls == null || !nulls[row]) {
        quotients[row] = quotient(a[row & aMask] * factor, b[row & bMask]);
      }
    }
    return fitted(result, quotients, nulls, batch);
  }

  /** A quotient rounded half up, away from zero. */
  private static long quotient(long value, long divisor) {
    if (divisor == 0) {
      throw LongArithmetic.divisionByZero();
    }
    long quotient = value / divisor;
    long rest = Math.abs(value - quotient * divisor);
    if (rest >= Math.abs(divisor) - rest) {
      quotient += (value < 0) == (divisor < 0) ? 1 : -1;
    }
    return quotient;
  }

  /** Quotients by one divisor, rounded. */
  static long[] rounded(Vector source, long divisor, Batch batch) {
    long[] values = Flat.longs(source);
    int mask = Flat.mask(source);
    long[] quotients = new long[batch.extent()];
    for (int i = 0; i < batch.count(); i++) {
      int row = batch.row(i);
      quotients[row] = quotient(values[row & mask], divisor);
    }
    return quotients;
  }

  /** The numbers as a vector of a decimal type, once it is clear that they have no more digits. */
  static Vector fitted(DataType result, long[] numbers, boolean @Nullable [] nulls, Batch batch) {
    if (result.precision() <= DataType.LONG_DECIMAL_DIGITS) {
      long limit = Decimals.power(result.precision());
      if (Magnitudes.bits(numbers, batch.selection(), batch.count()) >= Magnitudes.bits(limit)) {
        check(result, numbers, limit, nulls, batch);
      }
    }
    return result.layout() == Layout.LONG
        ? new LongVector(numbers, numbers.length, nulls)
        : Int128Vector.narrow(numbers, numbers.length, nulls);
  }

  private static void check(
      DataType result, long[] numbers, long limit, boolean @Nullable [] nulls, Batch batch) {
    for (int i = 0; i < batch.count(); i++) {
      int row = batch.row(i);
      boolean fits = numbers[row] < limit && numbers[row] > -limit;
      if (!fits && (nulls == null || !nulls[row])) {
        throw Decimals.overflow(result);
      }
    }
  }

  private static Vector wideProducts(
      Vector left, Vector right, boolean @Nullable [] nulls, Batch batch) {
    long[] a = Flat.longs(left);
    long[] b = Flat.longs(right);
    int aMask = Flat.mask(left);
    int bMask = Flat.mask(right);
    long[] high = new long[batch.extent()];
    long[] low = new long[batch.extent()];
    for (int i = 0; i < batch.count(); i++) {
      int row = batch.row(i);
      long x = a[row & aMask];
      long y = b[row & bMask];
      high[row] = Math.multiplyHigh(x, y);
      low[row] = x * y;
    }
    return new Int128Vector(high, low, high.length, nulls);
  }

  private Vector general(Vector[] values, boolean @Nullable [] nulls, Batch batch) {
    Decimals.Builder builder = new Decimals.Builder(result, batch.extent());
    for (int i = 0; i < batch.count(); i++) {
      int row = batch.row(i);
      if (nulls == null || !nulls[row]) {
        builder.set(row, apply(value(left, values[0], row), value(right, values[1], row)));
      }
    }
    return builder.build(nulls);
  }

  private static BigDecimal value(DataType type, Vector vector, int row) {
    Object value = Vectors.get(type, vector, row);
    if (value == null) {
      throw new IllegalStateException("a null operand of strict arithmetic");
    }
    return (BigDecimal) value;
  }

  private BigInteger apply(BigDecimal a, BigDecimal b) {
    BigDecimal exact =
        switch (operator) {
          case '+' -> a.add(b);
          case '-' -> a.subtract(b);
          case '*' -> a.multiply(b);
          default -> {
            if (b.signum() == 0) {
              throw LongArithmetic.divisionByZero();
            }
            yield operator == '/'
                ? a.divide(b, result.scale(), RoundingMode.HALF_UP)
                : a.remainder(b);
          }
        };
    return exact.setScale(result.scale(), RoundingMode.HALF_UP).unscaledValue();
  }
}
