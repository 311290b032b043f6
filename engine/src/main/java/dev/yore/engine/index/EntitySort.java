package dev.yore.engine.index;

import dev.yore.storage.column.Longs;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.Run;
import dev.yore.storage.value.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sorts runs of single attributes by entity: turns columns into rows. Entity, attribute and place
 * of a datom are packed into one number, partition by partition, and the numbers sorted; values
 * stay where they are. Measured by the benchmark of bulk inserts.
 */
final class EntitySort {
  private final int[] attributes;
  private final DataType[] types;
  private final Vector[] values;

  /** Where the rows of each attribute begin among all rows. */
  private final int[] offsets;

  private final long[] entities;
  private final long[] added;
  private final boolean @Nullable [] retracted;
  private final int size;

  private EntitySort(TreeMap<Integer, List<Span>> byAttribute, int size) {
    int distinct = byAttribute.size();
    this.size = size;
    this.attributes = new int[distinct];
    this.types = new DataType[distinct];
    this.values = new Vector[distinct];
    this.offsets = new int[distinct + 1];
    this.entities = new long[size];
    this.added = new long[size];
    boolean[] flags = null;
    int next = 0;
    for (List<Span> spans : byAttribute.values()) {
      Run column = Concatenation.of(IndexOrder.AEVT, spans);
      attributes[next] = column.attributes()[0];
      types[next] = column.types()[0];
      values[next] = column.values()[0];
      int at = offsets[next];
      column.entities().copyTo(0, column.size(), entities, at);
      column.added().copyTo(0, column.size(), added, at);
      boolean[] own = column.retracted();
      if (own != null) {
        flags = flags == null ? new boolean[size] : flags;
        System.arraycopy(own, 0, flags, at, column.size());
      }
      offsets[++next] = at + column.size();
    }
    this.retracted = flags;
  }

  /**
   * The rows of these runs in EAVT order; null when they are too many or too far apart for this
   * way.
   *
   * @param runs of one attribute each, in AEVT order; those of one attribute in the order of time
   */
  static @Nullable Run of(List<Run> runs) {
    TreeMap<Integer, List<Span>> byAttribute = new TreeMap<>();
    int size = 0;
    for (Run run : runs) {
      byAttribute
          .computeIfAbsent(run.attributes()[0], attribute -> new ArrayList<>())
          .add(Span.of(run));
      size += run.size();
    }
    EntitySort sort = new EntitySort(byAttribute, size);
    int[] rows = sort.sorted();
    return rows == null ? null : sort.run(rows);
  }

  private static final int SEQUENCE_BITS = 42;

  /** The rows in order. */
  private int @Nullable [] sorted() {
    long low = Long.MAX_VALUE;
    long high = Long.MIN_VALUE;
    boolean one = true;
    for (long entity : entities) {
      low = Math.min(low, entity);
      high = Math.max(high, entity);
    }
    one = low >>> SEQUENCE_BITS == high >>> SEQUENCE_BITS;
    if (one) {
      int[] rows = new int[size];
      Arrays.setAll(rows, i -> i);
      return sort(rows, size, low, high) ? rows : null;
    }
    return sortedByPartition();
  }

  private int @Nullable [] sortedByPartition() {
    TreeMap<Long, int[]> counts = new TreeMap<>();
    for (long entity : entities) {
      counts.computeIfAbsent(entity >>> SEQUENCE_BITS, partition -> new int[2])[0]++;
    }
    int[] sorted = new int[size];
    int[] rows = new int[size];
    int at = 0;
    for (long partition : counts.keySet()) {
      int count = 0;
      long low = Long.MAX_VALUE;
      long high = Long.MIN_VALUE;
      for (int row = 0; row < size; row++) {
        long entity = entities[row];
        if (entity >>> SEQUENCE_BITS == partition) {
          rows[count++] = row;
          low = Math.min(low, entity);
          high = Math.max(high, entity);
        }
      }
      if (!sort(rows, count, low, high)) {
        return null;
      }
      System.arraycopy(rows, 0, sorted, at, count);
      at += count;
    }
    return sorted;
  }

  /** Sorts the first rows, whose entities are within these bounds; false when it cannot. */
  private boolean sort(int[] rows, int count, long low, long high) {
    int rowBits = width(size - 1L);
    int attributeBits = width(attributes.length - 1L);
    if (width(high - low) + attributeBits + rowBits >= Long.SIZE) {
      return false;
    }
    long[] keys = new long[count];
    int attribute = 0;
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      while (row >= offsets[attribute + 1]) {
        attribute++;
      }
      keys[i] = ((entities[row] - low) << attributeBits | attribute) << rowBits | row;
    }
    Arrays.sort(keys);
    long mask = (1L << rowBits) - 1;
    long previous = -1;
    for (int i = 0; i < count; i++) {
      rows[i] = (int) (keys[i] & mask);
      long key = keys[i] >>> rowBits;
      if (key == previous) {
        settle(rows, i, attributeOf(rows[i]));
      }
      previous = key;
    }
    return true;
  }

  private static int width(long most) {
    return Long.SIZE - Long.numberOfLeadingZeros(most);
  }

  private int attributeOf(int row) {
    int found = Arrays.binarySearch(offsets, row);
    int attribute = found >= 0 ? found : -found - 2;
    while (offsets[attribute + 1] <= row) {
      attribute++;
    }
    return attribute;
  }

  /** Moves a row back among those of its entity and attribute to its place by value and t. */
  private void settle(int[] rows, int at, int attribute) {
    int row = rows[at];
    int place = at;
    while (place > 0
        && rows[place - 1] >= offsets[attribute]
        && rows[place - 1] < offsets[attribute + 1]
        && entities[rows[place - 1]] == entities[row]
        && compare(attribute, rows[place - 1], row) > 0) {
      rows[place] = rows[place - 1];
      place--;
    }
    rows[place] = row;
  }

  private int compare(int attribute, int left, int right) {
    int start = offsets[attribute];
    int sign =
        Vectors.compare(
            types[attribute], values[attribute], left - start, values[attribute], right - start);
    return sign != 0 ? sign : Long.compare(added[left], added[right]);
  }

  private Run run(int[] rows) {
    long[] sortedEntities = new long[size];
    long[] sortedAdded = new long[size];
    boolean[] flags = retracted == null ? null : new boolean[size];
    int[] indexes = new int[size];
    int[] slots = new int[size];
    int[] attributeOfRow = new int[size];
    for (int attribute = 0; attribute < attributes.length; attribute++) {
      Arrays.fill(attributeOfRow, offsets[attribute], offsets[attribute + 1], attribute);
    }
    for (int i = 0; i < size; i++) {
      int row = rows[i];
      int attribute = attributeOfRow[row];
      sortedEntities[i] = entities[row];
      sortedAdded[i] = added[row];
      indexes[i] = attribute;
      slots[i] = row - offsets[attribute];
      if (retracted != null && flags != null) {
        flags[i] = retracted[row];
      }
    }
    Longs entityColumn = Longs.of(sortedEntities, size);
    Longs addedColumn = Longs.of(sortedAdded, size);
    if (attributes.length > 1) {
      return new Run(
          IndexOrder.EAVT,
          entityColumn,
          attributes,
          types,
          values,
          indexes,
          slots,
          addedColumn,
          null,
          flags);
    }
    return Run.ofAttribute(
        IndexOrder.EAVT,
        attributes[0],
        types[0],
        entityColumn,
        values[0].gather(rows, size),
        addedColumn,
        null,
        flags);
  }
}
