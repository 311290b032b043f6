package dev.yore.engine.tx;

import dev.yore.engine.db.Db;
import dev.yore.engine.schema.Attribute;
import dev.yore.engine.schema.Schema;
import dev.yore.engine.schema.Table;
import dev.yore.storage.datom.KeyRange;
import dev.yore.storage.datom.Run;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.util.Map;
import java.util.TreeSet;

/** Checks that rows of SQL tables have a value in every column that must have one. */
final class Presence {
  private final Db before;
  private final Schema schema;
  private final Map<Integer, Run> nets;

  Presence(Db before, Schema schema, Map<Integer, Run> nets) {
    this.before = before;
    this.schema = schema;
    this.nets = nets;
  }

  /** New rows, as columns: whole columns are looked at, never single rows. */
  void checkInsert(TxOp.InsertColumns rows) {
    if (rows.columns().isEmpty()) {
      return;
    }
    Table table = schema.tableOf(rows.columns().getFirst().attribute());
    if (table == null) {
      return;
    }
    for (Table.Column column : table.columns()) {
      if (column.notNull()) {
        checkColumn(table, column, rows);
      }
    }
  }

  private static void checkColumn(Table table, Table.Column column, TxOp.InsertColumns rows) {
    for (TxOp.ColumnValues values : rows.columns()) {
      if (values.attribute() == column.attribute()) {
        if (values.values().noNulls()) {
          return;
        }
        for (int row = 0; row < rows.entities().length; row++) {
          if (values.values().isNull(row)) {
            throw missing(table, column, rows.entities()[row]).with("row", row + 1);
          }
        }
        return;
      }
    }
    if (rows.entities().length > 0) {
      throw missing(table, column, rows.entities()[0]);
    }
  }

  /** Existing rows, and rows that are put together from single facts. */
  void checkRow(Table table, TreeSet<Long> entities) {
    for (long entity : entities) {
      Table.Column missing = null;
      boolean any = false;
      for (Table.Column column : table.columns()) {
        boolean has = hasAfter(column.attribute(), entity);
        any |= has;
        if (!has && column.notNull() && missing == null) {
          missing = column;
        }
      }
      if (any && missing != null) {
        throw missing(table, missing, entity);
      }
    }
  }

  /** Columns that must have values since this transaction: as many values as rows are needed. */
  void checkNewlyRequired() {
    for (Table table : schema.tables().values()) {
      if (table.ofNamespace() || table.member() < 0) {
        continue;
      }
      Table old = before.schema().tableOfPartition(table.partition());
      for (Table.Column column : table.columns()) {
        if (column.notNull()
            && !(old != null && required(old, column.attribute()))
            && countAfter(column.attribute()) < countAfter(table.member())) {
          throw YoreException.of(
                  ErrorCode.NOT_NULL_VIOLATION,
                  "The column cannot be made NOT NULL: some rows have no value in it")
              .with("table", table.name().toString())
              .with("column", column.name());
        }
      }
    }
  }

  private static boolean required(Table table, int attribute) {
    for (Table.Column column : table.columns()) {
      if (column.attribute() == attribute) {
        return column.notNull();
      }
    }
    return false;
  }

  private long countAfter(int attribute) {
    long count =
        before.schema().attribute(attribute) == null
            ? 0
            : before.reader().count(KeyRange.entities(attribute, 0, Long.MAX_VALUE));
    Run net = nets.get(attribute);
    for (int row = 0; net != null && row < net.size(); row++) {
      count += net.isRetraction(row) ? -1 : 1;
    }
    return count;
  }

  private boolean hasAfter(int id, long entity) {
    Attribute attribute = schema.require(id);
    Run net = nets.get(id);
    boolean retracted = false;
    if (net != null) {
      int row = net.entities().lowerBound(entity, 0, net.size());
      for (; row < net.size() && net.entity(row) == entity; row++) {
        if (!net.isRetraction(row)) {
          return true;
        }
        retracted = true;
      }
    }
    return !retracted && new Existing(before, attribute, 1, 0).seek(entity);
  }

  static YoreException missing(Table table, Table.Column column, long entity) {
    return YoreException.of(
            ErrorCode.NOT_NULL_VIOLATION, "The column must have a value in every row; give one")
        .with("table", table.name().toString())
        .with("column", column.name())
        .with("entity", entity);
  }
}
