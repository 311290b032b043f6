package dev.yore.jdbc.metadata;

import dev.yore.engine.schema.Table;
import dev.yore.engine.schema.TableName;
import dev.yore.jdbc.convert.JdbcType;
import dev.yore.sql.catalog.CatalogView;
import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Lists keys, references between tables, and indexes. */
public final class KeyListings {
  private final CatalogView catalog;

  public KeyListings(CatalogView catalog) {
    this.catalog = catalog;
  }

  /** The tables of an exact name, in one schema or, without one, in all. */
  private List<Table> tables(@Nullable String schema, @Nullable String name) {
    List<Table> found = new ArrayList<>();
    for (String one : catalog.schemas()) {
      if (schema == null || schema.equals(one)) {
        catalog.tables(one).stream()
            .filter(table -> name == null || table.name().name().equals(name))
            .forEach(found::add);
      }
    }
    return found;
  }

  private static String keyName(Table table) {
    String name = table.keyName();
    return name == null ? table.name().name() + "_pkey" : name;
  }

  public Listing primaryKeys(@Nullable String schema, @Nullable String name) {
    Listing.Builder rows =
        Listing.columns(
            "TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "COLUMN_NAME", "KEY_SEQ:s", "PK_NAME");
    for (Table table : tables(schema, name)) {
      for (int i = 0; i < table.key().size(); i++) {
        rows.row(
            null,
            table.name().schema(),
            table.name().name(),
            table.columns().get(table.key().get(i)).name(),
            i + 1,
            keyName(table));
      }
    }
    return rows.sortBy(3, 1, 2).build();
  }

  /** The columns of the primary key as what names a row best. */
  public Listing bestRowIdentifier(@Nullable String schema, @Nullable String name) {
    Listing.Builder rows =
        Listing.columns(
            "SCOPE:s",
            "COLUMN_NAME",
            "DATA_TYPE:i",
            "TYPE_NAME",
            "COLUMN_SIZE:i",
            "BUFFER_LENGTH:i",
            "DECIMAL_DIGITS:s",
            "PSEUDO_COLUMN:s");
    for (Table table : tables(schema, name)) {
      for (int position : table.key()) {
        Table.Column column = table.columns().get(position);
        JdbcType type = JdbcType.of(column.type());
        rows.row(
            DatabaseMetaData.bestRowSession,
            column.name(),
            type.code(),
            type.name(),
            type.precision(),
            null,
            type.scale(),
            DatabaseMetaData.bestRowNotPseudo);
      }
    }
    return rows.build();
  }

  public Listing indexes(@Nullable String schema, @Nullable String name, boolean uniqueOnly) {
    Listing.Builder rows =
        Listing.columns(
            "TABLE_CAT",
            "TABLE_SCHEM",
            "TABLE_NAME",
            "NON_UNIQUE:b",
            "INDEX_QUALIFIER",
            "INDEX_NAME",
            "TYPE:s",
            "ORDINAL_POSITION:s",
            "COLUMN_NAME",
            "ASC_OR_DESC",
            "CARDINALITY:l",
            "PAGES:l",
            "FILTER_CONDITION");
    for (Table table : tables(schema, name)) {
      if (!table.key().isEmpty()) {
        addIndex(rows, table, keyName(table), table.key(), true);
      }
      table.uniques().forEach(u -> addIndex(rows, table, u.name(), u.columns(), true));
      table.indexes().stream()
          .filter(index -> index.unique() || !uniqueOnly)
          .filter(index -> table.uniques().stream().noneMatch(u -> u.name().equals(index.name())))
          .forEach(index -> addIndex(rows, table, index.name(), index.columns(), index.unique()));
    }
    return rows.sortBy(3, 6, 5, 7).build();
  }

  private static void addIndex(
      Listing.Builder rows, Table table, String name, List<Integer> columns, boolean unique) {
    for (int i = 0; i < columns.size(); i++) {
      rows.row(
          null,
          table.name().schema(),
          table.name().name(),
          !unique,
          null,
          name,
          DatabaseMetaData.tableIndexOther,
          i + 1,
          table.columns().get(columns.get(i)).name(),
          "A",
          null,
          null,
          null);
    }
  }

  /** The references that tables of this name make. */
  public Listing importedKeys(@Nullable String schema, @Nullable String name) {
    return references((parent, child) -> named(child, schema, name), false);
  }

  /** The references made to tables of this name. */
  public Listing exportedKeys(@Nullable String schema, @Nullable String name) {
    return references((parent, child) -> named(parent, schema, name), true);
  }

  /** The references that one table makes to another. */
  public Listing crossReference(
      @Nullable String parentSchema,
      @Nullable String parentName,
      @Nullable String childSchema,
      @Nullable String childName) {
    return references(
        (parent, child) ->
            named(parent, parentSchema, parentName) && named(child, childSchema, childName),
        true);
  }

  private static boolean named(TableName table, @Nullable String schema, @Nullable String name) {
    return (schema == null || schema.equals(table.schema()))
        && (name == null || name.equals(table.name()));
  }

  private Listing references(BiPredicate<TableName, TableName> wanted, boolean byChild) {
    Listing.Builder rows =
        Listing.columns(
            "PKTABLE_CAT",
            "PKTABLE_SCHEM",
            "PKTABLE_NAME",
            "PKCOLUMN_NAME",
            "FKTABLE_CAT",
            "FKTABLE_SCHEM",
            "FKTABLE_NAME",
            "FKCOLUMN_NAME",
            "KEY_SEQ:s",
            "UPDATE_RULE:s",
            "DELETE_RULE:s",
            "FK_NAME",
            "PK_NAME",
            "DEFERRABILITY:s");
    for (Table child : tables(null, null)) {
      for (Table.ForeignKey key : child.foreignKeys()) {
        Table parent = catalog.table(key.references());
        if (parent != null && wanted.test(key.references(), child.name())) {
          addReference(rows, parent, child, key);
        }
      }
    }
    return (byChild ? rows.sortBy(5, 6, 11, 8) : rows.sortBy(1, 2, 11, 8)).build();
  }

  private static void addReference(
      Listing.Builder rows, Table parent, Table child, Table.ForeignKey key) {
    List<String> referenced =
        key.referencedColumns().isEmpty()
            ? parent.key().stream().map(i -> parent.columns().get(i).name()).toList()
            : key.referencedColumns();
    for (int i = 0; i < key.columns().size() && i < referenced.size(); i++) {
      rows.row(
          null,
          parent.name().schema(),
          parent.name().name(),
          referenced.get(i),
          null,
          child.name().schema(),
          child.name().name(),
          child.columns().get(key.columns().get(i)).name(),
          i + 1,
          rule(key.onUpdate()),
          rule(key.onDelete()),
          key.name(),
          keyName(parent),
          DatabaseMetaData.importedKeyNotDeferrable);
    }
  }

  private static int rule(@Nullable String action) {
    String text = action == null ? "" : action;
    return switch (text.toUpperCase(Locale.ROOT).replace('_', ' ').replace('-', ' ')) {
      case "CASCADE" -> DatabaseMetaData.importedKeyCascade;
      case "RESTRICT" -> DatabaseMetaData.importedKeyRestrict;
      case "SET NULL" -> DatabaseMetaData.importedKeySetNull;
      case "SET DEFAULT" -> DatabaseMetaData.importedKeySetDefault;
      default -> DatabaseMetaData.importedKeyNoAction;
    };
  }
}
