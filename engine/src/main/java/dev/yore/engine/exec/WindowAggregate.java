package dev.yore.engine.exec;

import dev.yore.storage.column.Vector;
import java.util.Arrays;

/**
 * An aggregate over frames. Whole partitions are groups; frames that begin with their partition are
 * sums of prefixes, in linear time; other frames are put together from the nodes of a segment tree,
 * in logarithmic time each. What cannot be merged, such as joined texts, is added up frame by
 * frame.
 */
final class WindowAggregate {
  private final Accumulator accumulator;
  private final Vector[] arguments;
  private final Frames frames;
  private final int size;
  private final int[] rows;

  WindowAggregate(Accumulator accumulator, Vector[] arguments, Frames frames) {
    this.accumulator = accumulator;
    this.arguments = arguments;
    this.frames = frames;
    this.size = frames.partitions().size();
    this.rows = GroupNumbers.ascending(size);
  }

  /** The aggregate for each row. */
  Vector result() {
    if (frames.whole()) {
      return whole();
    }
    if (!accumulator.merges()) {
      return oneByOne();
    }
    return frames.runs() ? running() : sliding();
  }

  private Vector whole() {
    int[] numbers = new int[size];
    int groups = 0;
    for (int i = 0; i < size; i++) {
      groups += frames.partitions().first()[i] == i ? 1 : 0;
      numbers[i] = groups - 1;
    }
    accumulator.add(arguments, new GroupedRows(rows, numbers, size, groups, null));
    return accumulator.result(groups).gather(numbers, size);
  }

  /** Group {@code i} is what the partition has up to row {@code i}; the last group has no rows. */
  private Vector running() {
    accumulator.add(arguments, new GroupedRows(rows, rows, size, size + 1, null));
    int[] first = frames.partitions().first();
    for (int i = 1; i < size; i++) {
      if (first[i] != i) {
        accumulator.merge(i, i - 1);
      }
    }
    int[] groups = new int[size];
    for (int i = 0; i < size; i++) {
      groups[i] = frames.end()[i] == frames.start()[i] ? size : frames.end()[i] - 1;
    }
    return accumulator.result(size + 1).gather(groups, size);
  }

  /**
   * Group {@code i} is the frame of row {@code i}. The groups behind are the nodes of a segment
   * tree: node 1 is its root, nodes {@code 2 * n} and {@code 2 * n + 1} are below node {@code n},
   * and nodes from {@code size} on are the rows.
   */
  private Vector sliding() {
    int[] leaves = new int[size];
    Arrays.setAll(leaves, i -> node(size + i));
    accumulator.add(arguments, new GroupedRows(rows, leaves, size, 3 * size, null));
    for (int node = size - 1; node > 0; node--) {
      accumulator.merge(node(node), node(2 * node));
      accumulator.merge(node(node), node(2 * node + 1));
    }
    int[] pieces = new int[2 * Frames.PIECES_MAX];
    int[] behind = new int[Integer.SIZE];
    for (int row = 0; row < size; row++) {
      int count = frames.pieces(row, pieces);
      for (int piece = 0; piece < count; piece++) {
        addNodes(row, pieces[2 * piece], pieces[2 * piece + 1], behind);
      }
    }
    return accumulator.result(size);
  }

  private int node(int number) {
    return size + number - 1;
  }

  /** Merges the fewest nodes that cover some rows, from left to right. */
  private void addNodes(int into, int from, int to, int[] behind) {
    int count = 0;
    int left = from + size;
    int right = to + size;
    while (left < right) {
      if ((left & 1) == 1) {
        accumulator.merge(into, node(left++));
      }
      if ((right & 1) == 1) {
        behind[count++] = node(--right);
      }
      left >>= 1;
      right >>= 1;
    }
    while (count > 0) {
      accumulator.merge(into, behind[--count]);
    }
  }

  private Vector oneByOne() {
    int[] pieces = new int[2 * Frames.PIECES_MAX];
    for (int row = 0; row < size; row++) {
      int count = frames.pieces(row, pieces);
      for (int piece = 0; piece < count; piece++) {
        int[] seen = Arrays.copyOfRange(rows, pieces[2 * piece], pieces[2 * piece + 1]);
        int[] groups = new int[seen.length];
        Arrays.fill(groups, row);
        accumulator.add(arguments, new GroupedRows(seen, groups, seen.length, row + 1, null));
      }
    }
    return accumulator.result(size);
  }
}
