package dev.yore.sql;

import dev.yore.sql.type.SqlType;
import dev.yore.sql.type.SqlType.Kind;
import dev.yore.sql.validate.Catalog;
import dev.yore.sql.validate.ColumnInfo;
import dev.yore.sql.validate.TableInfo;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A small catalog in memory. */
final class ShopCatalog implements Catalog {
  private static final SqlType INT = SqlType.of(Kind.INTEGER);
  private static final SqlType LONG = SqlType.of(Kind.BIGINT);
  private static final SqlType TEXT = SqlType.of(Kind.VARCHAR);

  private final Map<String, TableInfo> tables = new TreeMap<>();

  ShopCatalog() {
    table(
        "customer",
        1000,
        new ColumnInfo("id", INT, false, "nextval('customer_id_seq')"),
        new ColumnInfo("name", SqlType.of(Kind.VARCHAR, 40), false),
        new ColumnInfo("email", TEXT, true),
        new ColumnInfo("country", SqlType.of(Kind.CHAR, 2), true),
        new ColumnInfo("created", SqlType.of(Kind.TIMESTAMP_TZ, 6), false, "now()"));
    table(
        "orders",
        10_000,
        new ColumnInfo("id", LONG, false),
        new ColumnInfo("customer_id", INT, false),
        new ColumnInfo("status", TEXT, true, "'new'"),
        new ColumnInfo("placed", SqlType.of(Kind.DATE), false),
        new ColumnInfo("total", new SqlType(Kind.DECIMAL, 10, 2), true));
    table(
        "line",
        50_000,
        new ColumnInfo("order_id", LONG, false),
        new ColumnInfo("product_id", INT, false),
        new ColumnInfo("quantity", INT, false),
        new ColumnInfo("price", new SqlType(Kind.DECIMAL, 10, 2), false));
    table(
        "product",
        500,
        new ColumnInfo("id", INT, false),
        new ColumnInfo("name", TEXT, false),
        new ColumnInfo("category_id", INT, true),
        new ColumnInfo("weight", SqlType.of(Kind.DOUBLE), true),
        new ColumnInfo("code", SqlType.of(Kind.UUID), true),
        new ColumnInfo("active", SqlType.of(Kind.BOOLEAN), true));
    table("category", 20, new ColumnInfo("id", INT, false), new ColumnInfo("name", TEXT, false));
    tables.put(
        "big_orders",
        new TableInfo(
            "public",
            "big_orders",
            List.of(
                new ColumnInfo("id", LONG, false),
                new ColumnInfo("total", new SqlType(Kind.DECIMAL, 10, 2), true)),
            List.of(),
            100,
            "SELECT id, total FROM orders WHERE total > 1000",
            "view"));
  }

  private void table(String name, double rows, ColumnInfo... columns) {
    List<String> key = columns[0].name().equals("id") ? List.of("id") : List.of();
    tables.put(
        name, new TableInfo("public", name, List.of(columns), key, rows, null, "table " + name));
  }

  @Override
  public @Nullable TableInfo table(String schema, String name) {
    return schema.equals("public") || schema.startsWith("public@") ? tables.get(name) : null;
  }

  @Override
  public List<String> tableNames(String schema) {
    return schema.equals("public") ? List.copyOf(tables.keySet()) : List.of();
  }

  @Override
  public List<String> schemas() {
    return List.of("public");
  }

  @Override
  public String defaultSchema() {
    return "public";
  }

  @Override
  public long version() {
    return 1;
  }
}
