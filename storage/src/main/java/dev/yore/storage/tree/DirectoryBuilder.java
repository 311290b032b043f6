package dev.yore.storage.tree;

import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Longs;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.Run;
import dev.yore.storage.datom.RunBuilder;
import dev.yore.storage.segment.DistinctSketch;
import dev.yore.storage.value.DataType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes directories: of one fresh leaf, of one directory, or of many children. */
final class DirectoryBuilder {
  private final Map<Integer, DataType> types = new HashMap<>();
  private final int height;
  private final String[] keys;
  private final long[] ends;
  private final RunBuilder first;
  private final RunBuilder last;
  private final RunBuilder least;
  private final RunBuilder greatest;
  private final boolean valueBounds;
  private final Zones zones;
  private final byte[] levels;
  private final DistinctSketch[] distinct;
  private int size;

  private DirectoryBuilder(IndexOrder order, int height, int capacity, boolean history) {
    this.height = height;
    this.keys = new String[capacity];
    this.ends = new long[capacity];
    this.first = runBuilder(order, capacity);
    this.last = runBuilder(order, capacity);
    this.valueBounds = order == IndexOrder.AEVT;
    this.least = runBuilder(order, valueBounds ? capacity : 0);
    this.greatest = runBuilder(order, valueBounds ? capacity : 0);
    this.zones = Zones.of(capacity, history);
    this.levels = new byte[capacity];
    this.distinct = new DistinctSketch[capacity];
  }

  private RunBuilder runBuilder(IndexOrder order, int capacity) {
    return new RunBuilder(
        order, attribute -> Objects.requireNonNull(types.get(attribute)), capacity);
  }

  /** A directory of these children. */
  static Directory of(int height, List<Child> children) {
    Directory some = children.getFirst().node();
    DirectoryBuilder builder =
        new DirectoryBuilder(some.order(), height, children.size(), some.zones().history());
    for (Child child : children) {
      builder.add(child);
    }
    return builder.build();
  }

  /** What a directory says of a child that is itself a directory. */
  static Child childOf(String key, Directory node) {
    DirectoryBuilder builder =
        new DirectoryBuilder(node.order(), node.height() + 1, 1, node.zones().history());
    int end = node.size() - 1;
    builder.begin(key, node.count(), node.level(0), distinctOf(node));
    builder.key(builder.first, node.first(), 0);
    builder.key(builder.last, node.last(), end);
    builder.zones.fold(0, node.zones());
    if (builder.valueBounds) {
      boolean one = node.first().attribute(0) == node.last().attribute(end);
      builder.value(builder.least, one ? leastOf(node) : new Row(node.first(), 0));
      builder.value(builder.greatest, one ? greatestOf(node) : new Row(node.last(), end));
    }
    return new Child(builder.build(), 0);
  }

  /** What a directory says of a fresh leaf. */
  static Child childOf(String key, Run leaf, int level) {
    Longs ended = leaf.ended();
    DirectoryBuilder builder = new DirectoryBuilder(leaf.order(), 1, 1, ended != null);
    boolean sketched = leaf.order().byAttribute();
    DistinctSketch values = sketched ? DistinctSketch.of(leaf.vector(0)) : DistinctSketch.EMPTY;
    builder.begin(key, leaf.size(), level, values);
    builder.key(builder.first, leaf, 0);
    builder.key(builder.last, leaf, leaf.size() - 1);
    builder.zones.minAdded()[0] = min(leaf.added());
    builder.zones.maxAdded()[0] = max(leaf.added());
    long[] minEnded = builder.zones.minEnded();
    long[] maxEnded = builder.zones.maxEnded();
    if (ended != null && minEnded != null && maxEnded != null) {
      minEnded[0] = min(ended);
      maxEnded[0] = max(ended);
    }
    if (builder.valueBounds) {
      builder.value(builder.least, new Row(leaf, extreme(leaf, -1)));
      builder.value(builder.greatest, new Row(leaf, extreme(leaf, 1)));
    }
    return new Child(builder.build(), 0);
  }

  private record Row(Run run, int row) {}

  private void begin(String key, long count, int level, DistinctSketch values) {
    distinct[size] = values;
    keys[size] = key;
    ends[size] = (size == 0 ? 0 : ends[size - 1]) + count;
    levels[size] = (byte) level;
    size++;
  }

  private void add(Child child) {
    Directory node = child.node();
    int index = child.index();
    zones.copy(size, node.zones(), index);
    begin(child.key(), child.count(), node.level(index), node.distinct(index));
    key(first, node.first(), index);
    key(last, node.last(), index);
    Run leastRun = node.least();
    Run greatestRun = node.greatest();
    if (leastRun != null && greatestRun != null) {
      value(least, new Row(leastRun, index));
      value(greatest, new Row(greatestRun, index));
    }
  }

  private void key(RunBuilder target, Run source, int row) {
    types.put(source.attribute(row), source.type(row));
    target.appendLive(source, row, source.added(row));
  }

  private void value(RunBuilder target, Row bound) {
    Run run = bound.run();
    int row = bound.row();
    types.put(run.attribute(row), run.type(row));
    target.add(0, run.attribute(row), run.value(row), 0);
  }

  private Directory build() {
    return new Directory(
        height,
        keys,
        ends,
        first.buildSorted(),
        last.buildSorted(),
        valueBounds ? least.buildSorted() : null,
        valueBounds ? greatest.buildSorted() : null,
        zones,
        levels,
        distinct);
  }

  private static DistinctSketch distinctOf(Directory node) {
    int end = node.size() - 1;
    if (!node.order().byAttribute() || node.first().attribute(0) != node.last().attribute(end)) {
      return DistinctSketch.EMPTY;
    }
    DistinctSketch.Builder all = new DistinctSketch.Builder();
    for (int i = 0; i <= end; i++) {
      all.add(node.distinct(i));
    }
    return all.build();
  }

  private static Row leastOf(Directory node) {
    Run bounds = Objects.requireNonNull(node.least());
    return new Row(bounds, extreme(bounds, -1));
  }

  private static Row greatestOf(Directory node) {
    Run bounds = Objects.requireNonNull(node.greatest());
    return new Row(bounds, extreme(bounds, 1));
  }

  /** The row with the least (sign -1) or greatest (sign 1) value of a run of one attribute. */
  private static int extreme(Run run, int sign) {
    DataType type = run.type(0);
    Vector values = run.vector(0);
    if (values instanceof LongVector longs) {
      return extreme(longs.values(), run.size(), sign);
    }
    int best = 0;
    for (int row = 1; row < run.size(); row++) {
      if (Vectors.compare(type, values, row, values, best) * sign > 0) {
        best = row;
      }
    }
    return best;
  }

  private static int extreme(long[] values, int size, int sign) {
    int best = 0;
    for (int row = 1; row < size; row++) {
      boolean better = sign < 0 ? values[row] < values[best] : values[row] > values[best];
      best = better ? row : best;
    }
    return best;
  }

  private static long min(Longs numbers) {
    if (numbers instanceof Longs.Constant || numbers instanceof Longs.Dense) {
      return numbers.get(0);
    }
    long least = Long.MAX_VALUE;
    for (long number : numbers.toArray()) {
      least = Math.min(least, number);
    }
    return least;
  }

  private static long max(Longs numbers) {
    if (numbers instanceof Longs.Constant || numbers instanceof Longs.Dense) {
      return numbers.get(numbers.size() - 1);
    }
    long greatest = Long.MIN_VALUE;
    for (long number : numbers.toArray()) {
      greatest = Math.max(greatest, number);
    }
    return greatest;
  }
}
