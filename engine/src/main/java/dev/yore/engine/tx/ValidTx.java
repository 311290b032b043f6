package dev.yore.engine.tx;

import dev.yore.engine.schema.Schema;
import dev.yore.storage.datom.Run;
import java.util.List;

/**
 * What a transaction changes, found to keep all rules.
 *
 * @param t its number
 * @param instant its commit time in microseconds
 * @param events its datoms: runs in AEVT order, each of one attribute, ascending
 * @param schemaAfter the schema that they lead to
 * @param empty true when they say nothing but the commit time
 */
record ValidTx(long t, long instant, List<Run> events, Schema schemaAfter, boolean empty) {
  ValidTx {
    events = List.copyOf(events);
  }
}
