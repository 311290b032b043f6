package dev.yore.sql.convert;

import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;

/** {@code mode() WITHIN GROUP (ORDER BY x)} as {@code mode(x)}, which Calcite knows. */
final class OrderedModes {
  private OrderedModes() {}

  static SqlNode apply(SqlCall within) {
    SqlCall function = within.operand(0);
    SqlNodeList order = within.operand(1);
    boolean mode = function.getOperator().getName().toLowerCase(Locale.ROOT).equals("mode");
    if (!mode || function.operandCount() > 0 || order.size() != 1) {
      return within;
    }
    SqlNode value = order.get(0);
    while (value.getKind() == SqlKind.DESCENDING
        || value.getKind() == SqlKind.NULLS_FIRST
        || value.getKind() == SqlKind.NULLS_LAST) {
      value = ((SqlCall) value).operand(0);
    }
    return function.getOperator().createCall(function.getParserPosition(), value);
  }
}
