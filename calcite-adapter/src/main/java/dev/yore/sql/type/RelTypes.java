package dev.yore.sql.type;

import static dev.yore.sql.type.SqlType.UNSET;

import dev.yore.sql.type.SqlType.Kind;
import dev.yore.storage.error.YoreException;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;

/** Translates between our types and Calcite's. */
public final class RelTypes {
  private RelTypes() {}

  /** Calcite's type for a column. */
  public static RelDataType toRel(SqlType type, boolean nullable) {
    return Dialect.TYPES.createTypeWithNullability(create(type), nullable);
  }

  private static RelDataType create(SqlType type) {
    return switch (type.kind()) {
      case BOOLEAN -> simple(SqlTypeName.BOOLEAN);
      case SMALLINT -> simple(SqlTypeName.SMALLINT);
      case INTEGER -> simple(SqlTypeName.INTEGER);
      case BIGINT -> simple(SqlTypeName.BIGINT);
      case REAL -> simple(SqlTypeName.REAL);
      case DOUBLE -> simple(SqlTypeName.DOUBLE);
      case DECIMAL -> decimal(type);
      case CHAR -> text(SqlTypeName.CHAR, type.precision());
      case VARCHAR, JSON -> text(SqlTypeName.VARCHAR, type.precision());
      case BINARY -> sized(SqlTypeName.BINARY, type.precision());
      case VARBINARY -> sized(SqlTypeName.VARBINARY, type.precision());
      case DATE -> simple(SqlTypeName.DATE);
      case TIME -> sized(SqlTypeName.TIME, type.precision());
      case TIMESTAMP -> sized(SqlTypeName.TIMESTAMP, type.precision());
      case TIMESTAMP_TZ -> sized(SqlTypeName.TIMESTAMP_TZ, type.precision());
      case UUID -> simple(SqlTypeName.UUID);
      case INTERVAL_YEAR_MONTH -> Dialect.TYPES.createSqlIntervalType(TimeOperators.yearToMonth());
      case INTERVAL_DAY_SECOND -> Dialect.TYPES.createSqlIntervalType(TimeOperators.dayToSecond());
    };
  }

  private static RelDataType simple(SqlTypeName name) {
    return Dialect.TYPES.createSqlType(name);
  }

  private static RelDataType sized(SqlTypeName name, int precision) {
    return precision == UNSET
        ? Dialect.TYPES.createSqlType(name)
        : Dialect.TYPES.createSqlType(name, precision);
  }

  private static RelDataType text(SqlTypeName name, int precision) {
    return sized(name, precision);
  }

  private static RelDataType decimal(SqlType type) {
    return type.precision() == UNSET
        ? Dialect.TYPES.createSqlType(SqlTypeName.DECIMAL)
        : Dialect.TYPES.createSqlType(SqlTypeName.DECIMAL, type.precision(), type.scale());
  }

  /** Our type for a column of a result; a bare NULL counts as text, as in PostgreSQL. */
  public static SqlType fromRel(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case BOOLEAN -> SqlType.of(Kind.BOOLEAN);
      case TINYINT, SMALLINT -> SqlType.of(Kind.SMALLINT);
      case INTEGER -> SqlType.of(Kind.INTEGER);
      case BIGINT -> SqlType.of(Kind.BIGINT);
      case REAL -> SqlType.of(Kind.REAL);
      case FLOAT, DOUBLE -> SqlType.of(Kind.DOUBLE);
      case DECIMAL -> new SqlType(Kind.DECIMAL, type.getPrecision(), type.getScale());
      case CHAR -> SqlType.of(Kind.CHAR, length(type));
      case VARCHAR, NULL, ANY, UNKNOWN, SYMBOL -> SqlType.of(Kind.VARCHAR, length(type));
      case BINARY -> SqlType.of(Kind.BINARY, length(type));
      case VARBINARY -> SqlType.of(Kind.VARBINARY, length(type));
      case DATE -> SqlType.of(Kind.DATE);
      case TIME -> SqlType.of(Kind.TIME, type.getPrecision());
      case TIMESTAMP -> SqlType.of(Kind.TIMESTAMP, type.getPrecision());
      case TIMESTAMP_TZ, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          SqlType.of(Kind.TIMESTAMP_TZ, type.getPrecision());
      case UUID -> SqlType.of(Kind.UUID);
      case INTERVAL_YEAR, INTERVAL_YEAR_MONTH, INTERVAL_MONTH ->
          SqlType.of(Kind.INTERVAL_YEAR_MONTH);
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
          SqlType.of(Kind.INTERVAL_DAY_SECOND);
      default ->
          throw YoreException.unsupported("A result of this type")
              .with("type", type.getFullTypeString());
    };
  }

  private static int length(RelDataType type) {
    boolean unlimited = type.getPrecision() < 0 || type.getPrecision() == Integer.MAX_VALUE;
    return unlimited ? UNSET : type.getPrecision();
  }
}
