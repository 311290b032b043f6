package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.value.DataType;
import java.util.List;

/**
 * Which of some sorted rows belong together: for each row the first of its partition and of its
 * peers (rows that the order puts at the same place), and the row after the last of each.
 */
record Partitions(int size, int[] first, int[] end, int[] firstPeer, int[] endPeer) {

  static Partitions of(
      Vector[] columns,
      List<Plan.Field> fields,
      List<Integer> partition,
      List<Plan.SortKey> order,
      int size) {
    boolean[] starts = new boolean[size];
    partition.forEach(column -> differences(fields.get(column).type(), columns[column], starts));
    boolean[] peerStarts = starts.clone();
    for (Plan.SortKey key : order) {
      differences(fields.get(key.column()).type(), columns[key.column()], peerStarts);
    }
    int[] first = firsts(starts);
    int[] firstPeer = firsts(peerStarts);
    return new Partitions(size, first, ends(first), firstPeer, ends(firstPeer));
  }

  /** Sets the flag of each row that differs from the one before. */
  static void differences(DataType type, Vector column, boolean[] out) {
    if (column instanceof LongVector longs && column.noNulls()) {
      long[] values = longs.values();
      for (int i = 1; i < out.length; i++) {
        out[i] |= values[i] != values[i - 1];
      }
      return;
    }
    for (int i = 1; i < out.length; i++) {
      out[i] |= !same(type, column, i - 1, column, i);
    }
  }

  /** True when both are null or neither is and they compare as equal. */
  static boolean same(DataType type, Vector left, int l, Vector right, int r) {
    boolean isNull = left.isNull(l);
    return isNull == right.isNull(r) && (isNull || Vectors.compare(type, left, l, right, r) == 0);
  }

  private static int[] firsts(boolean[] starts) {
    int[] firsts = new int[starts.length];
    int first = 0;
    for (int i = 0; i < starts.length; i++) {
      first = starts[i] ? i : first;
      firsts[i] = first;
    }
    return firsts;
  }

  private static int[] ends(int[] firsts) {
    int[] ends = new int[firsts.length];
    int end = firsts.length;
    for (int i = firsts.length - 1; i >= 0; i--) {
      ends[i] = end;
      end = firsts[i] == i ? i : end;
    }
    return ends;
  }
}
