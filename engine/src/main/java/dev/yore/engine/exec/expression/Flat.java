package dev.yore.engine.exec.expression;

import dev.yore.engine.exec.Batch;
import dev.yore.storage.column.BytesVector;
import dev.yore.storage.column.ConstantVector;
import dev.yore.storage.column.DictionaryVector;
import dev.yore.storage.column.DoubleVector;
import dev.yore.storage.column.Int128Vector;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.value.Layout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Vectors as arrays for kernels: a constant's array has one row, and its mask is 0. */
final class Flat {
  private Flat() {}

  /** The same values without dictionary or constant wrapper. */
  static Vector of(Vector vector) {
    return switch (vector) {
      case DictionaryVector coded -> coded.flatten();
      case ConstantVector constant -> constant.flatten();
      default -> vector;
    };
  }

  /** What to AND a row number with to find it in the arrays below. */
  static int mask(Vector vector) {
    return vector instanceof ConstantVector ? 0 : -1;
  }

  static long[] longs(Vector vector) {
    return switch (vector) {
      case LongVector longs -> longs.values();
      case ConstantVector constant -> longs(constant.value());
      default -> throw unexpected(vector, Layout.LONG);
    };
  }

  static double[] doubles(Vector vector) {
    return switch (vector) {
      case DoubleVector doubles -> doubles.values();
      case ConstantVector constant -> doubles(constant.value());
      default -> throw unexpected(vector, Layout.DOUBLE);
    };
  }

  private static IllegalStateException unexpected(Vector vector, Layout expected) {
    return new IllegalStateException("a vector of " + vector.layout() + " instead of " + expected);
  }

  /** Whether each row up to the batch's extent is null in any of the vectors; null when none is. */
  static boolean @Nullable [] anyNull(Vector[] vectors, Batch batch) {
    boolean[] any = null;
    boolean shared = false;
    for (Vector vector : vectors) {
      if (vector instanceof ConstantVector) {
        continue; // a null constant has been dealt with by the caller
      }
      boolean[] nulls = vector.nulls();
      if (nulls == null) {
        continue;
      }
      if (any == null) {
        any = nulls;
        shared = true;
        continue;
      }
      if (shared) {
        any = Arrays.copyOf(any, batch.extent());
        shared = false;
      }
      for (int i = 0; i < batch.extent(); i++) {
        any[i] |= nulls[i];
      }
    }
    return any;
  }

  /** The flat vector with more of its rows null. */
  static Vector withNulls(Vector vector, boolean @Nullable [] more) {
    if (more == null) {
      return vector;
    }
    int size = vector.size();
    boolean[] nulls = Arrays.copyOf(more, size);
    boolean[] own = vector.nulls();
    if (own != null) {
      for (int i = 0; i < size; i++) {
        nulls[i] |= own[i];
      }
    }
    return switch (vector) {
      case LongVector longs -> new LongVector(longs.values(), size, nulls);
      case DoubleVector doubles -> new DoubleVector(doubles.values(), size, nulls);
      case Int128Vector wide ->
          wide.isNarrow()
              ? Int128Vector.narrow(wide.low(), size, nulls)
              : new Int128Vector(wide.high(), wide.low(), size, nulls);
      case BytesVector bytes -> new BytesVector(bytes.data(), bytes.offsets(), size, nulls);
      case DictionaryVector coded ->
          new DictionaryVector(coded.codes(), size, coded.dictionary(), nulls);
      case ConstantVector constant -> withNulls(constant.flatten(), more);
    };
  }

  /** A flat vector of nulls. */
  static Vector nulls(Layout layout, int size) {
    boolean[] nulls = new boolean[size];
    Arrays.fill(nulls, true);
    return switch (layout) {
      case LONG -> new LongVector(new long[size], size, nulls);
      case DOUBLE -> new DoubleVector(new double[size], size, nulls);
      case INT128 -> new Int128Vector(new long[size], new long[size], size, nulls);
      case BYTES -> new BytesVector(new byte[0], new int[size + 1], size, nulls);
    };
  }
}
