package dev.yore.sql.ddl;

import dev.yore.sql.type.SqlType;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;

/** The SQL types of columns as the types of attributes. */
public final class ColumnTypes {
  private ColumnTypes() {}

  /** The type of the attribute that keeps a column of this SQL type. */
  public static DataType of(SqlType type) {
    return switch (type.kind()) {
      case BOOLEAN -> DataType.BOOLEAN;
      case SMALLINT -> DataType.SMALLINT;
      case INTEGER -> DataType.INTEGER;
      case BIGINT -> DataType.LONG;
      case REAL -> DataType.FLOAT;
      case DOUBLE -> DataType.DOUBLE;
      case DECIMAL -> decimal(type);
      case CHAR, VARCHAR -> DataType.string(Math.max(0, type.precision()));
      case BINARY, VARBINARY -> DataType.BYTES;
      case DATE -> DataType.DATE;
      case TIME -> DataType.TIME;
      case TIMESTAMP -> DataType.TIMESTAMP;
      case TIMESTAMP_TZ -> DataType.INSTANT;
      case UUID -> DataType.UUID;
      case JSON -> throw unsupported(type, "VARCHAR");
      case INTERVAL_YEAR_MONTH, INTERVAL_DAY_SECOND ->
          throw unsupported(type, "a number of months or seconds");
    };
  }

  private static YoreException unsupported(SqlType type, String instead) {
    return YoreException.of(
            ErrorCode.UNSUPPORTED, "Columns of this type are not supported yet; use another")
        .with("type", type.toString())
        .with("instead", instead);
  }

  private static DataType decimal(SqlType type) {
    if (type.precision() == SqlType.UNSET) {
      return DataType.decimal(DataType.MAX_DECIMAL_DIGITS, DataType.DEFAULT_DECIMAL_SCALE);
    }
    int scale = Math.max(0, type.scale());
    if (type.precision() < 1
        || type.precision() > DataType.MAX_DECIMAL_DIGITS
        || scale > type.precision()) {
      throw YoreException.of(
              ErrorCode.INVALID_TABLE_DEFINITION,
              "A decimal has 1 to 38 digits, of which no more than all stand after the point")
          .with("type", type.toString());
    }
    return DataType.decimal(type.precision(), scale);
  }
}
