package dev.yore.engine.submit;

import java.util.Map;

/**
 * What the writer answers when a submission is durable.
 *
 * @param t the transaction; that of the last one when there was nothing to commit
 * @param instant its commit time in microseconds
 * @param tempids the ids that the names in transaction data stand for; empty where a commit is told
 *     again that another writer, or this one before it was started anew, has made
 */
public record Receipt(long t, long instant, Map<String, Long> tempids) {
  public Receipt {
    tempids = Map.copyOf(tempids);
  }
}
