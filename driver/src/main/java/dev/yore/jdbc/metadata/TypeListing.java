package dev.yore.jdbc.metadata;

import dev.yore.jdbc.convert.JdbcType;
import dev.yore.storage.value.DataType;
import java.sql.DatabaseMetaData;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the types that columns may have. */
public final class TypeListing {
  private static final List<DataType> TYPES =
      List.of(
          DataType.BOOLEAN,
          DataType.SMALLINT,
          DataType.INTEGER,
          DataType.LONG,
          DataType.FLOAT,
          DataType.DOUBLE,
          DataType.decimal(DataType.MAX_DECIMAL_DIGITS, 0),
          DataType.STRING,
          DataType.BYTES,
          DataType.DATE,
          DataType.TIME,
          DataType.TIMESTAMP,
          DataType.INSTANT,
          DataType.UUID);

  private TypeListing() {}

  public static Listing all() {
    Listing.Builder rows =
        Listing.columns(
            "TYPE_NAME",
            "DATA_TYPE:i",
            "PRECISION:i",
            "LITERAL_PREFIX",
            "LITERAL_SUFFIX",
            "CREATE_PARAMS",
            "NULLABLE:s",
            "CASE_SENSITIVE:b",
            "SEARCHABLE:s",
            "UNSIGNED_ATTRIBUTE:b",
            "FIXED_PREC_SCALE:b",
            "AUTO_INCREMENT:b",
            "LOCAL_TYPE_NAME",
            "MINIMUM_SCALE:s",
            "MAXIMUM_SCALE:s",
            "SQL_DATA_TYPE:i",
            "SQL_DATETIME_SUB:i",
            "NUM_PREC_RADIX:i");
    TYPES.forEach(type -> add(rows, JdbcType.of(type)));
    return rows.sortBy(1).build();
  }

  private static void add(Listing.Builder rows, JdbcType type) {
    String prefix = prefix(type.code());
    rows.row(
        type.name(),
        type.code(),
        type.precision(),
        prefix,
        prefix == null ? null : "'",
        parameters(type.code()),
        DatabaseMetaData.typeNullable,
        type.caseSensitive(),
        DatabaseMetaData.typeSearchable,
        !type.signed(),
        false,
        false,
        null,
        type.code() == Types.DECIMAL ? 0 : type.scale(),
        type.code() == Types.DECIMAL ? DataType.MAX_DECIMAL_DIGITS : type.scale(),
        null,
        null,
        type.radix() == 0 ? null : type.radix());
  }

  private static @Nullable String prefix(int code) {
    return switch (code) {
      case Types.VARCHAR -> "'";
      case Types.VARBINARY -> "X'";
      case Types.DATE -> "DATE '";
      case Types.TIME -> "TIME '";
      case Types.TIMESTAMP -> "TIMESTAMP '";
      case Types.TIMESTAMP_WITH_TIMEZONE -> "TIMESTAMP WITH TIME ZONE '";
      case Types.OTHER -> "UUID '";
      default -> null;
    };
  }

  private static @Nullable String parameters(int code) {
    return switch (code) {
      case Types.DECIMAL -> "precision,scale";
      case Types.VARCHAR -> "length";
      default -> null;
    };
  }
}
