package dev.yore.storage.datom;

import dev.yore.storage.column.Longs;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.VectorBuilder;
import dev.yore.storage.value.DataType;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects datoms, boxed or row by row from other runs, into a run. */
public final class RunBuilder {
  private final IndexOrder order;
  private final AttributeTypes types;
  private final TreeMap<Integer, Column> columns = new TreeMap<>();
  private @Nullable Column last;
  private int size;
  private long[] entities;
  private Column[] owners;
  private int[] slots;
  private long[] added;
  private long @Nullable [] ended;
  private boolean @Nullable [] retracted;

  private static final class Column {
    final int attribute;
    final DataType type;
    final VectorBuilder values;
    int index;

    Column(int attribute, DataType type, int capacity) {
      this.attribute = attribute;
      this.type = type;
      this.values = VectorBuilder.of(type, capacity);
    }
  }

  public RunBuilder(IndexOrder order, AttributeTypes types, int capacity) {
    int room = Math.max(capacity, 4);
    this.order = order;
    this.types = types;
    this.entities = new long[room];
    this.owners = new Column[room];
    this.slots = new int[room];
    this.added = new long[room];
  }

  public int size() {
    return size;
  }

  /** Adds a live datom, or the event of its assertion. */
  public RunBuilder add(long entity, int attribute, Object value, long t) {
    Column column = column(attribute);
    row(entity, column, t);
    column.values.append(value);
    return this;
  }

  /** Adds an event. */
  public RunBuilder addEvent(long entity, int attribute, Object value, long t, boolean assertion) {
    add(entity, attribute, value, t);
    if (!assertion) {
      markRetracted();
    }
    return this;
  }

  /** Adds a datom that was retracted. */
  public RunBuilder addHistory(long entity, int attribute, Object value, long from, long to) {
    add(entity, attribute, value, from);
    setEnded(to);
    return this;
  }

  /** Adds a row of another run, with all it has. */
  public RunBuilder append(Run source, int row) {
    appendKey(source, row, source.added(row));
    Longs ends = source.ended();
    if (ends != null) {
      setEnded(ends.get(row));
    }
    if (source.isRetraction(row)) {
      markRetracted();
    }
    return this;
  }

  /** Adds the key of a row of another run as live since {@code t}. */
  public RunBuilder appendLive(Run source, int row, long t) {
    appendKey(source, row, t);
    return this;
  }

  /** Adds the key of a row of another run as having held from {@code from} to {@code to}. */
  public RunBuilder appendHistory(Run source, int row, long from, long to) {
    appendKey(source, row, from);
    setEnded(to);
    return this;
  }

  private void appendKey(Run source, int row, long t) {
    Column column = column(source.attribute(row));
    row(source.entity(row), column, t);
    column.values.append(source.vector(row), source.slot(row));
  }

  private Column column(int attribute) {
    Column known = last;
    if (known == null || known.attribute != attribute) {
      known =
          columns.computeIfAbsent(
              attribute, a -> new Column(a, types.typeOf(a), columns.isEmpty() ? added.length : 4));
      last = known;
    }
    return known;
  }

  private void row(long entity, Column column, long t) {
    if (size == entities.length) {
      grow();
    }
    entities[size] = entity;
    owners[size] = column;
    slots[size] = column.values.size();
    added[size] = t;
    size++;
  }

  private void grow() {
    int room = size + (size >> 1) + 4;
    entities = Arrays.copyOf(entities, room);
    owners = Arrays.copyOf(owners, room);
    slots = Arrays.copyOf(slots, room);
    added = Arrays.copyOf(added, room);
    ended = ended == null ? null : Arrays.copyOf(ended, room);
    retracted = retracted == null ? null : Arrays.copyOf(retracted, room);
  }

  private void setEnded(long t) {
    if (ended == null) {
      ended = new long[entities.length];
    }
    ended[size - 1] = t;
  }

  private void markRetracted() {
    if (retracted == null) {
      retracted = new boolean[entities.length];
    }
    retracted[size - 1] = true;
  }

  /** The run of what was added, which must have been added in the order of the index. */
  public Run buildSorted() {
    int distinct = columns.size();
    int[] attributes = new int[distinct];
    DataType[] columnTypes = new DataType[distinct];
    Vector[] values = new Vector[distinct];
    int next = 0;
    for (Map.Entry<Integer, Column> entry : columns.entrySet()) {
      Column column = entry.getValue();
      column.index = next;
      attributes[next] = entry.getKey();
      columnTypes[next] = column.type;
      values[next++] = column.values.build();
    }
    int[] indexes = null;
    if (distinct > 1) {
      indexes = new int[size];
      for (int i = 0; i < size; i++) {
        indexes[i] = owners[i].index;
      }
    }
    return new Run(
        order,
        Longs.of(entities, size),
        attributes,
        columnTypes,
        values,
        indexes,
        indexes == null ? null : Arrays.copyOf(slots, size),
        Longs.of(added, size),
        ended == null ? null : Longs.of(ended, size),
        retracted == null ? null : Arrays.copyOf(retracted, size));
  }

  /** The run of what was added, sorted. */
  public Run build() {
    return buildSorted().in(order);
  }
}
