package dev.yore.engine.tx;

import dev.yore.engine.db.Db;
import dev.yore.engine.index.Indexes;
import dev.yore.engine.index.View;
import dev.yore.engine.schema.Schema;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.KeyRange;
import dev.yore.storage.datom.Run;
import dev.yore.storage.datom.RunBuilder;
import dev.yore.storage.error.YoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes a database value as of a moment the present one, so that a speculative transaction on it
 * can be seen: one more transaction undoes everything that happened since. Facts that it brings
 * back have its t.
 */
final class PastAsPresent {
  private final Schema schema;
  private final long t;
  private final TreeMap<Integer, RunBuilder> undone = new TreeMap<>();
  private @Nullable Run firstRun;
  private @Nullable Run lastRun;
  private int firstRow;
  private int lastRow;

  private PastAsPresent(Schema schema, long t) {
    this.schema = schema;
    this.t = t;
  }

  /** True for a value that does not see all that its indexes have. */
  static boolean applies(Db db) {
    return db.view().asOf() < db.basisT();
  }

  static Db of(Db past) {
    Schema schema = past.schema();
    if (past.schemaAsOf() != schema) {
      throw YoreException.unsupported(
          "A transaction on a database as of a moment before the last change of the schema");
    }
    long t = past.basisT() + 1;
    PastAsPresent undoing = new PastAsPresent(schema, t);
    Datoms.forEach(
        past.indexes().reader(new View(Long.MAX_VALUE, past.view().asOf(), true)),
        KeyRange.all(IndexOrder.EAVT),
        undoing::event);
    undoing.undo();
    List<Run> events = new ArrayList<>();
    undoing.undone.values().forEach(builder -> events.add(builder.build()));
    Indexes indexes = past.indexes().with(t, events, schema);
    return new Db(indexes, schema, View.NOW, past.basisInstant(), past.watermarks());
  }

  /** Takes events by entity, attribute and value, those of one fact in the order of time. */
  private void event(Run run, int row) {
    if (lastRun == null || lastRun.compareKeys(lastRow, run, row) != 0) {
      undo();
      firstRun = run;
      firstRow = row;
    }
    lastRun = run;
    lastRow = row;
  }

  /** Brings back or takes away the fact of the last events, if it does not hold as it did. */
  private void undo() {
    if (firstRun == null || lastRun == null) {
      return;
    }
    boolean held = firstRun.isRetraction(firstRow);
    boolean holds = !lastRun.isRetraction(lastRow);
    if (held != holds) {
      int attribute = lastRun.attribute(lastRow);
      undone
          .computeIfAbsent(attribute, a -> new RunBuilder(IndexOrder.AEVT, schema, 4))
          .addEvent(lastRun.entity(lastRow), attribute, lastRun.value(lastRow), t, held);
    }
  }
}
