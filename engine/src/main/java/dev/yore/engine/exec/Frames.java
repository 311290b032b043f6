package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import dev.yore.engine.plan.Plan.Window.Bound;
import dev.yore.engine.plan.Plan.Window.Exclude;
import java.util.Arrays;

/**
 * The frame of each row: the rows from {@code start} up to but not including {@code end}, without
 * those that the exclusion leaves out. Never reaches out of the row's partition; an empty frame has
 * its end at its start.
 */
record Frames(Partitions partitions, int[] start, int[] end, Exclude exclude) {

  /** How many runs of rows a frame may consist of. */
  static final int PIECES_MAX = 3;

  /** What the bounds of a frame are made of. */
  interface Edges {
    int[] starts(Bound bound);

    /** The row after the last. */
    int[] ends(Bound bound);
  }

  static Frames of(Plan.Window.Frame frame, Partitions partitions, Edges edges) {
    int[] start = edges.starts(frame.start());
    int[] end = edges.ends(frame.end());
    for (int i = 0; i < start.length; i++) {
      if (end[i] < start[i]) {
        end = end == partitions.end() || end == partitions.endPeer() ? end.clone() : end;
        end[i] = start[i];
      }
    }
    return new Frames(partitions, start, end, frame.exclude());
  }

  /** True when every row sees its whole partition. */
  boolean whole() {
    return runs() && Arrays.equals(end, partitions.end());
  }

  /** True when every frame begins with its partition and leaves nothing out. */
  boolean runs() {
    return exclude == Exclude.NO_OTHERS && Arrays.equals(start, partitions.first());
  }

  /**
   * The runs of rows that a row's frame consists of, in order.
   *
   * @param out where their starts and ends go, by turns
   * @return how many there are
   */
  int pieces(int row, int[] out) {
    int from = start[row];
    int to = end[row];
    int pieces = 0;
    if (exclude == Exclude.NO_OTHERS) {
      return add(from, to, out, pieces);
    }
    boolean alone = exclude == Exclude.CURRENT_ROW;
    int hole = alone ? row : partitions.firstPeer()[row];
    int holeEnd = alone ? row + 1 : partitions.endPeer()[row];
    pieces = add(from, Math.min(to, hole), out, pieces);
    if (exclude == Exclude.TIES) {
      pieces = add(Math.max(from, row), Math.min(to, row + 1), out, pieces);
    }
    return add(Math.max(from, holeEnd), to, out, pieces);
  }

  private static int add(int from, int to, int[] out, int pieces) {
    if (from >= to) {
      return pieces;
    }
    out[2 * pieces] = from;
    out[2 * pieces + 1] = to;
    return pieces + 1;
  }
}
