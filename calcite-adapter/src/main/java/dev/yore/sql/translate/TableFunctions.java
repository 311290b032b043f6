package dev.yore.sql.translate;

import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Plan;
import dev.yore.sql.type.SeriesFunction;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.ValueType;
import java.util.List;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rex.RexCall;

/** Functions in FROM as plans. */
final class TableFunctions {
  private TableFunctions() {}

  static Plan plan(TableFunctionScan scan, RexToExpr expressions) {
    if (!(scan.getCall() instanceof RexCall call)
        || call.getOperator() != SeriesFunction.INSTANCE) {
      throw YoreException.unsupported("This function in FROM")
          .with("function", scan.getCall().toString());
    }
    return series(
        DataTypes.fields(scan.getRowType()).getFirst(), expressions.translate(call.getOperands()));
  }

  private static Plan series(Plan.Field field, List<Expr> operands) {
    DataType type = field.type();
    Expr step = operands.size() > 2 ? operands.get(2) : new Expr.Literal(1L, DataType.LONG);
    return new Plan.Series(
        field,
        RexToExpr.cast(operands.get(0), type),
        RexToExpr.cast(operands.get(1), type),
        type.valueType() == ValueType.LONG ? RexToExpr.cast(step, type) : step);
  }
}
