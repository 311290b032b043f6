package dev.yore.storage.tree;

import dev.yore.storage.datom.Run;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the leaves of AEVT as a binary trie on entity ids, one for each attribute: a leaf has all
 * datoms of an aligned range of a power of two of ids, the largest that is not too much for one
 * leaf and in which no other leaf has datoms. So the ranges of any two attributes' leaves are
 * nested or apart, and where a table's columns are dense they are the same. Too many datoms of a
 * single entity are cut by count.
 *
 * <p>Any two aligned blocks are nested or apart, so to keep out of another leaf's range it is
 * enough to keep out its datom that is next: a block that has an id outside of that range and not
 * that datom cannot reach into the range.
 */
final class AlignedLeaves implements LeafSink {
  private static final int LEVEL_MAX = 63;

  private final SegmentWriter out;
  private final List<Child> done = new ArrayList<>();
  private Fence before;
  private @Nullable Run pending;

  /**
   * @param before the last datom of the leaves before these
   */
  AlignedLeaves(SegmentWriter out, Fence before) {
    this.out = out;
    this.before = before;
  }

  @Override
  public void keep(Child leaf) {
    settle(Fence.at(leaf.first(), leaf.index()));
    done.add(leaf);
    before = Fence.at(leaf.last(), leaf.index());
  }

  @Override
  public void add(Run rows) {
    Attributes.each(rows, this::addOne);
  }

  /** Rows that may fit into one leaf wait for each other, so that halves grow together again. */
  private void addOne(Run rows) {
    Run waiting = pending;
    if (waiting == null) {
      pending = rows;
    } else if (waiting.attribute(0) == rows.attribute(0)
        && waiting.size() + rows.size() <= out.options().leafMax()) {
      pending = RunSplice.concat(waiting, rows);
    } else {
      settle(Fence.at(rows, 0));
      pending = rows;
    }
  }

  @Override
  public List<Child> finish(Fence after) {
    settle(after);
    return done;
  }

  /** The last datom of all leaves so far. */
  Fence before() {
    return before;
  }

  private void settle(Fence after) {
    Run rows = pending;
    pending = null;
    if (rows != null) {
      cut(rows, 0, rows.size(), LEVEL_MAX, after);
      before = Fence.at(rows, rows.size() - 1);
    }
  }

  /** Cuts the rows of one block of {@code 1 << level} ids. */
  private void cut(Run rows, int from, int to, int level, Fence after) {
    int attribute = rows.attribute(0);
    long entity = rows.entity(from);
    boolean alone =
        !before.within(attribute, entity, level) && !after.within(attribute, entity, level);
    if (level == 0 || (alone && fits(rows, from, to))) {
      write(rows, from, to, level);
      return;
    }
    long half = 1L << (level - 1);
    long middle = (entity >>> (level - 1) | 1) * half;
    int cut = rows.entities().lowerBound(middle, from, to);
    if (cut > from) {
      cut(rows, from, cut, level - 1, after);
    }
    if (to > cut) {
      cut(rows, cut, to, level - 1, after);
    }
  }

  private boolean fits(Run rows, int from, int to) {
    return to - from <= out.options().leafMax() && !out.tooHeavy(rows, from, to);
  }

  private void write(Run rows, int from, int to, int level) {
    int size = to - from;
    int leafMax = out.options().leafMax();
    if (size <= leafMax) {
      writeLight(rows.slice(from, to), level);
      return;
    }
    int parts = (size + leafMax - 1) / leafMax;
    for (int i = 0; i < parts; i++) {
      int start = from + (int) ((long) size * i / parts);
      writeLight(rows.slice(start, from + (int) ((long) size * (i + 1) / parts)), level);
    }
  }

  private void writeLight(Run rows, int level) {
    if (out.tooHeavy(rows)) {
      int middle = rows.size() / 2;
      writeLight(rows.slice(0, middle), level);
      writeLight(rows.slice(middle, rows.size()), level);
    } else {
      done.add(out.writeLeaf(rows, level));
    }
  }
}
