package dev.yore.engine.tx;

import dev.yore.engine.db.Db;
import dev.yore.engine.schema.Attribute;
import dev.yore.storage.column.ConstantVector;
import dev.yore.storage.column.Longs;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.VectorBuilder;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.RowSort;
import dev.yore.storage.datom.Run;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction says of one attribute, and what of it changes anything. A column of new
 * entities, which is what most inserts are, passes through as it came.
 */
final class AttributeChanges {
  private static final long[] NO_ENTITIES = {};
  private static final boolean[] NO_FLAGS = {};

  private final Attribute attribute;
  private long @Nullable [] insertedEntities;
  private @Nullable Vector insertedValues;
  private long[] entities = NO_ENTITIES;
  private boolean[] retractions = NO_FLAGS;
  private @Nullable VectorBuilder values;
  private int size;
  private boolean fresh = true;
  private boolean onlyHeld = true;

  AttributeChanges(Attribute attribute) {
    this.attribute = attribute;
  }

  Attribute attribute() {
    return attribute;
  }

  /** True when nothing was known of any of the entities before the transaction. */
  boolean fresh() {
    return fresh;
  }

  /** Facts of new entities; nulls are none. */
  void insert(long[] newEntities, Vector newValues) {
    if (size == 0 && insertedEntities == null) {
      insertedEntities = newEntities;
      insertedValues = newValues;
      return;
    }
    flush();
    append(newEntities, newValues);
  }

  void add(long entity, Object value) {
    fresh = false;
    row(entity, false).append(value);
  }

  void add(long entity, Vector vector, int row) {
    fresh = false;
    row(entity, false).append(vector, row);
  }

  /** A fact of an entity of which nothing is known before the transaction. */
  void addNew(long entity, Object value) {
    row(entity, false).append(value);
  }

  void retract(long entity, Object value) {
    fresh = false;
    row(entity, true).append(value);
  }

  /** Takes away a fact that is known to hold. */
  void retractHeld(long entity, Vector vector, int row) {
    fresh = false;
    if (insertedEntities != null) {
      flush();
    }
    boolean wasOnlyHeld = onlyHeld;
    row(entity, true).append(vector, row);
    onlyHeld = wasOnlyHeld;
  }

  void retract(long entity, Vector vector, int row) {
    fresh = false;
    row(entity, true).append(vector, row);
  }

  private void flush() {
    long[] pendingEntities = insertedEntities;
    Vector pendingValues = insertedValues;
    if (pendingEntities != null && pendingValues != null) {
      insertedEntities = null;
      insertedValues = null;
      append(pendingEntities, pendingValues);
    }
  }

  private void append(long[] newEntities, Vector newValues) {
    for (int i = 0; i < newEntities.length; i++) {
      if (!newValues.isNull(i)) {
        row(newEntities[i], false).append(newValues, i);
      }
    }
  }

  private VectorBuilder row(long entity, boolean retraction) {
    if (insertedEntities != null) {
      flush();
    }
    if (size == entities.length) {
      int room = size + (size >> 1) + 4;
      entities = Arrays.copyOf(entities, room);
      retractions = Arrays.copyOf(retractions, room);
    }
    VectorBuilder builder = values;
    if (builder == null) {
      builder = VectorBuilder.of(attribute.type(), 4);
      values = builder;
    }
    entities[size] = entity;
    retractions[size] = retraction;
    onlyHeld = false;
    size++;
    return builder;
  }

  /** The events that the attribute's facts come to, or null when nothing changes. */
  @Nullable Run net(Db before, long t) {
    if (insertedEntities != null && insertedValues != null) {
      if (ascending(insertedEntities)) {
        return inserted(insertedEntities, insertedValues, t);
      }
      flush();
    }
    return size == 0 || values == null ? null : new Net(values.build(), before).run(t);
  }

  private static boolean ascending(long[] ids) {
    for (int i = 1; i < ids.length; i++) {
      if (ids[i] <= ids[i - 1]) {
        return false;
      }
    }
    return true;
  }

  private @Nullable Run inserted(long[] ids, Vector vector, long t) {
    Vector flat = vector instanceof ConstantVector constant ? constant.flatten() : vector;
    long[] kept = ids;
    if (!flat.noNulls()) {
      int[] rows = new int[ids.length];
      int count = 0;
      for (int i = 0; i < ids.length; i++) {
        if (!flat.isNull(i)) {
          rows[count++] = i;
        }
      }
      flat = flat.gather(rows, count);
      kept = new long[count];
      for (int i = 0; i < count; i++) {
        kept[i] = ids[rows[i]];
      }
    }
    return kept.length == 0 ? null : events(kept, kept.length, flat, null, t);
  }

