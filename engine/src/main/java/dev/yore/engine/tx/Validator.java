package dev.yore.engine.tx;

import dev.yore.engine.db.Db;
import dev.yore.engine.schema.Attribute;
import dev.yore.engine.schema.Bootstrap;
import dev.yore.engine.schema.EntityIds;
import dev.yore.engine.schema.Schema;
import dev.yore.engine.schema.SchemaReader;
import dev.yore.engine.schema.Table;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Longs;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.Run;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.ValueType;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Nets out what a transaction changes and checks every rule, without storing anything. */
final class Validator {
  private final Db before;
  private final ResolvedTx tx;
  private final long t;
  private final long instant;
  private final Watch watch;
  private final Changes changes;
  private final TreeMap<Integer, Run> nets = new TreeMap<>();
  private Schema schema;

  Validator(Db before, ResolvedTx tx, long t, long instant, Watch watch) {
    this.before = before;
    this.tx = tx;
    this.t = t;
    this.instant = instant;
    this.schema = tx.schema() == null ? before.schema() : tx.schema();
    this.watch = watch;
    this.changes = new Changes(before, schema, t, watch);
  }

  ValidTx validate() {
    Presence presence = new Presence(before, schema, nets);
    for (TxOp op : tx.ops()) {
      watch.look();
      if (op instanceof TxOp.InsertColumns rows) {
        presence.checkInsert(rows);
      }
      changes.apply(op);
    }
    changes.byAttribute().values().forEach(this::net);
    schema = schemaAfter();
    changes.use(schema);
    for (int composite : new Composites(before, schema, nets, changes).maintain()) {
      net(changes.of(composite));
    }
    boolean empty = nets.isEmpty();
    checkFacts();
    nets.put(Bootstrap.TX_INSTANT, txInstant(t, instant));
    return new ValidTx(t, instant, new ArrayList<>(nets.values()), schema, empty);
  }

  private void net(AttributeChanges attribute) {
    watch.look();
    Run run = attribute.net(before, t);
    if (run != null) {
      nets.put(attribute.attribute().id(), run);
    }
  }

  /** The commit time as a fact of the transaction. */
  static Run txInstant(long t, long instant) {
    return Run.ofAttribute(
        IndexOrder.AEVT,
        Bootstrap.TX_INSTANT,
        DataType.INSTANT,
        new Longs.Constant(EntityIds.ofTx(t), 1),
        new LongVector(new long[] {instant}),
        new Longs.Constant(t, 1),
        null,
        null);
  }

  private void checkFacts() {
    Presence presence = new Presence(before, schema, nets);
    Uniqueness uniqueness = new Uniqueness(before, schema);
    References references = new References(before, changes.retractedEntities(), nets, t);
    Map<Table, TreeSet<Long>> rows = new IdentityHashMap<>();
    nets.forEach((id, net) -> {
      watch.look();
      Attribute attribute = schema.require(id);
      if (id == Bootstrap.TX_INSTANT) {
        throw YoreException.of(
                ErrorCode.INVALID_TX_INSTANT,
                ":db/txInstant can be given to the transaction itself only")
            .with("entity", net.entity(0));
      }
      if (attribute.unique() != null) {
        uniqueness.check(attribute, net);
      }
      if (attribute.type().valueType() == ValueType.REF) {
        references.check(attribute, net);
      }
      collectRows(attribute, net, rows);
    });
    rows.forEach(presence::checkRow);
    if (schema != before.schema()) {
      presence.checkNewlyRequired();
    }
  }

  /** Rows whose presence of values has to be looked at: put together or taken apart by facts. */
  private void collectRows(Attribute attribute, Run net, Map<Table, TreeSet<Long>> rows) {
    if (changes.of(attribute.id()).fresh()) {
      return;
    }
    Table table = schema.tableOf(attribute.id());
    if (table == null || !concerns(table, attribute.id(), net)) {
      return;
    }
    TreeSet<Long> entities = rows.computeIfAbsent(table, x -> new TreeSet<>());
    for (int row = 0; row < net.size(); row++) {
      boolean replaced = replaced(net, row);
      if (!replaced) {
        entities.add(net.entity(row));
      }
    }
  }

  /** Only facts of columns that must have values, or new rows, can break the rule. */
  private static boolean concerns(Table table, int attribute, Run net) {
    for (Table.Column column : table.columns()) {
      if (column.attribute() == attribute) {
        return column.notNull() || net.retracted() == null;
      }
    }
    return false;
  }

  /** True when the entity of a row both loses and gets a value. */
  private static boolean replaced(Run net, int row) {
    long entity = net.entity(row);
    return (row > 0 && net.entity(row - 1) == entity)
        || (row + 1 < net.size() && net.entity(row + 1) == entity);
  }

  private Schema schemaAfter() {
    List<Run> events = new ArrayList<>(nets.values());
    if (!SchemaReader.touched(events)) {
      return before.schema();
    }
    Schema after = SchemaReader.after(before.schema(), before.reader(), events, t);
    new SchemaChanges(before, after).check();
    return after;
  }
}
