package dev.yore.sql.type;

import java.util.List;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.SqlTableFunction;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;

/** {@code generate_series(start, stop [, step])}: a table of numbers, or of moments. */
public final class SeriesFunction extends SqlFunction implements SqlTableFunction {
  public static final SeriesFunction INSTANCE = new SeriesFunction();

  private SeriesFunction() {
    super(
        "GENERATE_SERIES",
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.CURSOR,
        InferTypes.FIRST_KNOWN,
        OperandTypes.family(SqlTypeFamily.INTEGER, SqlTypeFamily.INTEGER)
            .or(
                OperandTypes.family(
                    SqlTypeFamily.INTEGER, SqlTypeFamily.INTEGER, SqlTypeFamily.INTEGER))
            .or(
                OperandTypes.family(
                    SqlTypeFamily.DATETIME,
                    SqlTypeFamily.DATETIME,
                    SqlTypeFamily.DATETIME_INTERVAL)),
        SqlFunctionCategory.USER_DEFINED_TABLE_FUNCTION);
  }

  @Override
  public SqlReturnTypeInference getRowTypeInference() {
    return call ->
        call.getTypeFactory().builder().add("generate_series", elementType(call)).build();
  }

  /** The operands' common type; dates count as their first moment, as steps may be shorter. */
  private static RelDataType elementType(SqlOperatorBinding call) {
    RelDataTypeFactory types = call.getTypeFactory();
    List<RelDataType> operands = call.collectOperandTypes();
    boolean moments = SqlTypeFamily.DATETIME.contains(operands.get(0));
    RelDataType type =
        moments
            ? types.createSqlType(
                operands.stream().anyMatch(SeriesFunction::isZoned)
                    ? SqlTypeName.TIMESTAMP_TZ
                    : SqlTypeName.TIMESTAMP)
            : Objects.requireNonNull(types.leastRestrictive(operands), "a type of integers");
    return types.createTypeWithNullability(type, false);
  }

  private static boolean isZoned(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.TIMESTAMP_TZ;
  }
}
