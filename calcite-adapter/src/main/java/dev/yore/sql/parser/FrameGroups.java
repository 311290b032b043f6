package dev.yore.sql.parser;

import dev.yore.sql.type.WindowOperators;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Bounds of frames that count groups of peers: their offsets are marked. */
final class FrameGroups {
  private FrameGroups() {}

  /** The marked bound; where none was written it is the current row. */
  static SqlNode bound(@Nullable SqlNode written) {
    SqlNode bound = written == null ? SqlWindow.createCurrentRow(SqlParserPos.ZERO) : written;
    SqlParserPos position = bound.getParserPosition();
    if (bound.getKind() == SqlKind.PRECEDING) {
      return SqlWindow.createPreceding(marked(((SqlCall) bound).operand(0)), position);
    }
    if (bound.getKind() == SqlKind.FOLLOWING) {
      return SqlWindow.createFollowing(marked(((SqlCall) bound).operand(0)), position);
    }
    return SqlWindow.isCurrentRow(bound)
        ? SqlWindow.createPreceding(marked(SqlLiteral.createExactNumeric("0", position)), position)
        : bound;
  }

  private static SqlNode marked(SqlNode offset) {
    return WindowOperators.GROUPS.createCall(offset.getParserPosition(), offset);
  }
}
