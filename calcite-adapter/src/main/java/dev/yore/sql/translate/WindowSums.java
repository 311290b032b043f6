package dev.yore.sql.translate;

import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Puts sums over windows together again: Calcite makes {@code CASE WHEN count(x) OVER w > 0 THEN
 * $sum0(x) OVER w END} of them.
 */
final class WindowSums extends RexShuttle {
  private final RexBuilder builder;

  private WindowSums(RexBuilder builder) {
    this.builder = builder;
  }

  static UnaryOperator<RexNode> of(RexBuilder builder) {
    WindowSums sums = new WindowSums(builder);
    return node -> node.accept(sums);
  }

  @Override
  public RexNode visitCall(RexCall call) {
    if (call.getKind() == SqlKind.CASE
        && call.getOperands().size() == 3
        && call.getOperands().get(0) instanceof RexCall compared
        && compared.getKind() == SqlKind.GREATER_THAN
        && compared.getOperands().get(0) instanceof RexOver count
        && count.getAggOperator() == SqlStdOperatorTable.COUNT
        && bare(call.getOperands().get(1)) instanceof RexOver sum
        && sum.getAggOperator() == SqlStdOperatorTable.SUM0
        && sum.getWindow().equals(count.getWindow())
        && sum.getOperands().equals(count.getOperands())) {
      RexWindow window = sum.getWindow();
      return builder.makeOver(
          call.getType(),
          SqlStdOperatorTable.SUM,
          sum.getOperands(),
          List.copyOf(window.partitionKeys),
          window.orderKeys,
          window.getLowerBound(),
          window.getUpperBound(),
          window.getExclude(),
          window.isRows(),
          true,
          false,
          sum.isDistinct(),
          sum.ignoreNulls());
    }
    return super.visitCall(call);
  }

  private static RexNode bare(RexNode node) {
    return node.getKind() == SqlKind.CAST ? ((RexCall) node).getOperands().get(0) : node;
  }
}
