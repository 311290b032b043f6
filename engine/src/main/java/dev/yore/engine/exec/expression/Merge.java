package dev.yore.engine.exec.expression;

import dev.yore.engine.exec.Batch;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.VectorBuilder;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.Layout;

/** Puts one vector together of rows of several. */
final class Merge {
  private final DataType type;
  private final Vector[] sources;
  private final byte[] sourceOf;
  private final int extent;
  private int used;

  Merge(DataType type, Batch batch, int sourcesMax) {
    this.type = type;
    this.sources = new Vector[sourcesMax];
    this.extent = batch.extent();
    this.sourceOf = new byte[extent];
    if (sourcesMax > Byte.MAX_VALUE) {
      throw dev.yore.storage.error.YoreException.of(
              dev.yore.storage.error.ErrorCode.LIMIT_EXCEEDED,
              "A CASE or COALESCE has too many branches")
          .with("allowed", Byte.MAX_VALUE)
          .with("found", sourcesMax);
    }
  }

  /** Takes the rows that the batch means from a vector aligned with it. */
  void put(Vector source, Batch rows) {
    sources[used++] = source;
    for (int i = 0; i < rows.count(); i++) {
      sourceOf[rows.row(i)] = (byte) used;
    }
  }

  Vector result() {
    if (type.layout() == Layout.LONG) {
      return longs();
    }
    VectorBuilder builder = VectorBuilder.of(type, extent);
    for (int row = 0; row < extent; row++) {
      if (sourceOf[row] == 0) {
        builder.appendNull();
      } else {
        builder.append(sources[sourceOf[row] - 1], row);
      }
    }
    return builder.build();
  }

  private Vector longs() {
    long[] values = new long[extent];
    boolean[] nulls = new boolean[extent];
    boolean any = false;
    for (int s = 0; s < used; s++) {
      Vector source = sources[s];
      long[] from = Flat.longs(source);
      int mask = Flat.mask(source);
      boolean nullable = !source.noNulls();
      for (int row = 0; row < extent; row++) {
        if (sourceOf[row] == s + 1) {
          values[row] = from[row & mask];
          nulls[row] = nullable && source.isNull(row);
          any |= nulls[row];
        }
      }
    }
    return new LongVector(values, extent, any ? nulls : null);
  }
}
