package dev.yore.storage.tree;

import dev.yore.storage.column.Longs;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.VectorBuilder;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.Run;
import dev.yore.storage.value.DataType;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Collects spans of runs, in the order of the index, and makes one run of them. Spans are copied
 * column by column, so that a leaf with a few changes costs little more than a copy of its arrays.
 */
final class RunSplice {
  private final IndexOrder order;
  private final boolean history;
  private Run[] sources = new Run[8];
  private int[] starts = new int[8];
  private int[] stops = new int[8];
  private int spans;
  private int size;

  RunSplice(IndexOrder order, boolean history) {
    this.order = order;
    this.history = history;
  }

  int size() {
    return size;
  }

  /** Adds the rows from {@code from} up to but not including {@code to}; events as live datoms. */
  void add(Run source, int from, int to) {
    if (from >= to) {
      return;
    }
    size += to - from;
    if (spans > 0 && sources[spans - 1] == source && stops[spans - 1] == from) {
      stops[spans - 1] = to;
      return;
    }
    if (spans == sources.length) {
      sources = Arrays.copyOf(sources, 2 * spans);
      starts = Arrays.copyOf(starts, 2 * spans);
      stops = Arrays.copyOf(stops, 2 * spans);
    }
    sources[spans] = source;
    starts[spans] = from;
    stops[spans++] = to;
  }

  /** Two runs, one after the other. */
  static Run concat(Run left, Run right) {
    RunSplice splice = new RunSplice(left.order(), left.ended() != null || right.ended() != null);
    splice.add(left, 0, left.size());
    splice.add(right, 0, right.size());
    return splice.build();
  }

  Run build() {
    if (size == 0) {
      return Run.empty(order);
    }
    if (spans == 1 && sources[0].retracted() == null) {
      return sources[0].slice(starts[0], stops[0]);
    }
    return new Columns().build();
  }

  /** One attribute of the result. */
  private static final class Column {
    final int attribute;
    final int number;
    final DataType type;
    final VectorBuilder values;
    int from;
    int to;

    Column(int attribute, int number, DataType type) {
      this.attribute = attribute;
      this.number = number;
      this.type = type;
      this.values = VectorBuilder.of(type, 16);
    }

    /** A value of the source's vector; those of one span stand one after the other there. */
    void extend(int slot) {
      from = to == 0 ? slot : from;
      to = slot + 1;
    }

    void take(Vector source) {
      values.append(source, from, to);
      from = 0;
      to = 0;
    }
  }

  /** The columns of the result, filled span by span. */
  private final class Columns {
    private final TreeMap<Integer, Column> byAttribute = new TreeMap<>();
    private final IdentityHashMap<Run, @Nullable Column[]> bySource = new IdentityHashMap<>();
    private final long[] entities = new long[size];
    private final long[] added = new long[size];
    private final long[] ended = new long[history ? size : 0];
    private final int[] numbers = new int[size];
    private final int[] slots = new int[size];
    private int filled;

    Run build() {
      for (int s = 0; s < spans; s++) {
        copy(sources[s], starts[s], stops[s]);
      }
      int distinct = byAttribute.size();
      int[] attributes = new int[distinct];
      DataType[] types = new DataType[distinct];
      Vector[] values = new Vector[distinct];
      int[] places = new int[distinct];
      int next = 0;
      for (Column column : byAttribute.values()) {
        attributes[next] = column.attribute;
        types[next] = column.type;
        values[next] = column.values.build();
        places[column.number] = next++;
      }
      boolean mixed = distinct > 1;
      for (int row = 0; mixed && row < size; row++) {
        numbers[row] = places[numbers[row]];
      }
      return new Run(
          order,
          Longs.of(entities, size),
          attributes,
          types,
          values,
          mixed ? numbers : null,
          mixed ? slots : null,
          Longs.of(added, size),
          history ? Longs.of(ended, size) : null,
          null);
    }

    private void copy(Run source, int from, int to) {
      copy(source.entities(), from, to, entities);
      copy(source.added(), from, to, added);
      Longs ends = source.ended();
      if (history && ends != null) {
        copy(ends, from, to, ended);
      }
      @Nullable Column[] columns =
          bySource.computeIfAbsent(source, run -> new Column[run.attributes().length]);
      if (source.attributeIndexes() == null) {
        copyOne(source, from, to, column(source, columns, 0));
      } else {
        copyMany(source, from, to, columns);
      }
      filled += to - from;
    }

    private void copyOne(Run source, int from, int to, Column column) {
      Arrays.fill(numbers, filled, filled + to - from, column.number);
      int slot = column.values.size();
      for (int row = 0; row < to - from; row++) {
        slots[filled + row] = slot + row;
      }
      column.values.append(source.values()[0], from, to);
    }

    private void copyMany(Run source, int from, int to, @Nullable Column[] columns) {
      for (int row = from; row < to; row++) {
        Column column = column(source, columns, source.attributeIndex(row));
        int slot = source.slot(row);
        column.extend(slot);
        numbers[filled + row - from] = column.number;
        slots[filled + row - from] = column.values.size() + slot - column.from;
      }
      for (int index = 0; index < columns.length; index++) {
        Column column = columns[index];
        if (column != null && column.to > 0) {
          column.take(source.values()[index]);
        }
      }
    }

    private Column column(Run source, @Nullable Column[] columns, int index) {
      Column known = columns[index];
      if (known == null) {
        DataType type = source.types()[index];
        known =
            byAttribute.computeIfAbsent(
                source.attributes()[index], a -> new Column(a, byAttribute.size(), type));
        columns[index] = known;
      }
      return known;
    }

    private void copy(Longs source, int from, int to, long[] target) {
      source.copyTo(from, to, target, filled);
    }
  }
}
