package dev.yore.engine.index;

import dev.yore.storage.column.BytesVector;
import dev.yore.storage.column.DictionaryVector;
import dev.yore.storage.column.DoubleVector;
import dev.yore.storage.column.Int128Vector;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.VectorBuilder;
import dev.yore.storage.value.DataType;
import java.util.ArrayList;
import java.util.List;

/** Puts parts of vectors of one type behind each other, copying blocks where they are alike. */
final class JoinedVectors {
  private final DataType type;
  private final List<Part> parts = new ArrayList<>();
  private int size;

  private record Part(Vector vector, int from, int to) {
    int size() {
      return to - from;
    }
  }

  JoinedVectors(DataType type) {
    this.type = type;
  }

  DataType type() {
    return type;
  }

  /** How many rows were added. */
  int size() {
    return size;
  }

  void add(Vector vector, int from, int to) {
    parts.add(new Part(vector, from, to));
    size += to - from;
  }

  Vector build() {
    if (parts.size() == 1) {
      Part part = parts.getFirst();
      boolean whole = part.from == 0 && part.to == part.vector.size();
      return whole ? part.vector : part.vector.slice(part.from, part.to);
    }
    if (all(LongVector.class)) {
      return longs();
    }
    if (all(DoubleVector.class)) {
      return doubles();
    }
    if (all(Int128Vector.class)) {
      return wides();
    }
    if (all(BytesVector.class)) {
      return bytes();
    }
    if (oneDictionary()) {
      return codes();
    }
    VectorBuilder builder = VectorBuilder.of(type, size);
    for (Part part : parts) {
      builder.append(part.vector, part.from, part.to);
    }
    return builder.build();
  }

  private boolean all(Class<? extends Vector> kind) {
    for (Part part : parts) {
      if (!kind.isInstance(part.vector)) {
        return false;
      }
    }
    return true;
  }

  private boolean oneDictionary() {
    return all(DictionaryVector.class)
        && parts.stream()
            .map(part -> ((DictionaryVector) part.vector).dictionary())
            .allMatch(((DictionaryVector) parts.getFirst().vector).dictionary()::equals);
  }

  private Vector longs() {
    long[] all = new long[size];
    int at = 0;
    for (Part part : parts) {
      System.arraycopy(((LongVector) part.vector).values(), part.from, all, at, part.size());
      at += part.size();
    }
    return new LongVector(all);
  }

  private Vector doubles() {
    double[] all = new double[size];
    int at = 0;
    for (Part part : parts) {
      System.arraycopy(((DoubleVector) part.vector).values(), part.from, all, at, part.size());
      at += part.size();
    }
    return new DoubleVector(all, size, null);
  }

  private Vector wides() {
    long[] high = new long[size];
    long[] low = new long[size];
    int at = 0;
    for (Part part : parts) {
      Int128Vector wide = (Int128Vector) part.vector;
      System.arraycopy(wide.high(), part.from, high, at, part.size());
      System.arraycopy(wide.low(), part.from, low, at, part.size());
      at += part.size();
    }
    return new Int128Vector(high, low, size, null);
  }

  private Vector codes() {
    int[] codes = new int[size];
    int at = 0;
    for (Part part : parts) {
      System.arraycopy(((DictionaryVector) part.vector).codes(), part.from, codes, at, part.size());
      at += part.size();
    }
    DictionaryVector some = (DictionaryVector) parts.getFirst().vector;
    return new DictionaryVector(codes, size, some.dictionary(), null);
  }

  private Vector bytes() {
    int total = 0;
    for (Part part : parts) {
      int[] offsets = ((BytesVector) part.vector).offsets();
      total = Math.addExact(total, offsets[part.to] - offsets[part.from]);
    }
    byte[] data = new byte[total];
    int[] offsets = new int[size + 1];
    int row = 0;
    int at = 0;
    for (Part part : parts) {
      BytesVector bytes = (BytesVector) part.vector;
      int first = bytes.start(part.from);
      System.arraycopy(bytes.data(), first, data, at, bytes.start(part.to) - first);
      int shift = at - first;
      for (int i = part.from; i < part.to; i++) {
        offsets[++row] = shift + bytes.end(i);
      }
      at = offsets[row];
    }
    return new BytesVector(data, offsets, size, null);
  }
}
