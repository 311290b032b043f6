package dev.yore.sql.catalog;

import dev.yore.engine.schema.Schema;
import dev.yore.engine.schema.Table;
import dev.yore.engine.schema.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names of a database at one moment. */
public interface CatalogView {
  Schema schema();

  /** The schemas, sorted: {@code public}, those that tables are in, and the system's. */
  List<String> schemas();

  /** The tables of a schema, sorted by name. */
  List<Table> tables(String schema);

  @Nullable Table table(TableName name);

  /** True for schemas that the system makes: {@code yore}, {@code information_schema}. */
  boolean isSystem(String schema);
}
