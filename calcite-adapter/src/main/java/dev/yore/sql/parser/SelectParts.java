package dev.yore.sql.parser;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Parts of a SELECT that the grammar adds for what was left out. */
final class SelectParts {
  private SelectParts() {}

  /** A FROM clause of one row, for SELECT … WHERE without FROM. */
  static SqlNode oneRow(SqlParserPos position) {
    SqlNode row =
        SqlStdOperatorTable.ROW.createCall(position, SqlLiteral.createExactNumeric("0", position));
    return SqlStdOperatorTable.AS.createCall(
        position,
        SqlStdOperatorTable.VALUES.createCall(position, row),
        new SqlIdentifier("$one_row", position));
  }
}
