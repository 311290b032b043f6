package dev.yore.sql.catalog;

import dev.yore.engine.db.Db;
import dev.yore.engine.plan.Plan;
import dev.yore.engine.schema.Attribute;
import dev.yore.engine.schema.Bootstrap;
import dev.yore.engine.schema.EntityIds;
import dev.yore.storage.datom.Run;
import dev.yore.storage.value.DataType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table of the schema {@code yore}, whose rows are made when it is read. */
public enum SystemTable {
  /** One row for each transaction that the database value sees. */
  TRANSACTIONS(
      "transactions",
      List.of(
          new Plan.Field("t", DataType.LONG, false),
          new Plan.Field("instant", DataType.INSTANT, false),
          new Plan.Field("tx", DataType.LONG, false))) {
    @Override
    Iterable<@Nullable Object[]> rows(Db db) {
      Run instants =
          db.reader()
              .column(
                  Bootstrap.TX_INSTANT,
                  EntityIds.ofTx(1),
                  EntityIds.of(EntityIds.TX_PARTITION + 1, 0));
      List<@Nullable Object[]> rows = new ArrayList<>();
      for (int i = 0; i < instants.size(); i++) {
        long tx = instants.entity(i);
        rows.add(new @Nullable Object[] {EntityIds.sequence(tx), instants.value(i), tx});
      }
      return rows;
    }
  },
  /** One row for each attribute. */
  ATTRIBUTES(
      "attributes",
      List.of(
          new Plan.Field("id", DataType.LONG, false),
          new Plan.Field("ident", DataType.STRING, false),
          new Plan.Field("value_type", DataType.STRING, false),
          new Plan.Field("cardinality", DataType.STRING, false),
          new Plan.Field("is_unique", DataType.BOOLEAN, false),
          new Plan.Field("indexed", DataType.BOOLEAN, false),
          new Plan.Field("doc", DataType.STRING, true))) {
    @Override
    Iterable<@Nullable Object[]> rows(Db db) {
      List<Attribute> attributes = new ArrayList<>(db.schemaAsOf().attributes());
      attributes.sort(Comparator.comparingInt(Attribute::id));
      List<@Nullable Object[]> rows = new ArrayList<>();
      for (Attribute attribute : attributes) {
        rows.add(
            new @Nullable Object[] {
              (long) attribute.id(),
              attribute.ident().toString(),
              attribute.type().toString(),
              attribute.many() ? "many" : "one",
              attribute.unique() != null,
              attribute.inAvet(),
              attribute.doc()
            });
      }
      return rows;
    }
  };

  /** The schema that these tables are in. */
  public static final String SCHEMA = "yore";

  private final String tableName;
  private final List<Plan.Field> fields;

  SystemTable(String tableName, List<Plan.Field> fields) {
    this.tableName = tableName;
    this.fields = fields;
  }

  public String tableName() {
    return tableName;
  }

  public List<Plan.Field> fields() {
    return fields;
  }

  abstract Iterable<@Nullable Object[]> rows(Db db);

  /** Reads the table. */
  public Plan plan() {
    return new Plan.External(
        SCHEMA + "." + tableName, fields, databases -> rows(databases.getFirst()));
  }

  /** The table of this name, or null. */
  public static @Nullable SystemTable named(String name) {
    for (SystemTable table : values()) {
      if (table.tableName.equals(name)) {
        return table;
      }
    }
    return null;
  }
}
