package dev.yore.engine.exec;

import dev.yore.engine.exec.function.Conversions;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.VectorBuilder;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.value.DataType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Covariance, correlation and linear regression of pairs {@code (y, x)}, by running means and sums
 * of products of the differences from them.
 */
final class RegressionAccumulator implements Accumulator {
  private static final int N = 0;
  private static final int MEAN_X = 1;
  private static final int MEAN_Y = 2;
  private static final int SXX = 3;
  private static final int SYY = 4;
  private static final int SXY = 5;
  private static final int STATES = 6;

  private final String function;
  private final DataType[] arguments;
  private final DataType type;
  private double[] states = new double[16 * STATES];

  RegressionAccumulator(String function, DataType[] arguments, DataType type) {
    this.function = function;
    this.arguments = arguments;
    this.type = type;
  }

  @Override
  public void add(Vector[] columns, GroupedRows input) {
    grow(input.groupCount());
    for (int i = 0; i < input.count(); i++) {
      Object y = Vectors.get(arguments[0], columns[0], input.rows()[i]);
      Object x = Vectors.get(arguments[1], columns[1], input.rows()[i]);
      if (x != null && y != null) {
        double[] one = {1, ((Number) x).doubleValue(), ((Number) y).doubleValue(), 0, 0, 0};
        merge(input.groups()[i] * STATES, one, 0);
      }
    }
  }

  private void grow(int groupCount) {
    if (groupCount * STATES > states.length) {
      states = Arrays.copyOf(states, Math.max(groupCount * STATES, 2 * states.length));
    }
  }

  @Override
  public boolean merges() {
    return true;
  }

  @Override
  public void merge(int into, int from) {
    merge(into * STATES, states, from * STATES);
  }

  private void merge(int into, double[] others, int from) {
    double more = others[from + N];
    if (more == 0) {
      return;
    }
    double had = states[into + N];
    double count = had + more;
    double dx = others[from + MEAN_X] - states[into + MEAN_X];
    double dy = others[from + MEAN_Y] - states[into + MEAN_Y];
    double weight = had * more / count;
    states[into + SXX] += others[from + SXX] + dx * dx * weight;
    states[into + SYY] += others[from + SYY] + dy * dy * weight;
    states[into + SXY] += others[from + SXY] + dx * dy * weight;
    states[into + MEAN_X] += dx * more / count;
    states[into + MEAN_Y] += dy * more / count;
    states[into + N] = count;
  }

  @Override
  public Vector result(int groupCount) {
    grow(groupCount);
    VectorBuilder results = VectorBuilder.of(type, groupCount);
    for (int group = 0; group < groupCount; group++) {
      Number value = value(group * STATES);
      results.append(value == null ? null : Conversions.fit(value, type));
    }
    return results.build();
  }

  private @Nullable Number value(int at) {
    double n = states[at + N];
    double sxx = states[at + SXX];
    double syy = states[at + SYY];
    double sxy = states[at + SXY];
    if (function.equals("regr_count")) {
      return (long) n;
    }
    if (n == 0) {
      return null;
    }
    return switch (function) {
      case "regr_avgx" -> states[at + MEAN_X];
      case "regr_avgy" -> states[at + MEAN_Y];
      case "regr_sxx" -> sxx;
      case "regr_syy" -> syy;
      case "regr_sxy" -> sxy;
      case "covar_pop" -> sxy / n;
      case "covar_samp" -> n < 2 ? null : (Number) (sxy / (n - 1));
      case "corr" -> sxx == 0 || syy == 0 ? null : (Number) (sxy / Math.sqrt(sxx * syy));
      case "regr_slope" -> sxx == 0 ? null : (Number) (sxy / sxx);
      case "regr_intercept" ->
          sxx == 0 ? null : (Number) (states[at + MEAN_Y] - sxy / sxx * states[at + MEAN_X]);
      case "regr_r2" -> sxx == 0 ? null : syy == 0 ? (Number) 1.0 : sxy * sxy / (sxx * syy);
      default -> throw new IllegalStateException(function);
    };
  }
}
