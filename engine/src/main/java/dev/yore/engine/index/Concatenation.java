package dev.yore.engine.index;

import dev.yore.storage.column.Longs;
import dev.yore.storage.column.Vector;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.Run;
import dev.yore.storage.value.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts the columns of several spans behind each other, copying blocks where columns allow. */
final class Concatenation {
  private Concatenation() {}

  /** The rows of all spans, one span after the other, whether or not that is the order. */
  static Run of(IndexOrder order, List<Span> spans) {
    int size = 0;
    for (Span span : spans) {
      size += span.size();
    }
    Longs entities = longs(spans, size, Run::entities);
    Longs added = longs(spans, size, Run::added);
    boolean[] retracted = retracted(spans, size);
    int attribute = onlyAttribute(spans);
    if (attribute >= 0) {
      JoinedVectors values = new JoinedVectors(spans.getFirst().run().types()[0]);
      for (Span span : spans) {
        values.add(span.run().values()[0], span.from(), span.to());
      }
      return Run.ofAttribute(
          order, attribute, values.type(), entities, values.build(), added, null, retracted);
    }
    return new Mixed(spans, size).run(order, entities, added, retracted);
  }

  private static int onlyAttribute(List<Span> spans) {
    int attribute = -1;
    for (Span span : spans) {
      int[] attributes = span.run().attributes();
      if (attributes.length != 1 || (attribute >= 0 && attributes[0] != attribute)) {
        return -1;
      }
      attribute = attributes[0];
    }
    return attribute;
  }

  private static Longs longs(List<Span> spans, int size, Function<Run, Longs> column) {
    Span first = spans.getFirst();
    Longs start = column.apply(first.run());
    if (spans.size() == 1) {
      return start.slice(first.from(), first.to());
    }
    if (start instanceof Longs.Constant constant && allEqual(spans, constant.value(), column)) {
      return new Longs.Constant(constant.value(), size);
    }
    long[] all = new long[size];
    int at = 0;
    for (Span span : spans) {
      column.apply(span.run()).copyTo(span.from(), span.to(), all, at);
      at += span.size();
    }
    return Longs.of(all, size);
  }

  private static boolean allEqual(List<Span> spans, long value, Function<Run, Longs> column) {
    for (Span span : spans) {
      Longs longs = column.apply(span.run());
      if (!(longs instanceof Longs.Constant constant && constant.value() == value)) {
        return false;
      }
    }
    return true;
  }

  private static boolean @Nullable [] retracted(List<Span> spans, int size) {
    boolean[] all = null;
    int at = 0;
    for (Span span : spans) {
      boolean[] flags = span.run().retracted();
      if (flags != null) {
        all = all == null ? new boolean[size] : all;
        System.arraycopy(flags, span.from(), all, at, span.size());
      }
      at += span.size();
    }
    return all;
  }

  /**
   * Runs of several attributes: whole vectors are put behind each other, an attribute at a time.
   */
  private static final class Mixed {
    private final List<Span> spans;
    private final TreeMap<Integer, JoinedVectors> columns = new TreeMap<>();
    private final int[] indexes;
    private final int[] slots;

    Mixed(List<Span> spans, int size) {
      this.spans = spans;
      this.indexes = new int[size];
      this.slots = new int[size];
      for (Span span : spans) {
        int[] attributes = span.run().attributes();
        for (int i = 0; i < attributes.length; i++) {
          DataType type = span.run().types()[i];
          columns.computeIfAbsent(attributes[i], a -> new JoinedVectors(type));
        }
      }
    }

    Run run(IndexOrder order, Longs entities, Longs added, boolean @Nullable [] retracted) {
      int[] attributes = columns.keySet().stream().mapToInt(Integer::intValue).toArray();
      JoinedVectors[] joined = columns.values().toArray(JoinedVectors[]::new);
      int row = 0;
      for (Span span : spans) {
        take(span, row, attributes, joined);
        row += span.size();
      }
      DataType[] types = new DataType[joined.length];
      Vector[] values = new Vector[joined.length];
      for (int i = 0; i < joined.length; i++) {
        types[i] = joined[i].type();
        values[i] = joined[i].build();
      }
      boolean several = joined.length > 1;
      return new Run(
          order,
          entities,
          attributes,
          types,
          values,
          several ? indexes : null,
          several ? slots : null,
          added,
          null,
          retracted);
    }

    private void take(Span span, int row, int[] attributes, JoinedVectors[] joined) {
      int[] own = span.run().attributes();
      if (own.length == 1) {
        int place = Arrays.binarySearch(attributes, own[0]);
        int shift = joined[place].size();
        Arrays.fill(indexes, row, row + span.size(), place);
        for (int i = 0; i < span.size(); i++) {
          slots[row + i] = shift + i;
        }
        joined[place].add(span.run().values()[0], span.from(), span.to());
        return;
      }
      Run run = span.slice();
      int[] places = new int[run.attributes().length];
      int[] shifts = new int[places.length];
      for (int i = 0; i < places.length; i++) {
        places[i] = Arrays.binarySearch(attributes, run.attributes()[i]);
        shifts[i] = joined[places[i]].size();
        joined[places[i]].add(run.values()[i], 0, run.values()[i].size());
      }
      for (int i = 0; i < run.size(); i++) {
        int index = run.attributeIndex(i);
        indexes[row + i] = places[index];
        slots[row + i] = shifts[index] + run.slot(i);
      }
    }
  }
}
