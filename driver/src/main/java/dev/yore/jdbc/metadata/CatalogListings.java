package dev.yore.jdbc.metadata;

import dev.yore.engine.plan.Plan;
import dev.yore.engine.schema.Table;
import dev.yore.engine.schema.TableName;
import dev.yore.jdbc.convert.JdbcType;
import dev.yore.sql.catalog.CatalogView;
import dev.yore.sql.catalog.SystemTable;
import dev.yore.sql.validate.PseudoColumn;
import dev.yore.storage.value.DataType;
import java.sql.DatabaseMetaData;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lists schemas, tables and columns. */
public final class CatalogListings {
  public static final String TABLE = "TABLE";
  public static final String SYSTEM_TABLE = "SYSTEM TABLE";

  private static final int UNBOUNDED = JdbcType.UNBOUNDED;

  private final CatalogView catalog;

  public CatalogListings(CatalogView catalog) {
    this.catalog = catalog;
  }

  /** A table of either kind. */
  private record Listed(TableName name, String type, List<Table.Column> columns) {}

  private List<Listed> listed(@Nullable String schemaPattern, @Nullable String tablePattern) {
    NamePattern schemas = new NamePattern(schemaPattern);
    NamePattern tables = new NamePattern(tablePattern);
    List<Listed> found = new ArrayList<>();
    for (String schema : catalog.schemas()) {
      if (schemas.fits(schema)) {
        tablesOf(schema).stream().filter(t -> tables.fits(t.name().name())).forEach(found::add);
      }
    }
    return found;
  }

  private List<Listed> tablesOf(String schema) {
    if (schema.equals(SystemTable.SCHEMA)) {
      return Arrays.stream(SystemTable.values()).map(CatalogListings::system).toList();
    }
    String type = catalog.isSystem(schema) ? SYSTEM_TABLE : TABLE;
    return catalog.tables(schema).stream()
        .map(table -> new Listed(table.name(), type, table.columns()))
        .toList();
  }

  private static Listed system(SystemTable table) {
    List<Table.Column> columns = new ArrayList<>();
    for (Plan.Field field : table.fields()) {
      columns.add(new Table.Column(field.name(), -1, field.type(), !field.nullable(), null));
    }
    return new Listed(new TableName(SystemTable.SCHEMA, table.tableName()), SYSTEM_TABLE, columns);
  }

  public Listing schemas(@Nullable String schemaPattern) {
    Listing.Builder rows = Listing.columns("TABLE_SCHEM", "TABLE_CATALOG");
    NamePattern schemas = new NamePattern(schemaPattern);
    catalog.schemas().stream().filter(schemas::fits).forEach(name -> rows.row(name, null));
    return rows.sortBy(0).build();
  }

  public Listing tables(
      @Nullable String schemaPattern, @Nullable String tablePattern, String @Nullable [] types) {
    Listing.Builder rows =
        Listing.columns(
            "TABLE_CAT",
            "TABLE_SCHEM",
            "TABLE_NAME",
            "TABLE_TYPE",
            "REMARKS",
            "TYPE_CAT",
            "TYPE_SCHEM",
            "TYPE_NAME",
            "SELF_REFERENCING_COL_NAME",
            "REF_GENERATION");
    Set<String> wanted =
        types == null
            ? Set.of(TABLE, SYSTEM_TABLE)
            : Set.copyOf(Arrays.stream(types).filter(type -> type != null).distinct().toList());
    for (Listed table : listed(schemaPattern, tablePattern)) {
      if (wanted.contains(table.type())) {
        TableName name = table.name();
        rows.row(
            null, name.schema(), name.name(), table.type(), null, null, null, null, null, null);
      }
    }
    return rows.sortBy(3, 1, 2).build();
  }

