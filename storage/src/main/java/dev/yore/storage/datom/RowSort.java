package dev.yore.storage.datom;

import java.util.Arrays;

/** A stable merge sort of row numbers by any comparison, without boxing. */
public final class RowSort {
  private static final int INSERTION_MAX = 12;

  private RowSort() {}

  /** Compares two rows by their numbers. */
  @FunctionalInterface
  public interface RowComparator {
    int compare(int left, int right);
  }

  /** Sorts rows; false when they stood in order already. */
  public static boolean sort(int[] rows, RowComparator comparator) {
    if (sorted(rows, comparator)) {
      return false;
    }
    sort(rows, Arrays.copyOf(rows, rows.length), 0, rows.length, comparator);
    return true;
  }

  /** Comparisons between two looks at whether to go on: a few milliseconds. */
  private static final int CHECK_EVERY = 1 << 16;

  /**
   * As the other, but asks now and then whether to go on.
   *
   * @param check throws to stop the sort
   */
  public static void sort(int[] rows, RowComparator comparator, Runnable check) {
    sort(rows, rows.length < CHECK_EVERY ? comparator : new Checked(comparator, check));
  }

  private static final class Checked implements RowComparator {
    private final RowComparator comparator;
    private final Runnable check;
    private int left = CHECK_EVERY;

    Checked(RowComparator comparator, Runnable check) {
      this.comparator = comparator;
      this.check = check;
    }

    @Override
    public int compare(int l, int r) {
      if (--left == 0) {
        left = CHECK_EVERY;
        check.run();
      }
      return comparator.compare(l, r);
    }
  }

  private static boolean sorted(int[] rows, RowComparator comparator) {
    for (int i = 1; i < rows.length; i++) {
      if (comparator.compare(rows[i - 1], rows[i]) > 0) {
        return false;
      }
    }
    return true;
  }

  /** Sorts {@code target[from, to)}; {@code source} holds the same rows there. */
  private static void sort(int[] target, int[] source, int from, int to, RowComparator by) {
    if (to - from <= INSERTION_MAX) {
      insertionSort(target, from, to, by);
      return;
    }
    int middle = (from + to) >>> 1;
    sort(source, target, from, middle, by);
    sort(source, target, middle, to, by);
    if (by.compare(source[middle - 1], source[middle]) <= 0) {
      System.arraycopy(source, from, target, from, to - from);
      return;
    }
    int left = from;
    int right = middle;
    for (int i = from; i < to; i++) {
      boolean takeLeft =
          left < middle && (right >= to || by.compare(source[left], source[right]) <= 0);
      target[i] = takeLeft ? source[left++] : source[right++];
    }
  }

  private static void insertionSort(int[] rows, int from, int to, RowComparator by) {
    for (int i = from + 1; i < to; i++) {
      int row = rows[i];
      int j = i - 1;
      while (j >= from && by.compare(rows[j], row) > 0) {
        rows[j + 1] = rows[j];
        j--;
      }
      rows[j + 1] = row;
    }
  }
}
