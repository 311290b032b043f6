package dev.yore.sql.catalog;

import dev.yore.sql.type.SqlType;
import dev.yore.storage.value.DataType;

/** The SQL types that columns of the engine's types are shown as. */
public final class SqlTypes {
  private SqlTypes() {}

  public static SqlType of(DataType type) {
    return switch (type.valueType()) {
      case BOOLEAN -> SqlType.of(SqlType.Kind.BOOLEAN);
      case LONG -> integer(type.precision());
      case REF -> SqlType.of(SqlType.Kind.BIGINT);
      case MONTHS -> SqlType.of(SqlType.Kind.INTERVAL_YEAR_MONTH);
      case DURATION -> SqlType.of(SqlType.Kind.INTERVAL_DAY_SECOND);
      case DOUBLE -> SqlType.of(SqlType.Kind.DOUBLE);
      case FLOAT -> SqlType.of(SqlType.Kind.REAL);
      case DECIMAL -> new SqlType(SqlType.Kind.DECIMAL, type.precision(), type.scale());
      case STRING ->
          type.precision() == 0
              ? SqlType.of(SqlType.Kind.VARCHAR)
              : SqlType.of(SqlType.Kind.VARCHAR, type.precision());
      case URI, KEYWORD, SYMBOL -> SqlType.of(SqlType.Kind.VARCHAR);
      case INSTANT -> SqlType.of(SqlType.Kind.TIMESTAMP_TZ, 6);
      case TIMESTAMP -> SqlType.of(SqlType.Kind.TIMESTAMP, 6);
      case DATE -> SqlType.of(SqlType.Kind.DATE);
      case TIME -> SqlType.of(SqlType.Kind.TIME, 6);
      case UUID -> SqlType.of(SqlType.Kind.UUID);
      case BYTES, BIGINT, TUPLE -> SqlType.of(SqlType.Kind.VARBINARY);
    };
  }

  private static SqlType integer(int bits) {
    return switch (bits) {
      case 8, 16 -> SqlType.of(SqlType.Kind.SMALLINT);
      case 32 -> SqlType.of(SqlType.Kind.INTEGER);
      default -> SqlType.of(SqlType.Kind.BIGINT);
    };
  }

  /** The standard SQL name of a type, without parameters. */
  public static String name(DataType type) {
    return name(of(type));
  }

  private static String name(SqlType type) {
    return switch (type.kind()) {
      case INTERVAL_YEAR_MONTH -> "INTERVAL YEAR TO MONTH";
      case INTERVAL_DAY_SECOND -> "INTERVAL DAY TO SECOND";
      case TIMESTAMP_TZ -> "TIMESTAMP WITH TIME ZONE";
      default -> type.kind().name();
    };
  }
}
