package dev.yore.sql.translate;

import dev.yore.engine.plan.Plan;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;

/** SQL types as the engine's. */
public final class DataTypes {
  private DataTypes() {}

  /** The engine's type for values of a SQL type. */
  public static DataType of(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case BOOLEAN -> DataType.BOOLEAN;
      case TINYINT -> new DataType(DataType.LONG.valueType(), 8, 0, List.of());
      case SMALLINT -> DataType.SMALLINT;
      case INTEGER -> DataType.INTEGER;
      case BIGINT -> DataType.LONG;
      case DECIMAL -> DataType.decimal(type.getPrecision(), Math.max(0, type.getScale()));
      case FLOAT, DOUBLE -> DataType.DOUBLE;
      case REAL -> DataType.FLOAT;
      case CHAR, VARCHAR -> DataType.string(Math.max(0, bounded(type.getPrecision())));
      case BINARY, VARBINARY -> DataType.BYTES;
      case DATE -> DataType.DATE;
      case TIME -> DataType.TIME;
      case TIMESTAMP -> DataType.TIMESTAMP;
      case TIMESTAMP_TZ, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> DataType.INSTANT;
      case UUID -> DataType.UUID;
      case INTERVAL_YEAR, INTERVAL_YEAR_MONTH, INTERVAL_MONTH -> DataType.MONTHS;
      case INTERVAL_DAY,
          INTERVAL_DAY_HOUR,
          INTERVAL_DAY_MINUTE,
          INTERVAL_DAY_SECOND,
          INTERVAL_HOUR,
          INTERVAL_HOUR_MINUTE,
          INTERVAL_HOUR_SECOND,
          INTERVAL_MINUTE,
          INTERVAL_MINUTE_SECOND,
          INTERVAL_SECOND ->
          DataType.DURATION;
      case NULL, ANY -> DataType.STRING;
      default ->
          throw YoreException.of(ErrorCode.UNSUPPORTED, "values of this type are not supported yet")
              .with("type", type.getFullTypeString());
    };
  }

  private static int bounded(int precision) {
    return precision >= 1 << 16 ? 0 : precision;
  }

  /** The columns of a row type. */
  public static List<Plan.Field> fields(RelDataType rowType) {
    return rowType.getFieldList().stream().map(DataTypes::field).toList();
  }

  private static Plan.Field field(RelDataTypeField field) {
    return new Plan.Field(field.getName(), of(field.getType()), field.getType().isNullable());
  }
}
