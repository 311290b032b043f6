package dev.yore.engine.tx;

import dev.yore.engine.db.Db;
import dev.yore.engine.peer.Peer;
import dev.yore.storage.datom.Run;
import java.util.List;
import java.util.Map;

/**
 * A decided transaction: what is to be made durable, and the database it leads to.
 *
 * @param t its number; of an empty one the number of the last transaction
 * @param instant its commit time in microseconds
 * @param events its datoms as events of that t: runs in AEVT order, each of one attribute,
 *     ascending
 * @param tempids the ids that names in the transaction data stand for
 * @param empty true when it changes nothing and takes no t; there is nothing to make durable then
 */
public record AppliedTx(
    long t,
    long instant,
    List<Run> events,
    Map<String, Long> tempids,
    Db dbBefore,
    Db dbAfter,
    boolean empty)
    implements Peer.Commit {
  public AppliedTx {
    events = List.copyOf(events);
    tempids = Map.copyOf(tempids);
  }

  /** What is told to who asked for the transaction. */
  public TxReport report() {
    return new TxReport(dbBefore, dbAfter, t, instant, events, tempids);
  }
}
