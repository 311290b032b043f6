package dev.yore.engine.exec.expression;

import dev.yore.engine.exec.Batch;
import dev.yore.engine.vector.Magnitudes;
import dev.yore.storage.column.ConstantVector;
import dev.yore.storage.column.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Sums and products of columns of longs whose magnitudes have been found not to overflow: loops
 * without a test in them, that the JIT vectorises. Rows that are null, and those that a dense batch
 * leaves out, are computed too.
 */
final class LongKernels {
  /** From one of so many rows on, all are computed: a loop without positions is quicker. */
  private static final int SPARSE = 3;

  private LongKernels() {}

  /** The bits that the numbers of the rows meant need; see {@link Magnitudes#bits}. */
  static int bits(Vector vector, Batch batch) {
    long[] values = Flat.longs(vector);
    return vector instanceof ConstantVector
        ? Magnitudes.bits(values[0])
        : Magnitudes.bits(values, rows(batch), count(batch));
  }

  /** The positions to compute; null when it is quicker to compute all of them. */
  private static int @Nullable [] rows(Batch batch) {
    return dense(batch) ? null : batch.selection();
  }

  private static int count(Batch batch) {
    return dense(batch) ? batch.extent() : batch.count();
  }

  private static boolean dense(Batch batch) {
    return batch.selection() == null || batch.count() >= batch.extent() / SPARSE;
  }

  static long[] products(Vector left, Vector right, Batch batch) {
    if (left instanceof ConstantVector) {
      if (right instanceof ConstantVector) {
        return sums(left, Flat.longs(right)[0], right, 0, batch);
      }
      return products(right, left, batch);
    }
    long[] a = Flat.longs(left);
    long[] b = Flat.longs(right);
    long[] out = new long[batch.extent()];
    int[] rows = rows(batch);
    int count = count(batch);
    if (right instanceof ConstantVector) {
      scale(a, b[0], rows, count, out);
    } else if (rows == null) {
      for (int i = 0; i < count; i++) {
        out[i] = a[i] * b[i];
      }
    } else {
      for (int i = 0; i < count; i++) {
        int row = rows[i];
        out[row] = a[row] * b[row];
      }
    }
    return out;
  }

  static void scale(long[] a, long factor, int @Nullable [] rows, int count, long[] out) {
    if (rows == null) {
      for (int i = 0; i < count; i++) {
        out[i] = a[i] * factor;
      }
    } else {
      for (int i = 0; i < count; i++) {
        out[rows[i]] = a[rows[i]] * factor;
      }
    }
  }

  /** {@code left * leftFactor + right * rightFactor}. */
  static long[] sums(Vector left, long leftFactor, Vector right, long rightFactor, Batch batch) {
    if (left instanceof ConstantVector && !(right instanceof ConstantVector)) {
      return sums(right, rightFactor, left, leftFactor, batch);
    }
    long[] a = Flat.longs(left);
    long[] b = Flat.longs(right);
    long[] out = new long[batch.extent()];
    int[] rows = rows(batch);
    int count = count(batch);
    if (right instanceof ConstantVector) {
      plus(a, Flat.mask(left), leftFactor, b[0] * rightFactor, batch, out);
    } else if (rows == null && leftFactor == 1 && (rightFactor == 1 || rightFactor == -1)) {
      if (rightFactor == 1) {
        for (int i = 0; i < count; i++) {
          out[i] = a[i] + b[i];
        }
      } else {
        for (int i = 0; i < count; i++) {
          out[i] = a[i] - b[i];
        }
      }
    } else if (rows == null) {
      for (int i = 0; i < count; i++) {
        out[i] = a[i] * leftFactor + b[i] * rightFactor;
      }
    } else {
      for (int i = 0; i < count; i++) {
        int row = rows[i];
        out[row] = a[row] * leftFactor + b[row] * rightFactor;
      }
    }
    return out;
  }

  private static void plus(long[] a, int mask, long factor, long term, Batch batch, long[] out) {
    int[] rows = rows(batch);
    int count = count(batch);
    if (mask == 0) {
      java.util.Arrays.fill(out, a[0] * factor + term);
    } else if (rows != null) {
      for (int i = 0; i < count; i++) {
        out[rows[i]] = a[rows[i]] * factor + term;
      }
    } else if (factor == 1) {
      for (int i = 0; i < count; i++) {
        out[i] = a[i] + term;
      }
    } else if (factor == -1) {
      for (int i = 0; i < count; i++) {
        out[i] = term - a[i];
      }
    } else {
      for (int i = 0; i < count; i++) {
        out[i] = a[i] * factor + term;
      }
    }
  }
}
