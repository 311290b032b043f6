package dev.yore.engine.tx;

import dev.yore.engine.db.Db;
import dev.yore.storage.datom.Datom;
import dev.yore.storage.datom.Run;
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
