package dev.yore.engine.index;

import dev.yore.storage.column.BytesVector;
import dev.yore.storage.column.DoubleVector;
import dev.yore.storage.column.Int128Vector;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Longs;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.VectorBuilder;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.Run;
import dev.yore.storage.value.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
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
      Run first = spans.getFirst().run();
      DataType type = first.types()[0];
      return Run.ofAttribute(
          order, attribute, type, entities, values(type, spans, size), added, null, retracted);
    }
    return mixed(order, spans, size, entities, added, retracted);
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
    if (spans.size() == 1) {
      Span span = spans.getFirst();
      return column.apply(span.run()).slice(span.from(), span.to());
    }
    long[] all = new long[size];
    int at = 0;
    for (Span span : spans) {
      copy(column.apply(span.run()), span.from(), span.to(), all, at);
      at += span.size();
    }
    return Longs.of(all, size);
  }

  static void copy(Longs source, int from, int to, long[] target, int at) {
    switch (source) {
      case Longs.Constant constant -> Arrays.fill(target, at, at + to - from, constant.value());
      case Longs.Dense dense -> {
        for (int i = from; i < to; i++) {
          target[at + i - from] = dense.base() + i;
        }
      }
      case Longs.Offsets packed -> {
        int[] offsets = packed.offsets();
        long base = packed.base();
        for (int i = from; i < to; i++) {
          target[at + i - from] = base + Integer.toUnsignedLong(offsets[i]);
        }
      }
      case Longs.Plain plain -> System.arraycopy(plain.values(), from, target, at, to - from);
    }
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

  private static Vector values(DataType type, List<Span> spans, int size) {
    if (spans.size() == 1) {
      Span span = spans.getFirst();
      return span.run().values()[0].slice(span.from(), span.to());
    }
    if (all(spans, LongVector.class)) {
      return longValues(spans, size);
    }
    if (all(spans, DoubleVector.class)) {
      return doubleValues(spans, size);
    }
    if (all(spans, Int128Vector.class)) {
      return wideValues(spans, size);
    }
    if (all(spans, BytesVector.class)) {
      return bytesValues(spans, size);
    }
    VectorBuilder builder = VectorBuilder.of(type, size);
    for (Span span : spans) {
      builder.append(span.run().values()[0], span.from(), span.to());
    }
    return builder.build();
  }

  private static boolean all(List<Span> spans, Class<? extends Vector> kind) {
    for (Span span : spans) {
      if (!kind.isInstance(span.run().values()[0])) {
        return false;
      }
    }
    return true;
  }

  private static Vector longValues(List<Span> spans, int size) {
    long[] all = new long[size];
    int at = 0;
    for (Span span : spans) {
      long[] values = ((LongVector) span.run().values()[0]).values();
      System.arraycopy(values, span.from(), all, at, span.size());
      at += span.size();
    }
    return new LongVector(all);
  }

  private static Vector doubleValues(List<Span> spans, int size) {
    double[] all = new double[size];
    int at = 0;
    for (Span span : spans) {
      double[] values = ((DoubleVector) span.run().values()[0]).values();
      System.arraycopy(values, span.from(), all, at, span.size());
      at += span.size();
    }
    return new DoubleVector(all, size, null);
  }

  private static Vector wideValues(List<Span> spans, int size) {
    long[] high = new long[size];
    long[] low = new long[size];
    int at = 0;
    for (Span span : spans) {
      Int128Vector wide = (Int128Vector) span.run().values()[0];
      System.arraycopy(wide.high(), span.from(), high, at, span.size());
      System.arraycopy(wide.low(), span.from(), low, at, span.size());
      at += span.size();
    }
    return new Int128Vector(high, low, size, null);
  }

  private static Vector bytesValues(List<Span> spans, int size) {
    ToIntFunction<Span> length =
        span -> {
          int[] offsets = ((BytesVector) span.run().values()[0]).offsets();
          return offsets[span.to()] - offsets[span.from()];
        };
    int total = 0;
    for (Span span : spans) {
      total = Math.addExact(total, length.applyAsInt(span));
    }
    byte[] data = new byte[total];
    int[] offsets = new int[size + 1];
    int row = 0;
    int at = 0;
    for (Span span : spans) {
      BytesVector bytes = (BytesVector) span.run().values()[0];
      int first = bytes.start(span.from());
      System.arraycopy(bytes.data(), first, data, at, length.applyAsInt(span));
      for (int i = span.from(); i < span.to(); i++) {
        offsets[++row] = at + bytes.end(i) - first;
      }
      at = offsets[row];
    }
    return new BytesVector(data, offsets, size, null);
  }

  private static Run mixed(
      IndexOrder order,
      List<Span> spans,
      int size,
      Longs entities,
      Longs added,
      boolean @Nullable [] retracted) {
    int[] attributes =
        spans.stream()
            .flatMapToInt(s -> Arrays.stream(s.run().attributes()))
            .sorted()
            .distinct()
            .toArray();
    DataType[] types = new DataType[attributes.length];
    VectorBuilder[] builders = new VectorBuilder[attributes.length];
    int[] indexes = new int[size];
    int[] slots = new int[size];
    int row = 0;
    for (Span span : spans) {
      Run run = span.run();
      int[] places = places(run, attributes, types, builders);
      for (int i = span.from(); i < span.to(); i++) {
        int own = run.attributeIndex(i);
        VectorBuilder builder = builders[places[own]];
        indexes[row] = places[own];
        slots[row++] = builder.size();
        builder.append(run.values()[own], run.slot(i));
      }
    }
    Vector[] values = new Vector[attributes.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = builders[i].build();
    }
    boolean several = attributes.length > 1;
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

  /** Where each attribute of a run is among all attributes; makes the builders it needs. */
  private static int[] places(
      Run run, int[] attributes, DataType[] types, VectorBuilder[] builders) {
    int[] own = run.attributes();
    int[] places = new int[own.length];
    for (int i = 0; i < own.length; i++) {
      int place = Arrays.binarySearch(attributes, own[i]);
      places[i] = place;
      if (builders[place] == null) {
        types[place] = run.types()[i];
        builders[place] = VectorBuilder.of(types[place], 8);
      }
    }
    return places;
  }
}
