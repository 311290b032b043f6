package dev.yore.sql.convert;

import dev.yore.sql.type.SeriesFunction;
import dev.yore.storage.error.YoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Functions in FROM: they see the tables before them, and their only column is called what the
 * function's alias is, or else what the function is. UNNEST of arrays that are written out is the
 * table of their elements.
 */
final class TableCalls {
  private TableCalls() {}

  /** Whether {@code node} is a function in FROM, with or without an alias. */
  static boolean isCall(SqlNode node) {
    return switch (node.getKind()) {
      case AS -> isCall(((SqlCall) node).operand(0));
      case COLLECTION_TABLE -> true;
      case UNNEST -> WrittenArrays.areWritten(((SqlCall) node).getOperandList());
      default -> false;
    };
  }

  /** Functions that make tables do not stand where one value is asked for. */
  static void refuseOutsideOfFrom(SqlCall call) {
    if (call.getOperator().getName().equalsIgnoreCase(SeriesFunction.INSTANCE.getName())) {
      throw YoreException.unsupported("A function of many rows outside of FROM")
          .with("function", call.getOperator().getName());
    }
  }

  static SqlNode named(SqlNode node) {
    SqlParserPos position = node.getParserPosition();
    List<SqlNode> operands = new ArrayList<>();
    if (node.getKind() == SqlKind.AS) {
      operands.addAll(((SqlCall) node).getOperandList());
    } else {
      operands.add(node);
      operands.add(new SqlIdentifier(name((SqlCall) node), position));
    }
    SqlCall call = (SqlCall) operands.getFirst();
    SqlNode alias = operands.get(1);
    for (String name :
        columns(call, ((SqlIdentifier) alias).getSimple()).stream()
            .skip(operands.size() - 2L)
            .toList()) {
      operands.add(new SqlIdentifier(name, alias.getParserPosition()));
    }
    SqlNode table = call.getKind() == SqlKind.UNNEST ? WrittenArrays.elements(call) : call;
    operands.set(0, SqlStdOperatorTable.LATERAL.createCall(position, table));
    return SqlStdOperatorTable.AS.createCall(position, operands);
  }

  /** The names of the columns where the alias gives none. */
  private static List<String> columns(SqlCall call, String alias) {
    return call.getKind() == SqlKind.UNNEST ? WrittenArrays.columns(call, alias) : List.of(alias);
  }

  private static String name(SqlCall call) {
    return call.getKind() == SqlKind.UNNEST
        ? "unnest"
        : ((SqlCall) call.operand(0)).getOperator().getName().toLowerCase(Locale.ROOT);
  }
}