  private Run events(long[] ids, int count, Vector vector, boolean @Nullable [] retracted, long t) {
    return Run.ofAttribute(
        IndexOrder.AEVT,
        attribute.id(),
        attribute.type(),
        Longs.of(ids, count),
        vector,
        new Longs.Constant(t, count),
        null,
        retracted);
  }

  YoreException conflict(String text, long entity, Vector vector, int row, int other) {
    return YoreException.of(ErrorCode.DATOMS_CONFLICT, text)
        .with("entity", entity)
        .with("attribute", attribute.ident())
        .with("value", Vectors.get(attribute.type(), vector, row))
        .with("other", Vectors.get(attribute.type(), vector, other));
  }

  /** Sets what is said against what is so, entity by entity. */
  private final class Net {
    private final Vector said;
    private final int[] rows;
    private final @Nullable Existing existing;
    private final VectorBuilder out;
    private long[] outEntities;
    private boolean[] outRetracted;
    private int count;
    private boolean anyRetracted;

    Net(Vector said, Db before) {
      this.said = said;
      this.rows = new int[size];
      Arrays.setAll(rows, i -> i);
      RowSort.sort(rows, this::compare);
      long span = entities[rows[size - 1]] - entities[rows[0]];
      this.existing = fresh || onlyHeld ? null : new Existing(before, attribute, size, span);
      this.out = VectorBuilder.of(attribute.type(), size);
      this.outEntities = new long[size];
      this.outRetracted = new boolean[size];
    }

    private int compare(int left, int right) {
      int sign = Long.compare(entities[left], entities[right]);
      return sign != 0 ? sign : Vectors.compare(attribute.type(), said, left, said, right);
    }

    @Nullable Run run(long t) {
      int from = 0;
      while (from < size) {
        int to = from + 1;
        while (to < size && entities[rows[to]] == entities[rows[from]]) {
          to++;
        }
        entity(from, to);
        from = to;
      }
      return count == 0
          ? null
          : events(outEntities, count, out.build(), anyRetracted ? outRetracted : null, t);
    }

    private void entity(int from, int to) {
      long entity = entities[rows[from]];
      boolean has = existing != null && existing.seek(entity);
      int distinct = distinct(entity, from, to);
      if (onlyHeld) {
        for (int i = from; i < distinct; i++) {
          emit(entity, said, rows[i], true);
        }
      } else if (attribute.many()) {
        for (int i = from; i < distinct; i++) {
          int row = rows[i];
          boolean holds = has && existing != null && existing.find(said, row) >= 0;
          if (holds == retractions[row]) {
            emit(entity, said, row, retractions[row]);
          }
        }
      } else {
        one(entity, from, distinct, has ? existing : null);
      }
    }

    /** Moves rows without repeats to the front of the range and returns the end of them. */
    private int distinct(long entity, int from, int to) {
      int end = from;
      for (int i = from; i < to; i++) {
        int row = rows[i];
        int last = end > from ? rows[end - 1] : -1;
        if (last < 0 || Vectors.compare(attribute.type(), said, last, said, row) != 0) {
          rows[end++] = row;
        } else if (retractions[last] != retractions[row]) {
          throw conflict(
              "One transaction adds and retracts the same fact; leave one of them out",
              entity,
              said,
              row,
              last);
        }
      }
      return end;
    }

    private void one(long entity, int from, int to, @Nullable Existing held) {
      int added = -1;
      boolean retracted = false;
      for (int i = from; i < to; i++) {
        int row = rows[i];
        if (retractions[row]) {
          retracted |= held != null && held.find(said, row) >= 0;
        } else if (added >= 0) {
          throw conflict(
              "One transaction gives two values to an attribute of cardinality one",
              entity,
              said,
              added,
              row);
        } else {
          added = row;
        }
      }
      if (held == null) {
        if (added >= 0) {
          emit(entity, said, added, false);
        }
      } else if (added >= 0) {
        replace(entity, held, added);
      } else if (retracted) {
        emit(entity, held.values(), held.from(), true);
      }
    }

    private void replace(long entity, Existing held, int added) {
      int sign = Vectors.compare(attribute.type(), held.values(), held.from(), said, added);
      if (sign < 0) {
        emit(entity, held.values(), held.from(), true);
      }
      if (sign != 0) {
        emit(entity, said, added, false);
      }
      if (sign > 0) {
        emit(entity, held.values(), held.from(), true);
      }
    }

    private void emit(long entity, Vector vector, int row, boolean retraction) {
      if (count == outEntities.length) {
        outEntities = Arrays.copyOf(outEntities, 2 * count);
        outRetracted = Arrays.copyOf(outRetracted, 2 * count);
      }
      outEntities[count] = entity;
      outRetracted[count] = retraction;
      anyRetracted |= retraction;
      out.append(vector, row);
      count++;
    }
  }
}
