package dev.yore.engine.exec.expression;

import dev.yore.engine.exec.Batch;
import dev.yore.engine.exec.Evaluator;
import dev.yore.engine.exec.ExecutionContext;
import dev.yore.engine.plan.Expr;
import dev.yore.storage.column.DoubleVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.ValueType;
import java.util.List;

/**
 * {@code + - * / %} of floating-point numbers; a result that only infinity could show is an error.
 */
final class DoubleArithmetic extends CallEvaluator {
  private final char operator;
  private final boolean single;

  DoubleArithmetic(Expr expr, char operator, Evaluator left, Evaluator right) {
    super(expr, List.of(left, right), true);
    this.operator = operator;
    this.single = expr.type().valueType() == ValueType.FLOAT;
  }

  @Override
  Vector compute(Vector[] values, Batch batch, ExecutionContext context) {
    double[] a = Flat.doubles(values[0]);
    double[] b = Flat.doubles(values[1]);
    int aMask = Flat.mask(values[0]);
    int bMask = Flat.mask(values[1]);
    boolean[] nulls = Flat.anyNull(values, batch);
    double[] result = new double[batch.extent()];
    for (int i = 0; i < batch.count(); i++) {
      int row = batch.row(i);
      if (nulls == null || !nulls[row]) {
        result[row] = checked(a[row & aMask], b[row & bMask]);
      }
    }
    return new DoubleVector(result, result.length, nulls);
  }

  private double checked(double a, double b) {
    double value = apply(a, b);
    double rounded = single ? (float) value : value;
    if (Double.isInfinite(rounded) && !Double.isInfinite(a) && !Double.isInfinite(b)) {
      throw YoreException.of(ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, "value out of range: overflow");
    }
    return rounded;
  }

  private double apply(double a, double b) {
    return switch (operator) {
      case '+' -> a + b;
      case '-' -> a - b;
      case '*' -> a * b;
      default -> {
        if (b == 0) {
          throw LongArithmetic.divisionByZero();
        }
        yield operator == '/' ? a / b : a % b;
      }
    };
  }
}
