package dev.yore.sql.validate;

import dev.yore.sql.type.Dialect;
import dev.yore.sql.type.RelTypes;
import dev.yore.sql.type.SqlType;
import dev.yore.sql.type.TypeNames;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.schema.lookup.LikePattern;
import org.apache.calcite.schema.lookup.Lookup;
import org.apache.calcite.schema.lookup.Named;
import org.apache.calcite.sql.SqlIdentifier;
import org.jspecify.annotations.Nullable;

/** Shows a {@link Catalog} to Calcite. */
public final class CatalogReader extends CalciteCatalogReader {
  private static final CalciteConnectionConfigImpl CONFIG = config();

  public CatalogReader(Catalog catalog) {
    super(
        CalciteSchema.createRootSchema(false, false, "", new Root(catalog)),
        List.of(catalog.defaultSchema()),
        Dialect.TYPES,
        CONFIG);
  }

  private static CalciteConnectionConfigImpl config() {
    return new CalciteConnectionConfigImpl(new Properties())
        .set(CalciteConnectionProperty.CASE_SENSITIVE, "true");
  }

  @Override
  public @Nullable RelDataType getNamedType(SqlIdentifier name) {
    SqlType type = name.isSimple() ? TypeNames.byName(name.getSimple()) : null;
    return type == null ? null : RelTypes.toRel(type, true);
  }

  private static final class Root extends AbstractSchema {
    private final Catalog catalog;

    Root(Catalog catalog) {
      this.catalog = catalog;
    }

    @Override
    public Lookup<? extends Schema> subSchemas() {
      return new Exact<Schema>() {
        @Override
        public @Nullable Schema get(String name) {
          boolean known = name.indexOf('@') > 0 || catalog.schemas().contains(name);
          return known ? new Tables(catalog, name) : null;
        }

        @Override
        public Set<String> getNames(LikePattern pattern) {
          return Set.copyOf(catalog.schemas());
        }
      };
    }
  }

  private static final class Tables extends AbstractSchema {
    private final Catalog catalog;
    private final String name;

    Tables(Catalog catalog, String name) {
      this.catalog = catalog;
      this.name = name;
    }

    @Override
    public Lookup<Table> tables() {
      return new Exact<Table>() {
        @Override
        public @Nullable Table get(String table) {
          TableInfo info = catalog.table(name, table);
          return info == null ? null : new CatalogTable(info);
        }

        @Override
        public Set<String> getNames(LikePattern pattern) {
          return Set.copyOf(catalog.tableNames(name));
        }
      };
    }
  }

  /** Names match exactly; folding was the parser's work. */
  private abstract static class Exact<T> implements Lookup<T> {
    @Override
    public @Nullable Named<T> getIgnoreCase(String name) {
      T found = get(name);
      return found == null ? null : new Named<>(name, found);
    }
  }
}
