package dev.yore.engine.exec.expression;

import dev.yore.engine.exec.Batch;
import dev.yore.engine.exec.Evaluator;
import dev.yore.engine.exec.ExecutionContext;
import dev.yore.engine.plan.Expr;
import dev.yore.engine.vector.Decimals;
import dev.yore.storage.column.BytesVector;
import dev.yore.storage.column.ConstantVector;
import dev.yore.storage.column.DictionaryVector;
import dev.yore.storage.column.DoubleVector;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.Layout;
import dev.yore.storage.value.ValueOrder;
import dev.yore.storage.value.ValueType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares two values of one type by the one order of values. */
final class Comparison extends PredicateEvaluator {
  private final Operator operator;
  private final DataType type;
  private final boolean wide;

  /** The six comparisons, each as the signs that it accepts: bit 0 less, 1 equal, 2 greater. */
  enum Operator {
    EQUAL("=", 2),
    NOT_EQUAL("<>", 5),
    LESS("<", 1),
    AT_MOST("<=", 3),
    GREATER(">", 4),
    AT_LEAST(">=", 6);

    private final String symbol;
    private final int signs;

    Operator(String symbol, int signs) {
      this.symbol = symbol;
      this.signs = signs;
    }

    static @Nullable Operator of(String symbol) {
      for (Operator operator : values()) {
        if (operator.symbol.equals(symbol)) {
          return operator;
        }
      }
      return symbol.equals("!=") ? NOT_EQUAL : null;
    }

    boolean accepts(int sign) {
      return (signs >> (Integer.signum(sign) + 1) & 1) != 0;
    }

    /** The comparison that holds when this one does and the operands change sides. */
    Operator flipped() {
      return switch (this) {
        case LESS -> GREATER;
        case AT_MOST -> AT_LEAST;
        case GREATER -> LESS;
        case AT_LEAST -> AT_MOST;
        default -> this;
      };
    }

    Operator negated() {
      return switch (this) {
        case EQUAL -> NOT_EQUAL;
        case NOT_EQUAL -> EQUAL;
        case LESS -> AT_LEAST;
        case AT_MOST -> GREATER;
        case GREATER -> AT_MOST;
        case AT_LEAST -> LESS;
      };
    }
  }

  Comparison(Expr expr, Operator operator, Evaluator left, Evaluator right) {
    super(expr, List.of(left, right));
    this.operator = operator;
    this.type = left.type();
    this.wide = type.valueType() == ValueType.DECIMAL && type.layout() == Layout.INT128;
  }

  @Override
  int matching(Vector[] values, Batch batch, ExecutionContext context, int[] out) {
    Vector left = values[0];
    Vector right = values[1];
    if (wide) {
      Vector a = Decimals.narrowed(left, batch.selection(), batch.count());
      Vector b = Decimals.narrowed(right, batch.selection(), batch.count());
      if (a != null && b != null) {
        left = a;
        right = b;
      }
    }
    if (left instanceof ConstantVector && !(right instanceof ConstantVector)) {
      return withConstant(operator.flipped(), right, (ConstantVector) left, batch, out);
    }
    if (right instanceof ConstantVector constant) {
      return withConstant(operator, left, constant, batch, out);
    }
    if (left instanceof LongVector a && right instanceof LongVector b) {
      return longs(a, b, batch, out);
    }
    return generic(operator, left, right, batch, out);
  }

  private int withConstant(
      Operator by, Vector left, ConstantVector constant, Batch batch, int[] out) {
    Vector value = constant.value();
    switch (left) {
      case LongVector longs -> {
        return longRange(by, longs, ((LongVector) value).get(0), batch, out);
      }
      case DictionaryVector coded -> {
        return codeRange(by, coded, (BytesVector) value, batch, out);
      }
      case DoubleVector doubles -> {
        return doubles(by, doubles, ((DoubleVector) value).get(0), batch, out);
      }
      case BytesVector bytes -> {
        return bytes(by, bytes, (BytesVector) value, batch, out);
      }
      default -> {
        return generic(by, left, constant, batch, out);
      }
    }
  }

  private static int longRange(Operator by, LongVector column, long c, Batch batch, int[] out) {
    long low = by == Operator.AT_MOST || by == Operator.GREATER ? Long.MIN_VALUE : c;
    long high = by == Operator.AT_LEAST || by == Operator.LESS ? Long.MAX_VALUE : c;
    boolean outside = by == Operator.NOT_EQUAL || by == Operator.LESS || by == Operator.GREATER;
    return Ranges.select(column.values(), column.nulls(), low, high, outside, batch, out);
  }

