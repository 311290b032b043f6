package dev.yore.storage.column;

import dev.yore.storage.value.Layout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Byte values as codes into a dictionary of the distinct ones. The dictionary is sorted and without
 * repeats, so codes of one dictionary compare as their values do.
 */
public final class DictionaryVector extends Vector {
  private final int[] codes;
  private final BytesVector dictionary;

  public DictionaryVector(
      int[] codes, int size, BytesVector dictionary, boolean @Nullable [] nulls) {
    super(size, nulls);
    this.codes = codes;
    this.dictionary = dictionary;
  }

  /** The same values with a dictionary of those that occur. */
  public static DictionaryVector of(BytesVector vector) {
    int size = vector.size();
    Integer[] sorted = new Integer[size];
    Arrays.setAll(sorted, row -> row);
    Arrays.sort(sorted, (l, r) -> vector.compare(l, vector, r));
    int[] codes = new int[size];
    int[] entries = new int[size];
    int distinct = 0;
    for (int i = 0; i < size; i++) {
      int row = sorted[i];
      if (distinct == 0 || vector.compare(entries[distinct - 1], vector, row) != 0) {
        entries[distinct++] = row;
      }
      codes[row] = distinct - 1;
    }
    BytesVector gathered = vector.gather(entries, distinct);
    BytesVector dictionary = new BytesVector(gathered.data(), gathered.offsets(), distinct, null);
    return new DictionaryVector(codes, size, dictionary, vector.nulls());
  }

  /** The code of each row; the array may be longer than the vector. */
  public int[] codes() {
    return codes;
  }

  public BytesVector dictionary() {
    return dictionary;
  }

  /** The same values without a dictionary. */
  public BytesVector flatten() {
    BytesVector flat = dictionary.gather(codes, size());
    return new BytesVector(flat.data(), flat.offsets(), size(), nulls());
  }

  @Override
  public Layout layout() {
    return Layout.BYTES;
  }

  @Override
  public long bytes() {
    return 4L * codes.length + dictionary.bytes() + nullBytes();
  }

  @Override
  public DictionaryVector gather(int[] rows, int count) {
    int[] gathered = new int[count];
    for (int i = 0; i < count; i++) {
      gathered[i] = codes[rows[i]];
    }
    return new DictionaryVector(gathered, count, dictionary, gatherNulls(rows, count));
  }

  @Override
  public DictionaryVector slice(int from, int to) {
    return new DictionaryVector(
        Arrays.copyOfRange(codes, from, to), to - from, dictionary, sliceNulls(from, to));
  }
}
