package dev.yore.sql.convert;

import dev.yore.sql.parser.SqlText;
import dev.yore.sql.type.SqlType;
import dev.yore.sql.validate.ColumnInfo;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/** Values on their way into a column. */
final class AssignedValues {
  private AssignedValues() {}

  /**
   * The expression to select for {@code value}: DEFAULT becomes the column's default; a bare
   * parameter or NULL takes the column's type, without a limit of length, so that the writer sees
   * and can refuse what is too long.
   */
  static SqlNode of(SqlNode value, ColumnInfo column) {
    if (WriteSources.isDefault(value)) {
      return defaultOf(column, value.getParserPosition());
    }
    return value instanceof SqlDynamicParam || SqlUtil.isNullLiteral(value, false)
        ? cast(value, column.type())
        : value;
  }

  /** The default of a column, NULL if it has none. */
  static SqlNode defaultOf(ColumnInfo column, SqlParserPos position) {
    String sql = column.defaultSql();
    return sql == null
        ? cast(SqlLiteral.createNull(position), column.type())
        : SqlText.parseExpression(sql);
  }

  private static SqlNode cast(SqlNode value, SqlType type) {
    SqlParserPos position = value.getParserPosition();
    SqlBasicTypeNameSpec name =
        switch (type.kind()) {
          case CHAR, VARCHAR, JSON -> named(SqlTypeName.VARCHAR, position);
          case BINARY, VARBINARY -> named(SqlTypeName.VARBINARY, position);
          case DECIMAL ->
              type.precision() == SqlType.UNSET
                  ? named(SqlTypeName.DECIMAL, position)
                  : new SqlBasicTypeNameSpec(
                      SqlTypeName.DECIMAL, type.precision(), type.scale(), position);
          case TIME, TIMESTAMP, TIMESTAMP_TZ ->
              new SqlBasicTypeNameSpec(
                  SqlTypeName.valueOf(type.kind().name()), type.precision(), position);
          default -> named(SqlTypeName.valueOf(type.kind().name()), position);
        };
    return SqlStdOperatorTable.CAST.createCall(
        position, value, new SqlDataTypeSpec(name, position));
  }

  private static SqlBasicTypeNameSpec named(SqlTypeName name, SqlParserPos position) {
    return new SqlBasicTypeNameSpec(name, position);
  }
}
