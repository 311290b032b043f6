package dev.yore.storage.datom;

import dev.yore.storage.column.BytesVector;
import dev.yore.storage.column.DictionaryVector;
import dev.yore.storage.column.DoubleVector;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.VectorBuilder;
import dev.yore.storage.value.Layout;
import org.jspecify.annotations.Nullable;

/**
 * The values of a run of several attributes once more, in the order of its rows: the values of an
 * entity lie side by side, where the vectors of its attributes are far apart. A point query meets
 * one or two cache lines here instead of several for each attribute. A cell is the number, the bits
 * of the double, or where the bytes begin in the block of their attribute and how many they are.
 * Measured by the benchmark of point reads.
 */
final class Cells {
  private static final byte[] NO_BLOCK = new byte[0];

  private final long[] cells;
  private final byte[][] blocks;
  private final boolean patternShared;

  /**
   * @param patternShared whether the run shares its attribute indexes and slots with other runs
   */
  Cells(int[] attributeIndexes, int[] slots, Vector[] values, int size, boolean patternShared) {
    this.patternShared = patternShared;
    this.cells = new long[size];
    this.blocks = new byte[values.length][];
    for (int i = 0; i < values.length; i++) {
      blocks[i] =
          switch (values[i]) {
            case BytesVector bytes -> bytes.data();
            case DictionaryVector coded -> coded.dictionary().data();
            default -> NO_BLOCK;
          };
    }
    for (int row = 0; row < size; row++) {
      cells[row] = cell(values[attributeIndexes[row]], slots[row]);
    }
  }

  private static long cell(Vector vector, int slot) {
    return switch (vector) {
      case LongVector longs -> longs.get(slot);
      case DoubleVector doubles -> Double.doubleToRawLongBits(doubles.get(slot));
      case BytesVector bytes -> place(bytes, slot);
      case DictionaryVector coded -> place(coded.dictionary(), coded.codes()[slot]);
      default -> 0;
    };
  }

  private static long place(BytesVector bytes, int slot) {
    return (long) bytes.start(slot) << Integer.SIZE | bytes.length(slot);
  }

  /** The value of a row as a flat vector, or null where a cell cannot hold it. */
  @Nullable Vector single(int row, int attributeIndex, Layout layout) {
    long cell = cells[row];
    return switch (layout) {
      case LONG -> new LongVector(new long[] {cell});
      case DOUBLE -> new DoubleVector(new double[] {Double.longBitsToDouble(cell)});
      case BYTES -> bytes(blocks[attributeIndex], (int) (cell >>> Integer.SIZE), (int) cell);
      case INT128 -> null;
    };
  }

  /** Adds the value of a row to a column; false where a cell cannot hold it. */
  boolean append(int row, int attributeIndex, Layout layout, VectorBuilder to) {
    long cell = cells[row];
    byte[] block = blocks[attributeIndex];
    if (layout == Layout.INT128 || (layout == Layout.BYTES && block == NO_BLOCK)) {
      return false;
    }
    if (layout == Layout.BYTES) {
      to.appendBytes(block, (int) (cell >>> Integer.SIZE), (int) cell);
    } else {
      to.appendBits(cell);
    }
    return true;
  }

  private static @Nullable Vector bytes(byte[] block, int start, int length) {
    if (block == NO_BLOCK) {
      return null;
    }
    byte[] copy = new byte[length];
    System.arraycopy(block, start, copy, 0, length);
    return new BytesVector(copy, new int[] {0, length}, 1, null);
  }

  boolean patternShared() {
    return patternShared;
  }

  long bytes() {
    return 8L * cells.length + 8L * blocks.length;
  }
}
