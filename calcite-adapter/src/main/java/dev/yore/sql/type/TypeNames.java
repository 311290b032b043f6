package dev.yore.sql.type;

import static dev.yore.sql.type.SqlType.UNSET;

import dev.yore.sql.type.SqlType.Kind;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.jspecify.annotations.Nullable;

/** Reads type names as PostgreSQL users write them. */
public final class TypeNames {

  /** Names that Calcite's grammar does not know as types. */
  private static final Map<String, Kind> OTHER_NAMES =
      Map.ofEntries(
          Map.entry("text", Kind.VARCHAR),
          Map.entry("string", Kind.VARCHAR),
          Map.entry("bpchar", Kind.CHAR),
          Map.entry("name", Kind.VARCHAR),
          Map.entry("citext", Kind.VARCHAR),
          Map.entry("clob", Kind.VARCHAR),
          Map.entry("bool", Kind.BOOLEAN),
          Map.entry("int2", Kind.SMALLINT),
          Map.entry("int4", Kind.INTEGER),
          Map.entry("int8", Kind.BIGINT),
          Map.entry("long", Kind.BIGINT),
          Map.entry("float4", Kind.REAL),
          Map.entry("float8", Kind.DOUBLE),
          Map.entry("smallserial", Kind.SMALLINT),
          Map.entry("serial2", Kind.SMALLINT),
          Map.entry("serial", Kind.INTEGER),
          Map.entry("serial4", Kind.INTEGER),
          Map.entry("bigserial", Kind.BIGINT),
          Map.entry("serial8", Kind.BIGINT),
          Map.entry("timestamptz", Kind.TIMESTAMP_TZ),
          Map.entry("bytea", Kind.VARBINARY),
          Map.entry("blob", Kind.VARBINARY),
          Map.entry("json", Kind.JSON),
          Map.entry("jsonb", Kind.JSON));

  private TypeNames() {}

  /** The type of that name, or null; for names outside Calcite's grammar only. */
  public static @Nullable SqlType byName(String name) {
    Kind kind = OTHER_NAMES.get(name.toLowerCase(Locale.ROOT));
    return kind == null ? null : SqlType.of(kind);
  }

  /** Whether the name makes a column that counts by itself. */
  public static boolean isSerial(String name) {
    return name.toLowerCase(Locale.ROOT).contains("serial");
  }

  /** The type that {@code spec} names, or null if there is none. */
  public static @Nullable SqlType resolve(SqlDataTypeSpec spec) {
    return resolve(spec.getTypeNameSpec(), UNSET);
  }

  /** The same, with a length or precision that was written after a name of ours. */
  public static @Nullable SqlType resolve(SqlTypeNameSpec spec, int precision) {
    if (spec instanceof SqlBasicTypeNameSpec basic) {
      return basic(basic);
    }
    if (!spec.getTypeName().isSimple()) {
      return null;
    }
    SqlType type = byName(spec.getTypeName().getSimple());
    return type == null || precision == UNSET ? type : SqlType.of(type.kind(), precision);
  }

  private static @Nullable SqlType basic(SqlBasicTypeNameSpec spec) {
    int precision = spec.getPrecision();
    return switch (spec.getTypeName().getSimple()) {
      case "BOOLEAN" -> SqlType.of(Kind.BOOLEAN);
      case "TINYINT", "SMALLINT" -> SqlType.of(Kind.SMALLINT);
      case "INTEGER" -> SqlType.of(Kind.INTEGER);
      case "BIGINT" -> SqlType.of(Kind.BIGINT);
      case "REAL" -> SqlType.of(Kind.REAL);
      case "FLOAT", "DOUBLE" -> SqlType.of(Kind.DOUBLE);
      case "DECIMAL" -> decimal(precision, spec.getScale());
      case "CHAR" -> SqlType.of(Kind.CHAR, precision < 0 ? 1 : precision);
      case "VARCHAR" -> SqlType.of(Kind.VARCHAR, Math.max(precision, UNSET));
      case "BINARY" -> SqlType.of(Kind.BINARY, precision < 0 ? 1 : precision);
      case "VARBINARY" -> SqlType.of(Kind.VARBINARY, Math.max(precision, UNSET));
      case "DATE" -> SqlType.of(Kind.DATE);
      case "TIME" -> SqlType.of(Kind.TIME, Math.max(precision, UNSET));
      case "TIMESTAMP" -> SqlType.of(Kind.TIMESTAMP, Math.max(precision, UNSET));
      case "TIMESTAMP_TZ", "TIMESTAMP_WITH_LOCAL_TIME_ZONE" ->
          SqlType.of(Kind.TIMESTAMP_TZ, Math.max(precision, UNSET));
      case "UUID" -> SqlType.of(Kind.UUID);
      default -> null;
    };
  }

  private static SqlType decimal(int precision, int scale) {
    if (precision < 0) {
      return SqlType.of(Kind.DECIMAL);
    }
    return new SqlType(Kind.DECIMAL, precision, Math.max(scale, 0));
  }
}
