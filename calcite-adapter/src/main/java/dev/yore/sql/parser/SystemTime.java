package dev.yore.sql.parser;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/**
 * The forms of FOR SYSTEM_TIME, as private functions.
 *
 * <p>The grammar makes each form the "period" of a {@code SqlSnapshot}: a call of one of these,
 * whose operands are the moments written. They return TIMESTAMP because Calcite wants that of a
 * period; nothing ever evaluates them. A moment may be a timestamp, a date, text or a t; a bare
 * parameter is of type ANY, so that whatever is bound keeps its own type.
 */
public final class SystemTime extends SqlFunction {
  public static final SystemTime AS_OF = new SystemTime("$SYS_AS_OF", Form.AS_OF);
  public static final SystemTime FROM_TO = new SystemTime("$SYS_FROM_TO", Form.FROM_TO);
  public static final SystemTime BETWEEN = new SystemTime("$SYS_BETWEEN", Form.BETWEEN);
  public static final SystemTime CONTAINED_IN =
      new SystemTime("$SYS_CONTAINED_IN", Form.CONTAINED_IN);
  public static final SystemTime ALL = new SystemTime("$SYS_ALL", Form.ALL);

  /** The five clauses. */
  public enum Form {
    AS_OF,
    FROM_TO,
    BETWEEN,
    CONTAINED_IN,
    ALL
  }

  private final Form form;

  private SystemTime(String name, Form form) {
    super(
        name,
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.explicit(SqlTypeName.TIMESTAMP, 6),
        null,
        OperandTypes.VARIADIC,
        SqlFunctionCategory.SYSTEM);
    this.form = form;
  }

  /** The clause this stands for. */
  public Form form() {
    return form;
  }

  @Override
  public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
    for (SqlNode moment : call.getOperandList()) {
      if (moment instanceof SqlDynamicParam) {
        validator.setValidatedNodeType(moment, anyType(validator));
      }
    }
    return super.deriveType(validator, scope, call);
  }

  private static RelDataType anyType(SqlValidator validator) {
    var types = validator.getTypeFactory();
    return types.createTypeWithNullability(types.createSqlType(SqlTypeName.ANY), true);
  }
}
