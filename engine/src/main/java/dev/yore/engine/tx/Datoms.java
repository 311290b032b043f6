package dev.yore.engine.tx;

import dev.yore.engine.index.IndexReader;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.KeyPrefix;
import dev.yore.storage.datom.KeyRange;
import dev.yore.storage.datom.Run;

/** Goes through the datoms of a range, row by row. */
final class Datoms {
  private Datoms() {}

  /** Takes a datom. */
  @FunctionalInterface
  interface RowConsumer {
    void accept(Run run, int row);
  }

  static void forEach(IndexReader reader, KeyRange range, RowConsumer consumer) {
    IndexReader.RunCursor cursor = reader.scan(range);
    for (Run run = cursor.next(); run != null; run = cursor.next()) {
      for (int row = 0; row < run.size(); row++) {
        consumer.accept(run, row);
      }
    }
  }

  /** True when the entity has any fact. */
  static boolean exists(IndexReader reader, long entity) {
    return reader.scan(KeyRange.of(KeyPrefix.entity(IndexOrder.EAVT, entity))).next() != null;
  }
}
