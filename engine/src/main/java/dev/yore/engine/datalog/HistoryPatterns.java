package dev.yore.engine.datalog;

import dev.yore.engine.db.Db;
import dev.yore.engine.index.IndexReader;
import dev.yore.engine.plan.Plan;
import dev.yore.engine.schema.Attribute;
import dev.yore.engine.schema.EntityIds;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.KeyPrefix;
import dev.yore.storage.datom.KeyRange;
import dev.yore.storage.datom.Run;
import dev.yore.storage.value.DataType;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The datoms of an attribute as rows of entity, value, transaction and operation, assertions and
 * retractions alike.
 */
final class HistoryPatterns {
  private HistoryPatterns() {}

  /** A plan with the columns e, v, tx, op. */
  static Plan datoms(Attribute attribute, int input) {
    KeyRange range = KeyRange.of(KeyPrefix.attribute(IndexOrder.AEVT, attribute.id()));
    return new Plan.External(
        "datoms of " + attribute.ident(),
        List.of(
            new Plan.Field("e", DataType.REF, false),
            new Plan.Field("v", attribute.type(), false),
            new Plan.Field("tx", DataType.REF, false),
            new Plan.Field("op", DataType.BOOLEAN, false)),
        databases -> () -> new Rows(databases.get(input), range));
  }

  private static final class Rows implements Iterator<@Nullable Object[]> {
    private final IndexReader.RunCursor cursor;
    private @Nullable Run run;
    private int row;

    Rows(Db db, KeyRange range) {
      cursor = db.reader().scan(range);
      run = cursor.next();
    }

    @Override
    public boolean hasNext() {
      while (run != null && row >= run.size()) {
        run = cursor.next();
        row = 0;
      }
      return run != null;
    }

    @Override
    public @Nullable Object[] next() {
      Run current = hasNext() ? run : null;
      if (current == null) {
        throw new NoSuchElementException();
      }
      @Nullable Object[] datom = {
        current.entity(row),
        current.value(row),
        EntityIds.ofTx(current.added(row)),
        !current.isRetraction(row)
      };
      row++;
      return datom;
    }
  }
}
