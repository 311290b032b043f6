package dev.yore.engine.tx;

import dev.yore.engine.db.Db;
import dev.yore.engine.schema.Attribute;
import dev.yore.engine.schema.EntityIds;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.datom.Run;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Checks that what a transaction refers to exists after it. */
final class References {
  private final Db before;
  private final Set<Long> retractedEntities;
  private final Map<Integer, Run> nets;
  private final Set<Long> existing = new HashSet<>();

  References(Db before, Set<Long> retractedEntities, Map<Integer, Run> nets, long t) {
    this.before = before;
    this.retractedEntities = retractedEntities;
    this.nets = nets;
    existing.add(EntityIds.ofTx(t));
  }

  /**
   * @param net what changes of an attribute that refers to entities
   */
  void check(Attribute attribute, Run net) {
    for (int row = 0; row < net.size(); row++) {
      if (net.isRetraction(row)) {
        continue;
      }
      Vector values = net.vector(row);
      long target =
          values instanceof LongVector longs ? longs.get(net.slot(row)) : (Long) net.value(row);
      if (existing.contains(target)) {
        continue;
      }
      if (!exists(target)) {
        throw YoreException.of(
                ErrorCode.NOT_AN_ENTITY, "The reference should be to an entity that exists")
            .with("entity", net.entity(row))
            .with("attribute", attribute.ident())
            .with("value", target);
      }
      existing.add(target);
    }
  }

  private boolean exists(long entity) {
    if (!retractedEntities.contains(entity) && Datoms.exists(before.reader(), entity)) {
      return true;
    }
    for (Run net : nets.values()) {
      int row = net.entities().lowerBound(entity, 0, net.size());
      for (; row < net.size() && net.entity(row) == entity; row++) {
        if (!net.isRetraction(row)) {
          return true;
        }
      }
    }
    return false;
  }
}
