package dev.yore.sql.convert;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUnnestOperator;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Arrays that are written out as {@code ARRAY[…]}: what asks for their elements gets those. */
final class WrittenArrays {
  private WrittenArrays() {}

  /** Whether all are {@code ARRAY[…]} with elements. */
  static boolean areWritten(List<SqlNode> nodes) {
    return nodes.stream()
        .allMatch(node ->
            node.getKind() == SqlKind.ARRAY_VALUE_CONSTRUCTOR
                && ((SqlCall) node).operandCount() > 0);
  }

  /** The elements as rows, a column for each array; the shorter ones end with nulls. */
  static SqlNode elements(SqlCall unnest) {
    SqlParserPos position = unnest.getParserPosition();
    List<List<SqlNode>> arrays = new ArrayList<>();
    unnest.getOperandList().forEach(array -> arrays.add(((SqlCall) array).getOperandList()));
    int longest = arrays.stream().mapToInt(List::size).max().orElse(0);
    List<SqlNode> rows = new ArrayList<>();
    for (int i = 0; i < longest; i++) {
      List<SqlNode> row = new ArrayList<>();
      for (List<SqlNode> array : arrays) {
        row.add(i < array.size() ? array.get(i) : SqlLiteral.createNull(position));
      }
      if (isNumbered(unnest)) {
        row.add(SqlLiteral.createExactNumeric(String.valueOf(i + 1), position));
      }
      rows.add(SqlStdOperatorTable.ROW.createCall(position, row));
    }
    return SqlStdOperatorTable.VALUES.createCall(position, rows);
  }

  /** PostgreSQL's names for the columns of UNNEST under an alias. */
  static List<String> columns(SqlCall unnest, String alias) {
    int arrays = unnest.operandCount();
    List<String> names =
        new ArrayList<>(Collections.nCopies(arrays, arrays == 1 ? alias : "unnest"));
    if (isNumbered(unnest)) {
      names.add("ordinality");
    }
    return names;
  }

  private static boolean isNumbered(SqlCall unnest) {
    return ((SqlUnnestOperator) unnest.getOperator()).withOrdinality;
  }

  /** {@code x = ANY (ARRAY[a, b])} as {@code x = ANY (a, b)}; other calls as they are. */
  static SqlCall listed(SqlCall call) {
    if (call.getOperator() instanceof SqlQuantifyOperator
        && call.operand(1) instanceof SqlNodeList list
        && list.size() == 1
        && areWritten(list.getList())) {
      List<SqlNode> elements = ((SqlCall) list.get(0)).getOperandList();
      call.setOperand(1, new SqlNodeList(elements, list.getParserPosition()));
    }
    return call;
  }
}
