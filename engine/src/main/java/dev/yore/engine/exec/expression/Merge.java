package dev.yore.engine.exec.expression;

import dev.yore.engine.exec.Batch;
import dev.yore.engine.vector.Decimals;
import dev.yore.storage.column.ConstantVector;
import dev.yore.storage.column.Int128Vector;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.VectorBuilder;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.Layout;
import dev.yore.storage.value.ValueType;
import org.jspecify.annotations.Nullable;

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
    if (type.valueType() == ValueType.DECIMAL) {
      Vector narrow = narrow();
      if (narrow != null) {
        return narrow;
      }
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

  /** Decimals that all fit 64 bits; null when they may not. */
  private @Nullable Vector narrow() {
    for (int s = 0; s < used; s++) {
      Vector flat = sources[s] instanceof ConstantVector constant ? constant.value() : sources[s];
      Vector values =
          flat instanceof Int128Vector wide && wide.isNarrow()
              ? wide
              : flat.size() == 1 ? Decimals.narrowed(flat, null, 1) : null;
      if (values == null) {
        return null;
      }
    }
    for (int s = 0; s < used; s++) {
      Vector narrowed = Decimals.narrowed(sources[s], null, 0);
      if (narrowed != null) {
        sources[s] = narrowed;
      }
    }
    LongVector merged = longs();
    return Int128Vector.narrow(merged.values(), extent, merged.nulls());
  }

  private LongVector longs() {
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