  public Listing columns(
      @Nullable String schemaPattern,
      @Nullable String tablePattern,
      @Nullable String columnPattern) {
    Listing.Builder rows =
        Listing.columns(
            "TABLE_CAT",
            "TABLE_SCHEM",
            "TABLE_NAME",
            "COLUMN_NAME",
            "DATA_TYPE:i",
            "TYPE_NAME",
            "COLUMN_SIZE:i",
            "BUFFER_LENGTH:i",
            "DECIMAL_DIGITS:i",
            "NUM_PREC_RADIX:i",
            "NULLABLE:i",
            "REMARKS",
            "COLUMN_DEF",
            "SQL_DATA_TYPE:i",
            "SQL_DATETIME_SUB:i",
            "CHAR_OCTET_LENGTH:i",
            "ORDINAL_POSITION:i",
            "IS_NULLABLE",
            "SCOPE_CATALOG",
            "SCOPE_SCHEMA",
            "SCOPE_TABLE",
            "SOURCE_DATA_TYPE:s",
            "IS_AUTOINCREMENT",
            "IS_GENERATEDCOLUMN");
    NamePattern wanted = new NamePattern(columnPattern);
    for (Listed table : listed(schemaPattern, tablePattern)) {
      for (int i = 0; i < table.columns().size(); i++) {
        if (wanted.fits(table.columns().get(i).name())) {
          addColumn(rows, table.name(), table.columns().get(i), i + 1);
        }
      }
    }
    return rows.sortBy(1, 2, 16).build();
  }

  private static void addColumn(
      Listing.Builder rows, TableName table, Table.Column column, int ordinal) {
    JdbcType type = JdbcType.of(column.type());
    rows.row(
        null,
        table.schema(),
        table.name(),
        column.name(),
        type.code(),
        type.name(),
        type.precision(),
        null,
        digits(type),
        type.radix() == 0 ? null : type.radix(),
        column.notNull() ? DatabaseMetaData.columnNoNulls : DatabaseMetaData.columnNullable,
        null,
        column.defaultExpression(),
        null,
        null,
        octets(type),
        ordinal,
        column.notNull() ? "NO" : "YES",
        null,
        null,
        null,
        null,
        "NO",
        "NO");
  }

  /** Fraction digits, of types that have some. */
  private static @Nullable Integer digits(JdbcType type) {
    return type.radix() != 0 || type.scale() != 0 ? (Integer) type.scale() : null;
  }

  private static @Nullable Integer octets(JdbcType type) {
    return switch (type.code()) {
      case Types.VARCHAR ->
          type.precision() > UNBOUNDED / 4 ? (Integer) UNBOUNDED : (Integer) (4 * type.precision());
      case Types.VARBINARY -> type.precision();
      default -> null;
    };
  }

  public Listing pseudoColumns(
      @Nullable String schemaPattern,
      @Nullable String tablePattern,
      @Nullable String columnPattern) {
    Listing.Builder rows =
        Listing.columns(
            "TABLE_CAT",
            "TABLE_SCHEM",
            "TABLE_NAME",
            "COLUMN_NAME",
            "DATA_TYPE:i",
            "COLUMN_SIZE:i",
            "DECIMAL_DIGITS:i",
            "NUM_PREC_RADIX:i",
            "COLUMN_USAGE",
            "REMARKS",
            "CHAR_OCTET_LENGTH:i",
            "IS_NULLABLE");
    NamePattern wanted = new NamePattern(columnPattern);
    for (Listed table : listed(schemaPattern, tablePattern)) {
      for (PseudoColumn column : PseudoColumn.values()) {
        if (table.type().equals(TABLE) && wanted.fits(column.columnName())) {
          addPseudo(rows, table.name(), column);
        }
      }
    }
    return rows.sortBy(1, 2, 3).build();
  }

  private static void addPseudo(Listing.Builder rows, TableName table, PseudoColumn column) {
    JdbcType type =
        switch (column) {
          case FROM, TO -> JdbcType.of(DataType.INSTANT);
          case ID, TX, FROM_T, TO_T -> JdbcType.of(DataType.LONG);
        };
    rows.row(
        null,
        table.schema(),
        table.name(),
        column.columnName(),
        type.code(),
        type.precision(),
        digits(type),
        type.radix() == 0 ? null : type.radix(),
        "NO_USAGE_RESTRICTIONS",
        remark(column),
        null,
        "NO");
  }

  private static String remark(PseudoColumn column) {
    return switch (column) {
      case ID -> "the entity that is the row";
      case TX -> "the transaction that made this version of the row";
      case FROM -> "when this version began to hold";
      case TO -> "when it ceased to hold";
      case FROM_T -> "the t when this version began to hold";
      case TO_T -> "the t when it ceased to hold";
    };
  }
}
