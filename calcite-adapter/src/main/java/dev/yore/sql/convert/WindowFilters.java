package dev.yore.sql.convert;

import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * {@code f(x) FILTER (WHERE c) OVER w} as {@code f(CASE WHEN c THEN x END) OVER w}, which is the
 * same since aggregates pass over nulls. Calcite would lose the filter.
 */
final class WindowFilters {
  private WindowFilters() {}

  static SqlCall apply(SqlCall over) {
    SqlNode function = over.operand(0);
    if (function.getKind() != SqlKind.FILTER) {
      return over;
    }
    SqlBasicCall aggregate = ((SqlCall) function).operand(0);
    SqlNode condition = ((SqlCall) function).operand(1);
    if (aggregate.operandCount() == 0) {
      return over;
    }
    SqlParserPos position = function.getParserPosition();
    SqlNode first = aggregate.operand(0);
    boolean rows = first instanceof SqlIdentifier name && name.isStar();
    SqlNode value = rows ? SqlLiteral.createExactNumeric("1", position) : first;
    aggregate.setOperand(
        0,
        new SqlCase(
            position,
            null,
            SqlNodeList.of(condition),
            SqlNodeList.of(value),
            SqlLiteral.createNull(position)));
    over.setOperand(0, aggregate);
    return over;
  }
}
