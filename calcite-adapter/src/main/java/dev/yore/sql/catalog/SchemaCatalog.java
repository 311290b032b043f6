package dev.yore.sql.catalog;

import dev.yore.engine.schema.Schema;
import dev.yore.engine.schema.Table;
import dev.yore.engine.schema.TableName;
import dev.yore.sql.validate.Catalog;
import dev.yore.sql.validate.ColumnInfo;
import dev.yore.sql.validate.TableInfo;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The catalog of one state of a schema. */
public final class SchemaCatalog implements Catalog, CatalogView {
  private final Schema schema;
  private final String defaultSchema;

  public SchemaCatalog(Schema schema, String defaultSchema) {
    this.schema = schema;
    this.defaultSchema = defaultSchema;
  }

  @Override
  public @Nullable TableInfo table(String schemaName, String name) {
    if (schemaName.indexOf('@') > 0) {
      throw YoreException.of(
              ErrorCode.UNSUPPORTED,
              "Schemas of a past moment are not supported yet; use FOR SYSTEM_TIME AS OF or asOf")
          .with("schema", schemaName);
    }
    if (schemaName.equals(SystemTable.SCHEMA)) {
      SystemTable table = SystemTable.named(name);
      return table == null ? null : info(table);
    }
    Table table = table(new TableName(schemaName, name));
    return table == null ? null : info(table);
  }

  private static TableInfo info(SystemTable table) {
    List<ColumnInfo> columns =
        table.fields().stream()
            .map(field -> new ColumnInfo(field.name(), SqlTypes.of(field.type()), field.nullable()))
            .toList();
    return new TableInfo(
        SystemTable.SCHEMA, table.tableName(), columns, List.of(), 1000, null, table);
  }

  private static TableInfo info(Table table) {
    List<ColumnInfo> columns =
        table.columns().stream()
            .map(column ->
                new ColumnInfo(
                    column.name(),
                    SqlTypes.of(column.type()),
                    !column.notNull(),
                    column.defaultExpression()))
            .toList();
    List<String> key = table.key().stream().map(i -> table.columns().get(i).name()).toList();
    return new TableInfo(
        table.name().schema(), table.name().name(), columns, key, 1000, null, table);
  }

  @Override
  public List<String> tableNames(String schemaName) {
    if (schemaName.equals(SystemTable.SCHEMA)) {
      List<String> names = new ArrayList<>();
      for (SystemTable table : SystemTable.values()) {
        names.add(table.tableName());
      }
      return names;
    }
    return tables(schemaName).stream().map(table -> table.name().name()).toList();
  }

  @Override
  public List<String> schemas() {
    TreeSet<String> names = new TreeSet<>();
    names.add(TableName.DEFAULT_SCHEMA);
    names.add(SystemTable.SCHEMA);
    schema.tables().keySet().forEach(name -> names.add(name.schema()));
    return List.copyOf(names);
  }

  @Override
  public String defaultSchema() {
    return defaultSchema;
  }

  @Override
  public long version() {
    return schema.version();
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public List<Table> tables(String schemaName) {
    return schema.tables().values().stream()
        .filter(table -> table.name().schema().equals(schemaName))
        .sorted(Comparator.comparing(table -> table.name().name()))
        .toList();
  }

  @Override
  public @Nullable Table table(TableName name) {
    return schema.tables().get(name);
  }

  @Override
  public boolean isSystem(String schemaName) {
    return schemaName.equals(SystemTable.SCHEMA) || schemaName.equals("information_schema");
  }
}
