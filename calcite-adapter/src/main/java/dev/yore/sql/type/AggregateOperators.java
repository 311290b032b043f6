package dev.yore.sql.type;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlBasicAggFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.util.Optionality;

/** Aggregates that Calcite lacks or types in another way than PostgreSQL. */
final class AggregateOperators {
  private static final SqlReturnTypeInference DOUBLE =
      ReturnTypes.explicit(SqlTypeName.DOUBLE).andThen(SqlTypeTransforms.FORCE_NULLABLE);

  private AggregateOperators() {}

  static List<SqlOperator> all() {
    List<SqlOperator> operators = new ArrayList<>();
    for (String name :
        List.of(
            "CORR",
            "COVAR_POP",
            "COVAR_SAMP",
            "REGR_AVGX",
            "REGR_AVGY",
            "REGR_SXX",
            "REGR_SYY",
            "REGR_SXY",
            "REGR_SLOPE",
            "REGR_INTERCEPT",
            "REGR_R2")) {
      operators.add(
          SqlBasicAggFunction.create(
              name, SqlKind.OTHER_FUNCTION, DOUBLE, OperandTypes.NUMERIC_NUMERIC));
    }
    operators.add(
        SqlBasicAggFunction.create(
            "REGR_COUNT",
            SqlKind.OTHER_FUNCTION,
            ReturnTypes.BIGINT,
            OperandTypes.NUMERIC_NUMERIC));
    operators.add(
        SqlBasicAggFunction.create(
                "PERCENTILE_CONT", SqlKind.PERCENTILE_CONT, DOUBLE, OperandTypes.NUMERIC)
            .withGroupOrder(Optionality.MANDATORY)
            .withPercentile(true));
    return operators;
  }
}
