package dev.yore.storage.tree;

import dev.yore.storage.column.LongVector;
import dev.yore.storage.datom.KeyPrefix;
import dev.yore.storage.datom.Run;
import dev.yore.storage.value.DataType;
import org.jspecify.annotations.Nullable;

/**
 * Finds the datoms that have a number as their value, in AVET or VAET, one number after the other.
 * Numbers that rise are looked for from where the last one stood, mostly in the same leaf and
 * without a look into directories. Measured by the Datalog benchmark's range of orders. For one
 * thread.
 */
public final class ValueProbe {
  private final Tree tree;
  private final int attribute;
  private final DataType type;

  /** The numbers of the leaf that the last one was found in; the row of each is its slot. */
  private long[] numbers = {};

  private @Nullable Run leaf;
  private int size;

  /** Numbers after the last one asked for stand here or later. */
  private int at;

  private Run run;
  private int from;
  private int to;

  ValueProbe(Tree tree, int attribute, DataType type) {
    this.tree = tree;
    this.attribute = attribute;
    this.type = type;
    this.run = Run.empty(tree.order());
  }

  /** Finds the datoms of a number, which is not below the last one asked for. */
  public void find(long number) {
    if (size == 0 || number >= numbers[size - 1]) {
      seek(number);
      return;
    }
    int start = Numbers.lowerBound(numbers, at, size, number);
    int end = start;
    while (numbers[end] == number) {
      end++;
    }
    at = start;
    run = leaf == null ? run : leaf;
    from = start;
    to = end;
  }

  /** Goes down from the top. */
  private void seek(long number) {
    LongVector value = new LongVector(new long[] {number});
    Slice found = tree.find(new KeyPrefix(tree.order(), 2, 0, attribute, type, value));
    run = found.run();
    from = found.from();
    to = found.to();
    size = 0;
    if (run.attributes().length == 1
        && run.attributes()[0] == attribute
        && run.values()[0] instanceof LongVector longs) {
      leaf = run;
      numbers = longs.values();
      size = run.size();
      at = from;
    }
  }

  /** The run that has the datoms found, and others around them. */
  public Run run() {
    return run;
  }

  /** The first row of those found. */
  public int from() {
    return from;
  }

  /** The row after the last one of those found. */
  public int to() {
    return to;
  }
}
