package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.Layout;
import java.util.Arrays;

/** The aggregate functions by name. */
final class Accumulators {
  private Accumulators() {}

  static Accumulator of(Plan.Aggregate.Call call, DataType[] arguments) {
    return call.order().isEmpty()
        ? unordered(call, arguments)
        : new OrderedAccumulator(unordered(call, arguments), arguments, call.order());
  }

  private static Accumulator unordered(Plan.Aggregate.Call call, DataType[] arguments) {
    DataType type = call.type();
    return switch (call.function()) {
      case "count" -> new CountAccumulator(arguments.length);
      case "sum", "$sum0" ->
          sum(arguments[0], type, call.function().equals("$sum0") ? Sums.Kind.SUM0 : Sums.Kind.SUM);
      case "avg" -> sum(arguments[0], type, Sums.Kind.AVERAGE);
      case "min", "bool_and", "every" -> new ExtremeAccumulator(arguments[0], type, true);
      case "max", "bool_or", "some" -> new ExtremeAccumulator(arguments[0], type, false);
      case "any_value", "single_value" ->
          new FirstAccumulator(type, call.function().equals("single_value"));
      case "stddev", "stddev_samp" -> new VarianceAccumulator(arguments[0], type, true, true);
      case "stddev_pop" -> new VarianceAccumulator(arguments[0], type, false, true);
      case "variance", "var_samp" -> new VarianceAccumulator(arguments[0], type, true, false);
      case "var_pop" -> new VarianceAccumulator(arguments[0], type, false, false);
      case "string_agg", "listagg" -> new StringAccumulator(own(call, arguments));
      case "bit_and", "bit_or", "bit_xor" -> BitAccumulator.of(call.function(), type);
      case "percentile_cont", "percentile_disc" ->
          new PercentileAccumulator(arguments, type, call.function().equals("percentile_cont"));
      case "mode" -> new ModeAccumulator(arguments[0], type);
      case "corr",
          "covar_pop",
          "covar_samp",
          "regr_count",
          "regr_avgx",
          "regr_avgy",
          "regr_sxx",
          "regr_syy",
          "regr_sxy",
          "regr_slope",
          "regr_intercept",
          "regr_r2" ->
          new RegressionAccumulator(call.function(), arguments, type);
      case "json_arrayagg",
          "json_arrayagg absent",
          "json_arrayagg json",
          "json_arrayagg absent json",
          "json_objectagg",
          "json_objectagg absent",
          "json_objectagg json",
          "json_objectagg absent json" ->
          new JsonAccumulator(call.function(), own(call, arguments));
      case "median" -> new MedianAccumulator(arguments[0], type);
      default ->
          throw YoreException.of(ErrorCode.UNDEFINED_FUNCTION, "No aggregate has this name")
              .with("aggregate", call.function())
              .with(
                  "known",
                  "count sum avg min max bool_and bool_or every stddev variance stddev_pop"
                      + " var_pop string_agg any_value median mode percentile_cont percentile_disc"
                      + " bit_and bit_or bit_xor corr covar_pop covar_samp regr_…");
    };
  }

  /** The arguments without those that stand there for the order alone. */
  private static DataType[] own(Plan.Aggregate.Call call, DataType[] arguments) {
    int first = call.order().stream().mapToInt(Plan.SortKey::column).min().orElse(arguments.length);
    return Arrays.copyOf(arguments, Math.max(1, first));
  }

  private static Accumulator sum(DataType argument, DataType type, Sums.Kind kind) {
    if (argument.layout() == Layout.DOUBLE) {
      return new DoubleSums(type, kind);
    }
    if (argument.layout() == Layout.LONG || argument.layout() == Layout.INT128) {
      return new Sums(argument, type, kind);
    }
    return new BigSums(argument, type, kind);
  }
}
