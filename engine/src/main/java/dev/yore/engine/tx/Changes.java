package dev.yore.engine.tx;

import dev.yore.engine.db.Db;
import dev.yore.engine.schema.Attribute;
import dev.yore.engine.schema.EntityIds;
import dev.yore.engine.schema.Schema;
import dev.yore.engine.schema.Table;
import dev.yore.storage.column.Vector;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.KeyPrefix;
import dev.yore.storage.datom.KeyRange;
import dev.yore.storage.datom.Run;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.ValueOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects what operations say, by attribute. */
final class Changes {
  private final Db before;
  private final long txEntity;
  private Schema schema;
  private final TreeMap<Integer, AttributeChanges> byAttribute = new TreeMap<>();
  private final Set<Long> retractedEntities = new HashSet<>();
  private final Watch watch;
  private @Nullable AttributeChanges last;

  Changes(Db before, Schema schema, long t, Watch watch) {
    this.before = before;
    this.schema = schema;
    this.txEntity = EntityIds.ofTx(t);
    this.watch = watch;
  }

  /** Goes on with the attributes that there are after the transaction. */
  void use(Schema after) {
    schema = after;
  }

  Map<Integer, AttributeChanges> byAttribute() {
    return byAttribute;
  }

  /** Entities that are to be gone after the transaction. */
  Set<Long> retractedEntities() {
    return retractedEntities;
  }

  AttributeChanges of(int attribute) {
    AttributeChanges known = last;
    if (known == null || known.attribute().id() != attribute) {
      known = byAttribute.get(attribute);
      if (known == null) {
        known = new AttributeChanges(schema.require(attribute));
        byAttribute.put(attribute, known);
      }
      last = known;
    }
    return known;
  }

  void apply(TxOp op) {
    switch (op) {
      case TxOp.Add add -> of(add.attribute()).add(entity(add.entity()), add.value());
      case TxOp.Retract retract -> retract(retract);
      case TxOp.RetractEntity gone -> retractEntity(gone.entity());
      case TxOp.Cas cas -> compareAndSet(cas);
      case TxOp.InsertColumns rows -> insert(rows);
      case TxOp.UpdateColumn update -> update(update);
      case TxOp.DeleteRows rows -> delete(rows);
      case TxOp.Facts facts -> facts(facts.events());
    }
  }

  private long entity(long entity) {
    return entity == TxOp.THIS_TX ? txEntity : entity;
  }

  private void retract(TxOp.Retract retract) {
    long entity = entity(retract.entity());
    Object value = retract.value();
    AttributeChanges changes = of(retract.attribute());
    if (value != null) {
      changes.retract(entity, value);
      return;
    }
    Existing existing = new Existing(before, changes.attribute(), 1, 0);
    if (existing.seek(entity)) {
      retractAll(changes, entity, existing);
    }
  }

  private static void retractAll(AttributeChanges changes, long entity, Existing existing) {
    for (int row = existing.from(); row < existing.to(); row++) {
      changes.retractHeld(entity, existing.values(), row);
    }
  }

  private void retractEntity(long entity) {
    if (!retractedEntities.add(entity)) {
      return;
    }
    Datoms.forEach(
        before.reader(),
        KeyRange.of(KeyPrefix.entity(IndexOrder.EAVT, entity)),
        (run, row) -> {
          int attribute = run.attribute(row);
          of(attribute).retractHeld(entity, run.vector(row), run.slot(row));
          if (schema.require(attribute).component()) {
            retractEntity((Long) run.value(row));
          }
        });
    Datoms.forEach(
        before.reader(),
        KeyRange.of(KeyPrefix.entity(IndexOrder.VAET, entity)),
        (run, row) ->
            of(run.attribute(row)).retractHeld(run.entity(row), run.vector(row), run.slot(row)));
  }

  private void compareAndSet(TxOp.Cas cas) {
    AttributeChanges changes = of(cas.attribute());
    Attribute attribute = changes.attribute();
    if (attribute.many()) {
      throw YoreException.of(
              ErrorCode.INVALID_TX_DATA, ":db/cas needs an attribute of cardinality one")
          .with("entity", cas.entity())
          .with("attribute", attribute.ident());
    }
    long entity = entity(cas.entity());
    Object found = new Existing(before, attribute, 1, 0).first(entity);
    Object expected = cas.expected();
    boolean same =
        found == null || expected == null
            ? found == expected
            : ValueOrder.compare(found, expected) == 0;
    if (!same) {
      throw YoreException.of(
              ErrorCode.CAS_FAILED,
              "The value is not the one that was expected; read it again and retry")
          .with("entity", entity)
          .with("attribute", attribute.ident())
          .with("expected", expected)
          .with("found", found);
    }
    changes.add(entity, cas.value());
  }

  private void insert(TxOp.InsertColumns rows) {
    for (TxOp.ColumnValues column : rows.columns()) {
      of(column.attribute()).insert(rows.entities(), column.values());
    }
  }

  private void update(TxOp.UpdateColumn update) {
    AttributeChanges changes = of(update.attribute());
    Vector values = update.values();
    long[] entities = update.entities();
    if (values.noNulls()) {
      for (int i = 0; i < entities.length; i++) {
        watch.look(i);
        changes.add(entities[i], values, i);
      }
      return;
    }
    long[] cleared = new long[entities.length];
    int count = 0;
    for (int i = 0; i < entities.length; i++) {
      watch.look(i);
      if (values.isNull(i)) {
        cleared[count++] = entities[i];
      } else {
        changes.add(entities[i], values, i);
      }
    }
    clear(changes, Arrays.copyOf(cleared, count));
  }

  private void delete(TxOp.DeleteRows rows) {
    Table table = rows.table();
    boolean memberIsColumn = false;
    for (Table.Column column : table.columns()) {
      memberIsColumn |= column.attribute() == table.member();
      clear(of(column.attribute()), rows.entities().clone());
    }
    if (!memberIsColumn && table.member() >= 0) {
      clear(of(table.member()), rows.entities().clone());
    }
  }

  /** Retracts whatever values the entities have; sorts the array. */
  private void clear(AttributeChanges changes, long[] entities) {
    Arrays.sort(entities);
    if (entities.length == 0) {
      return;
    }
    long span = entities[entities.length - 1] - entities[0];
    Existing existing = new Existing(before, changes.attribute(), entities.length, span);
    for (int i = 0; i < entities.length; i++) {
      watch.look(i);
      if (existing.seek(entities[i])) {
        retractAll(changes, entities[i], existing);
      }
    }
  }

  private void facts(Run events) {
    for (int row = 0; row < events.size(); row++) {
      watch.look(row);
      AttributeChanges changes = of(events.attribute(row));
      if (events.isRetraction(row)) {
        changes.retract(entity(events.entity(row)), events.vector(row), events.slot(row));
      } else {
        changes.add(entity(events.entity(row)), events.vector(row), events.slot(row));
      }
    }
  }
}
