package dev.yore.engine.exec.expression;

import dev.yore.engine.exec.Batch;
import dev.yore.engine.exec.Evaluator;
import dev.yore.engine.exec.ExecutionContext;
import dev.yore.engine.exec.function.Conversions;
import dev.yore.engine.plan.Expr;
import dev.yore.engine.vector.Decimals;
import dev.yore.engine.vector.Magnitudes;
import dev.yore.storage.column.ConstantVector;
import dev.yore.storage.column.DoubleVector;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.Layout;
import dev.yore.storage.value.ValueType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conversion of a value to another type. */
final class CastEvaluator extends CallEvaluator {
  private final DataType from;
  private final DataType to;

  CastEvaluator(Expr expr, Evaluator operand) {
    super(expr, List.of(operand), true);
    this.from = operand.type();
    this.to = expr.type();
  }

  /** True when values of the types are alike in memory, so that nothing needs to be done. */
  static boolean free(DataType from, DataType to) {
    ValueType source = from.valueType();
    ValueType target = to.valueType();
    if (from.equals(to)) {
      return true;
    }
    return switch (target) {
      case LONG, REF ->
          (source == ValueType.LONG || source == ValueType.REF)
              && (target == ValueType.REF || to.precision() >= bits(from));
      case STRING -> source == ValueType.STRING && to.precision() == 0;
      case DOUBLE -> source == ValueType.FLOAT;
      case DECIMAL ->
          source == ValueType.DECIMAL
              && from.scale() == to.scale()
              && from.precision() <= to.precision()
              && from.layout() == to.layout();
      default -> false;
    };
  }

  private static int bits(DataType type) {
    return type.valueType() == ValueType.LONG ? type.precision() : 64;
  }

  @Override
  boolean pure() {
    return !Conversions.zoned(from, to);
  }

  @Override
  Vector compute(Vector[] values, Batch batch, ExecutionContext context) {
    boolean[] nulls = Flat.anyNull(values, batch);
    Vector kernel = kernel(values[0], nulls, batch);
    return kernel != null
        ? kernel
        : Boxed.rows(
            to,
            batch,
            row -> {
              Object value = Vectors.get(from, values[0], row);
              return value == null ? null : Conversions.convert(value, from, to, context.zone());
            });
  }

  private @Nullable Vector kernel(Vector source, boolean @Nullable [] nulls, Batch batch) {
    if (from.valueType() == ValueType.DECIMAL && from.layout() == Layout.INT128) {
      Vector narrow = Decimals.narrowed(source, batch.selection(), batch.count());
      return narrow == null || to.valueType() != ValueType.DECIMAL
          ? null
          : rescaled(narrow, nulls, batch);
    }
    boolean integer = from.valueType() == ValueType.LONG || from.valueType() == ValueType.REF;
    boolean shortDecimal = from.valueType() == ValueType.DECIMAL && from.layout() == Layout.LONG;
    if (!integer && !shortDecimal) {
      return null;
    }
    return switch (to.valueType()) {
      case DOUBLE -> toDouble(source, nulls, batch);
      case LONG -> integer ? narrowed(source, nulls, batch) : null;
      case DECIMAL ->
          to.scale() >= from.scale() && to.layout() == Layout.LONG
              ? scaled(source, nulls, batch)
              : rescaled(source, nulls, batch);
      default -> null;
    };
  }

  private Vector toDouble(Vector source, boolean @Nullable [] nulls, Batch batch) {
    long[] longs = Flat.longs(source);
    int mask = Flat.mask(source);
    double divisor = Decimals.power(from.scale());
    double[] doubles = new double[batch.extent()];
    for (int i = 0; i < batch.count(); i++) {
      int row = batch.row(i);
      doubles[row] = longs[row & mask] / divisor;
    }
    return new DoubleVector(doubles, doubles.length, nulls);
  }

  private Vector narrowed(Vector source, boolean @Nullable [] nulls, Batch batch) {
    long[] longs = Flat.longs(source);
    int mask = Flat.mask(source);
    int shift = 64 - to.precision();
    long[] checked = new long[batch.extent()];
    for (int i = 0; i < batch.count(); i++) {
      int row = batch.row(i);
      long value = longs[row & mask];
      checked[row] = value;
      if (value << shift >> shift != value && (nulls == null || !nulls[row])) {
        throw LongArithmetic.outOfRange(to);
      }
    }
    return new LongVector(checked, checked.length, nulls);
  }

  /** Decimals of another scale; null when one may need more than 64 bits. */
  private @Nullable Vector rescaled(Vector source, boolean @Nullable [] nulls, Batch batch) {
    int shift = to.scale() - from.scale();
    if (Math.abs(shift) > DataType.LONG_DECIMAL_DIGITS) {
      return null;
    }
    long factor = Decimals.power(Math.abs(shift));
    int bits = LongKernels.bits(source, batch) + (shift > 0 ? Magnitudes.bits(factor) : 0);
    if (bits >= Long.SIZE - 1) {
      return null;
    }
    Vector by = new ConstantVector(new LongVector(new long[] {factor}), batch.extent());
    long[] numbers =
        shift >= 0
            ? LongKernels.products(source, by, batch)
            : DecimalArithmetic.rounded(source, factor, batch);
    return DecimalArithmetic.fitted(to, numbers, nulls, batch);
  }

  private Vector scaled(Vector source, boolean @Nullable [] nulls, Batch batch) {
    long[] longs = Flat.longs(source);
    int mask = Flat.mask(source);
    long factor = Decimals.power(to.scale() - from.scale());
    long limit = Decimals.power(to.precision() - (to.scale() - from.scale()));
    long[] scaled = new long[batch.extent()];
    for (int i = 0; i < batch.count(); i++) {
      int row = batch.row(i);
      long value = longs[row & mask];
      if ((value >= limit || value <= -limit) && (nulls == null || !nulls[row])) {
        throw Decimals.overflow(to);
      }
      scaled[row] = value * factor;
    }
    return new LongVector(scaled, scaled.length, nulls);
  }
}
