package dev.yore.engine.db;

import dev.yore.engine.index.IndexReader;
import dev.yore.engine.index.View;
import dev.yore.engine.schema.Attribute;
import dev.yore.engine.schema.EntityIds;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.datom.Run;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.Keyword;
import dev.yore.storage.value.Scalars;
import java.time.Instant;

/** Finds transactions by their commit times, which rise strictly with t. */
final class Moments {
  private static final Keyword TX_INSTANT = Keyword.of(":db/txInstant");

  private Moments() {}

  static long tAt(Db db, long micros) {
    if (micros >= db.basisInstant()) {
      return db.basisT();
    }
    Attribute attribute = db.schema().attribute(TX_INSTANT);
    if (attribute == null) {
      return 0;
    }
    IndexReader reader = db.indexes().reader(View.NOW);
    long low = 0;
    long high = db.basisT();
    while (low < high) {
      long middle = (low + high + 1) >>> 1;
      if (instant(reader, attribute.id(), middle) <= micros) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** The commit time of a transaction; one without any stands before all. */
  private static long instant(IndexReader reader, int attribute, long t) {
    long entity = EntityIds.ofTx(t);
    Run run = reader.column(attribute, entity, entity + 1);
    if (run.isEmpty()) {
      return Long.MIN_VALUE;
    }
    Vector values = run.values()[0];
    if (values instanceof LongVector longs) {
      return longs.get(0);
    }
    Object instant = Vectors.get(DataType.INSTANT, values, 0);
    return instant == null ? Long.MIN_VALUE : Scalars.micros((Instant) instant);
  }
}
