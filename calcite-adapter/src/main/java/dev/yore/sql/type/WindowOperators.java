package dev.yore.sql.type;

import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;

/** What the grammar adds to windows. */
public final class WindowOperators {

  /** Marks an offset that counts groups of peers: Calcite's windows know ROWS and RANGE only. */
  public static final SqlFunction GROUPS =
      new SqlFunction(
          "$GROUPS",
          SqlKind.OTHER_FUNCTION,
          ReturnTypes.ARG0,
          null,
          OperandTypes.NUMERIC,
          SqlFunctionCategory.SYSTEM);

  private WindowOperators() {}
}
