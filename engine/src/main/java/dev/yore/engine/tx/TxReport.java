package dev.yore.engine.tx;

import dev.yore.engine.db.Db;
import dev.yore.storage.datom.Datom;
import dev.yore.storage.datom.Run;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.Scalars;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a transaction did.
 *
 * @param t its number
 * @param instantMicros its commit time in microseconds
 * @param events its datoms: runs in AEVT order, each of one attribute
 * @param tempids the ids that names in the transaction data stand for
 */
public record TxReport(
    Db dbBefore,
    Db dbAfter,
    long t,
    long instantMicros,
    List<Run> events,
    Map<String, Long> tempids) {
  public TxReport {
    events = List.copyOf(events);
    tempids = Map.copyOf(tempids);
  }

  public Instant instant() {
    return Scalars.instant(instantMicros);
  }

  /** The entity that a tempid of the transaction data stands for. */
  public long entity(String tempid) {
    Long entity = tempids.get(tempid);
    if (entity == null) {
      throw YoreException.of(
              ErrorCode.INVALID_PARAMETER_VALUE, "The transaction data has no such tempid")
          .with("tempid", tempid)
          .with("known", tempids.keySet().toString());
    }
    return entity;
  }

  /** All datoms, asserted and retracted, by attribute and entity. */
  public List<Datom> txData() {
    List<Datom> datoms = new ArrayList<>();
    for (Run run : events) {
      for (int row = 0; row < run.size(); row++) {
        datoms.add(run.datom(row));
      }
    }
    return datoms;
  }
}
