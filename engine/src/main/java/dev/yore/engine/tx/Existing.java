package dev.yore.engine.tx;

import dev.yore.engine.db.Db;
import dev.yore.engine.schema.Attribute;
import dev.yore.engine.schema.EntityIds;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.Run;
import dev.yore.storage.tree.Slice;
import org.jspecify.annotations.Nullable;

/**
 * The values that entities have of one attribute before a transaction. Entities must be asked for
 * in ascending order; many that stand close together are read together.
 */
final class Existing {
  private static final Run NOTHING = Run.empty(IndexOrder.AEVT);

  /** Entity ids read at once: about a row group. */
  private static final long CHUNK = 8192;

  /** Fewer entities than this, or fewer than one of so many ids, are read one by one. */
  private static final int TOGETHER_MIN = 32;

  private static final long SPARSE = 256;

  private final Db db;
  private final Attribute attribute;
  private final boolean known;
  private final long stride;
  private Run run = NOTHING;
  private long end = Long.MIN_VALUE;
  private int from;
  private int to;

  /**
   * @param count how many entities will be asked for
   * @param span how far apart the first and the last of them are
   */
  Existing(Db db, Attribute attribute, int count, long span) {
    this.db = db;
    this.attribute = attribute;
    this.known = db.schema().attribute(attribute.id()) != null;
    this.stride = count < TOGETHER_MIN || span / count > SPARSE ? 1 : CHUNK;
  }

  /** Goes to an entity; true when it has values. */
  boolean seek(long entity) {
    if (!known || isNew(entity)) {
      return false;
    }
    if (stride == 1 && !attribute.many()) {
      Slice only = db.reader().datomOf(entity, attribute.id());
      run = only.run();
      from = only.from();
      to = only.to();
      return to > from;
    }
    if (entity >= end) {
      end = entity + stride;
      run = db.reader().column(attribute.id(), entity, end);
      to = 0;
    }
    from = run.isEmpty() ? 0 : run.entities().lowerBound(entity, to, run.size());
    to = from;
    while (to < run.size() && run.entity(to) == entity) {
      to++;
    }
    return to > from;
  }

  /** Whether the id has not been given to anybody yet. */
  private boolean isNew(long entity) {
    return EntityIds.sequence(entity) >= db.watermarks().next(EntityIds.partition(entity));
  }

  /** The row of the first value of the entity. */
  int from() {
    return from;
  }

  /** The row after the last value of the entity. */
  int to() {
    return to;
  }

  Vector values() {
    return run.values()[0];
  }

  Object value(int row) {
    return run.value(row);
  }

  /** The first value of the entity, or null when it has none. */
  @Nullable Object first(long entity) {
    return seek(entity) ? value(from) : null;
  }

  /** The row of the entity that has this value, or -1. */
  int find(Vector vector, int row) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      int sign = Vectors.compare(attribute.type(), values(), middle, vector, row);
      if (sign == 0) {
        return middle;
      }
      if (sign < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return -1;
  }
}
