package dev.yore.engine.tx;

import dev.yore.engine.db.Db;
import dev.yore.engine.schema.Attribute;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.KeyPrefix;
import dev.yore.storage.datom.KeyRange;
import dev.yore.storage.datom.Run;
import dev.yore.storage.value.ValueOrder;

/** Finds entities of the database before a transaction by unique values. */
final class EntityLookup {
  private final Db before;

  EntityLookup(Db before) {
    this.before = before;
  }

  /** The entity that has a value, or 0 when there is none. */
  long find(Attribute attribute, Object value) {
    Attribute old = before.schema().attribute(attribute.id());
    if (old == null) {
      return 0;
    }
    return old.inAvet() ? probe(old, value) : search(old, value);
  }

  private long probe(Attribute attribute, Object value) {
    KeyPrefix key =
        KeyPrefix.attributeValue(IndexOrder.AVET, attribute.id(), attribute.type(), value);
    Run run = before.reader().scan(KeyRange.of(key)).next();
    return run == null ? 0 : run.entity(0);
  }

  /** For an attribute that this transaction makes unique. */
  private long search(Attribute attribute, Object value) {
    Run column = before.reader().column(attribute.id(), 0, Long.MAX_VALUE);
    for (int row = 0; row < column.size(); row++) {
      if (ValueOrder.compare(column.value(row), value) == 0) {
        return column.entity(row);
      }
    }
    return 0;
  }
}
