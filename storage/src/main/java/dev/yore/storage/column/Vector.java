package dev.yore.storage.column;

import dev.yore.storage.value.Layout;
import org.jspecify.annotations.Nullable;

/**
 * A column of values of one type, some of which may be null. Where {@link #nulls()} is set at a row
 * the value there is arbitrary.
 */
public abstract sealed class Vector
    permits LongVector, DoubleVector, Int128Vector, BytesVector, DictionaryVector, ConstantVector {
  private final int size;
  private final boolean @Nullable [] nulls;

  Vector(int size, boolean @Nullable [] nulls) {
    if (nulls != null && nulls.length < size) {
      throw new IllegalArgumentException("null flags for " + nulls.length + " of " + size);
    }
    this.size = size;
    this.nulls = nulls;
  }

  /** How many rows the vector has. */
  public final int size() {
    return size;
  }

  /** A flag a row that says whether it is null; null itself when no row is. */
  public final boolean @Nullable [] nulls() {
    return nulls;
  }

  public boolean isNull(int row) {
    return nulls != null && nulls[row];
  }

  /** True when no row can be null. */
  public boolean noNulls() {
    return nulls == null;
  }

  public abstract Layout layout();

  /** The bytes of memory its arrays take. */
  public abstract long bytes();

  /** A vector of the first {@code count} of these rows, in their order; rows may repeat. */
  public abstract Vector gather(int[] rows, int count);

  /** A vector of the rows from {@code from} up to but not including {@code to}. */
  public abstract Vector slice(int from, int to);

  final long nullBytes() {
    return nulls == null ? 0 : nulls.length;
  }

  final boolean @Nullable [] gatherNulls(int[] rows, int count) {
    if (nulls == null) {
      return null;
    }
    boolean[] gathered = new boolean[count];
    boolean any = false;
    for (int i = 0; i < count; i++) {
      gathered[i] = nulls[rows[i]];
      any |= gathered[i];
    }
    return any ? gathered : null;
  }

  final boolean @Nullable [] sliceNulls(int from, int to) {
    return nulls == null ? null : java.util.Arrays.copyOfRange(nulls, from, to);
  }
}
