package dev.yore.sql.type;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlJsonArrayFunction;
import org.apache.calcite.sql.fun.SqlJsonObjectFunction;
import org.apache.calcite.sql.fun.SqlJsonQueryFunction;
import org.apache.calcite.sql.fun.SqlJsonValueFunction;
import org.apache.calcite.sql.type.SqlTypeName;

/** The functions of JSON, with texts of any length where Calcite has 2,000 characters. */
final class JsonOperators {
  private JsonOperators() {}

  static List<SqlOperator> all() {
    return List.of(
        new SqlJsonObjectFunction() {
          @Override
          public RelDataType inferReturnType(SqlOperatorBinding call) {
            return text(call);
          }
        },
        new SqlJsonArrayFunction() {
          @Override
          public RelDataType inferReturnType(SqlOperatorBinding call) {
            return text(call);
          }
        },
        new SqlJsonQueryFunction() {
          @Override
          public RelDataType inferReturnType(SqlOperatorBinding call) {
            return call instanceof SqlCallBinding written && hasExplicitTypeSpec(written.operands())
                ? super.inferReturnType(call)
                : text(call);
          }
        },
        new SqlJsonValueFunction("JSON_VALUE") {
          @Override
          public RelDataType inferReturnType(SqlOperatorBinding call) {
            return call instanceof SqlCallBinding written && hasExplicitTypeSpec(written.operands())
                ? super.inferReturnType(call)
                : text(call);
          }
        });
  }

  private static RelDataType text(SqlOperatorBinding call) {
    return call.getTypeFactory()
        .createTypeWithNullability(call.getTypeFactory().createSqlType(SqlTypeName.VARCHAR), true);
  }
}
