package dev.yore.engine.exec.expression;

import dev.yore.engine.exec.Batch;
import dev.yore.engine.exec.Evaluator;
import dev.yore.engine.exec.ExecutionContext;
import dev.yore.engine.plan.Expr;
import dev.yore.engine.vector.Decimals;
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
 * {@code + - * / %} of exact decimals. What fits 64 bits is computed there, a product of two such
 * in 128 bits; everything else goes through {@link BigInteger}.
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
    boolean shortOperands = left.layout() == Layout.LONG && right.layout() == Layout.LONG;
    if (shortOperands && operator == '*' && left.scale() + right.scale() == result.scale()) {
      return result.layout() == Layout.LONG
          ? products(values, nulls, batch)
          : wideProducts(values, nulls, batch);
    }
    boolean additive = operator == '+' || operator == '-';
    if (shortOperands
        && additive
        && result.layout() == Layout.LONG
        && result.scale() >= Math.max(left.scale(), right.scale())) {
      return sums(values, nulls, batch);
    }
    if (!shortOperands && operator == '*' && left.scale() + right.scale() == result.scale()) {
      Vector narrow = mixedProducts(values, nulls, batch);
      if (narrow != null) {
        return narrow;
      }
    }
    return general(values, nulls, batch);
  }

  private Vector sums(Vector[] values, boolean @Nullable [] nulls, Batch batch) {
    long[] a = Flat.longs(values[0]);
    long[] b = Flat.longs(values[1]);
    int aMask = Flat.mask(values[0]);
    int bMask = Flat.mask(values[1]);
    long aFactor = Decimals.power(result.scale() - left.scale());
    long bFactor = Decimals.power(result.scale() - right.scale());
    long[] sums = new long[batch.extent()];
    long limit = Decimals.power(result.precision());
    for (int i = 0; i < batch.count(); i++) {
      int row = batch.row(i);
      if (nulls != null && nulls[row]) {
        continue;
      }
      try {
        long x = Math.multiplyExact(a[row & aMask], aFactor);
        long y = Math.multiplyExact(b[row & bMask], bFactor);
        sums[row] = operator == '+' ? Math.addExact(x, y) : Math.subtractExact(x, y);
      } catch (ArithmeticException overflow) {
        throw Decimals.overflow(result);
      }
      if (sums[row] >= limit || sums[row] <= -limit) {
        throw Decimals.overflow(result);
      }
    }
    return new LongVector(sums, sums.length, nulls);
  }

  private Vector products(Vector[] values, boolean @Nullable [] nulls, Batch batch) {
    long[] a = Flat.longs(values[0]);
    long[] b = Flat.longs(values[1]);
    int aMask = Flat.mask(values[0]);
    int bMask = Flat.mask(values[1]);
    long[] products = new long[batch.extent()];
    long limit = Decimals.power(result.precision());
    for (int i = 0; i < batch.count(); i++) {
      int row = batch.row(i);
      if (nulls != null && nulls[row]) {
        continue;
      }
      long x = a[row & aMask];
      long y = b[row & bMask];
      long product = x * y;
      if (Math.multiplyHigh(x, y) != product >> 63 || product >= limit || product <= -limit) {
        throw Decimals.overflow(result);
      }
      products[row] = product;
    }
    return new LongVector(products, products.length, nulls);
  }

  private Vector wideProducts(Vector[] values, boolean @Nullable [] nulls, Batch batch) {
    long[] a = Flat.longs(values[0]);
    long[] b = Flat.longs(values[1]);
    int aMask = Flat.mask(values[0]);
    int bMask = Flat.mask(values[1]);
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

  /** Products of operands that all happen to fit 64 bits; null when one does not. */
  private @Nullable Vector mixedProducts(Vector[] values, boolean @Nullable [] nulls, Batch batch) {
    if (result.layout() != Layout.INT128) {
      return null;
    }
    Vector a = Decimals.narrowed(values[0], batch.selection(), batch.count());
    Vector b = Decimals.narrowed(values[1], batch.selection(), batch.count());
    return a == null || b == null ? null : wideProducts(new Vector[] {a, b}, nulls, batch);
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
