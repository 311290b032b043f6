package dev.yore.storage.column;

import dev.yore.storage.value.Layout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Values of any number of bytes each, one after the other in one block. */
public final class BytesVector extends Vector {
  private final byte[] data;
  private final int[] offsets;

  /**
   * @param data the block
   * @param offsets where row {@code i} begins in the block; row {@code i} ends where {@code i + 1}
   *     begins, so there is one offset more than rows
   */
  public BytesVector(byte[] data, int[] offsets, int size, boolean @Nullable [] nulls) {
    super(size, nulls);
    this.data = data;
    this.offsets = offsets;
  }

  public byte[] data() {
    return data;
  }

  public int[] offsets() {
    return offsets;
  }

  public int start(int row) {
    return offsets[row];
  }

  public int end(int row) {
    return offsets[row + 1];
  }

  public int length(int row) {
    return offsets[row + 1] - offsets[row];
  }

  /** A copy of the bytes of a row. */
  public byte[] copy(int row) {
    return Arrays.copyOfRange(data, offsets[row], offsets[row + 1]);
  }

  /** Compares a row with a row of another vector, as unsigned bytes. */
  public int compare(int row, BytesVector other, int otherRow) {
    return Arrays.compareUnsigned(
        data,
        offsets[row],
        offsets[row + 1],
        other.data,
        other.offsets[otherRow],
        other.offsets[otherRow + 1]);
  }

  @Override
  public Layout layout() {
    return Layout.BYTES;
  }

  @Override
  public long bytes() {
    return data.length + 4L * offsets.length + nullBytes();
  }

  @Override
  public BytesVector gather(int[] rows, int count) {
    int[] gatheredOffsets = new int[count + 1];
    int total = 0;
    for (int i = 0; i < count; i++) {
      total = Math.addExact(total, length(rows[i]));
      gatheredOffsets[i + 1] = total;
    }
    byte[] gathered = new byte[total];
    for (int i = 0; i < count; i++) {
      System.arraycopy(data, offsets[rows[i]], gathered, gatheredOffsets[i], length(rows[i]));
    }
    return new BytesVector(gathered, gatheredOffsets, count, gatherNulls(rows, count));
  }

  @Override
  public BytesVector slice(int from, int to) {
    int first = offsets[from];
    int[] sliced = new int[to - from + 1];
    for (int i = 0; i < sliced.length; i++) {
      sliced[i] = offsets[from + i] - first;
    }
    return new BytesVector(
        Arrays.copyOfRange(data, first, offsets[to]), sliced, to - from, sliceNulls(from, to));
  }
}
