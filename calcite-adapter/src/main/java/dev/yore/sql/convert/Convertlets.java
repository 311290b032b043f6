package dev.yore.sql.convert;

import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.apache.calcite.sql2rel.StandardConvertletTable;
import org.jspecify.annotations.Nullable;

/** Calcite's conversions, less those that take averages and variances over windows apart. */
final class Convertlets implements SqlRexConvertletTable {
  static final Convertlets INSTANCE = new Convertlets();

  private Convertlets() {}

  @Override
  public @Nullable SqlRexConvertlet get(SqlCall call) {
    if (call.getOperator() instanceof SqlAggFunction function) {
      return (context, aggregate) ->
          StandardConvertletTable.INSTANCE.convertAggregateFunction(context, function, aggregate);
    }
    return StandardConvertletTable.INSTANCE.get(call);
  }
}