  private static int codeRange(
      Operator by, DictionaryVector column, BytesVector value, Batch batch, int[] out) {
    BytesVector dictionary = column.dictionary();
    int place = 0;
    int end = dictionary.size();
    while (place < end) {
      int middle = (place + end) >>> 1;
      if (dictionary.compare(middle, value, 0) < 0) {
        place = middle + 1;
      } else {
        end = middle;
      }
    }
    int after =
        place < dictionary.size() && dictionary.compare(place, value, 0) == 0 ? place + 1 : place;
    int low =
        switch (by) {
          case EQUAL, NOT_EQUAL, AT_LEAST -> place;
          case GREATER -> after;
          case LESS, AT_MOST -> 0;
        };
    int high =
        switch (by) {
          case EQUAL, NOT_EQUAL, AT_MOST -> after - 1;
          case LESS -> place - 1;
          case GREATER, AT_LEAST -> Integer.MAX_VALUE;
        };
    boolean outside = by == Operator.NOT_EQUAL;
    return Ranges.select(column.codes(), column.nulls(), low, high, outside, batch, out);
  }

  private static int doubles(Operator by, DoubleVector column, double c, Batch batch, int[] out) {
    double[] values = column.values();
    boolean[] nulls = column.nulls();
    int found = 0;
    for (int i = 0; i < batch.count(); i++) {
      int row = batch.row(i);
      if ((nulls == null || !nulls[row]) && by.accepts(ValueOrder.compareDoubles(values[row], c))) {
        out[found++] = row;
      }
    }
    return found;
  }

  private int longs(LongVector left, LongVector right, Batch batch, int[] out) {
    long[] a = left.values();
    long[] b = right.values();
    int found =
        switch (operator) {
          case EQUAL -> equal(a, b, true, batch, out);
          case NOT_EQUAL -> equal(a, b, false, batch, out);
          case LESS -> less(a, b, false, batch, out);
          case AT_MOST -> less(b, a, true, batch, out);
          case GREATER -> less(b, a, false, batch, out);
          case AT_LEAST -> less(a, b, true, batch, out);
        };
    return known(left.nulls(), known(right.nulls(), found, out), out);
  }

  private static int equal(long[] a, long[] b, boolean wanted, Batch batch, int[] out) {
    int[] selection = batch.selection();
    int found = 0;
    for (int i = 0; i < batch.count(); i++) {
      int row = selection == null ? i : selection[i];
      out[found] = row;
      found += a[row] == b[row] == wanted ? 1 : 0;
    }
    return found;
  }

  /** Rows where {@code a < b}, or where it is not so. */
  private static int less(long[] a, long[] b, boolean not, Batch batch, int[] out) {
    int[] selection = batch.selection();
    int found = 0;
    for (int i = 0; i < batch.count(); i++) {
      int row = selection == null ? i : selection[i];
      out[found] = row;
      found += a[row] < b[row] != not ? 1 : 0;
    }
    return found;
  }

  /** Takes null rows out of those found. */
  private static int known(boolean @Nullable [] nulls, int found, int[] out) {
    if (nulls == null) {
      return found;
    }
    int kept = 0;
    for (int i = 0; i < found; i++) {
      int row = out[i];
      out[kept] = row;
      kept += nulls[row] ? 0 : 1;
    }
    return kept;
  }

  private static int bytes(
      Operator by, BytesVector column, BytesVector constant, Batch batch, int[] out) {
    boolean equality = by == Operator.EQUAL || by == Operator.NOT_EQUAL;
    byte[] data = column.data();
    byte[] value = constant.data();
    int from = constant.start(0);
    int to = constant.end(0);
    boolean[] nulls = column.nulls();
    int found = 0;
    for (int i = 0; i < batch.count(); i++) {
      int row = batch.row(i);
      if (nulls != null && nulls[row]) {
        continue;
      }
      boolean holds =
          equality
              ? Arrays.equals(data, column.start(row), column.end(row), value, from, to)
                  == (by == Operator.EQUAL)
              : by.accepts(
                  Arrays.compareUnsigned(
                      data, column.start(row), column.end(row), value, from, to));
      if (holds) {
        out[found++] = row;
      }
    }
    return found;
  }

  private int generic(Operator by, Vector left, Vector right, Batch batch, int[] out) {
    int found = 0;
    for (int i = 0; i < batch.count(); i++) {
      int row = batch.row(i);
      if (!left.isNull(row)
          && !right.isNull(row)
          && by.accepts(Vectors.compare(type, left, row, right, row))) {
        out[found++] = row;
      }
    }
    return found;
  }
}
