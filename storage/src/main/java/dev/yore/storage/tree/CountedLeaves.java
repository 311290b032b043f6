package dev.yore.storage.tree;

import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.Run;
import java.util.List;

/**
 * Cuts leaves by count: evenly when there is too much for one, joined with a neighbour under a
 * quarter. In AVET a leaf never spans two attributes.
 */
final class CountedLeaves implements LeafSink {
  private final Pack pack;

  CountedLeaves(SegmentStore segments, SegmentWriter out) {
    this.pack = new Pack(segments, out);
  }

  @Override
  public void keep(Child leaf) {
    pack.keep(leaf);
  }

  @Override
  public void add(Run rows) {
    if (rows.order() != IndexOrder.AVET) {
      pack.add(rows);
      return;
    }
    Attributes.each(rows, pack::add);
  }

  @Override
  public List<Child> finish(Fence after) {
    return pack.finish();
  }

  private static final class Pack extends Packing<Run> {
    private final SegmentStore segments;
    private final SegmentWriter out;

    Pack(SegmentStore segments, SegmentWriter out) {
      this.segments = segments;
      this.out = out;
    }

    @Override
    int size(Run rows) {
      return rows.size();
    }

    @Override
    int sizeMin() {
      return out.options().leafMax() / 4;
    }

    @Override
    Run concat(Run left, Run right) {
      return RunSplice.concat(left, right);
    }

    @Override
    boolean joinable(Run left, Run right) {
      return left.order() != IndexOrder.AVET || left.attribute(0) == right.attribute(0);
    }

    @Override
    boolean joinable(Run rows, Child neighbour) {
      return rows.order() != IndexOrder.AVET || rows.attribute(0) == neighbour.firstAttribute();
    }

    @Override
    Run open(Child leaf) {
      out.discard(leaf.key());
      return segments.leafAt(leaf.key());
    }

    @Override
    void write(Run rows) {
      int leafMax = out.options().leafMax();
      int parts = (rows.size() + leafMax - 1) / leafMax;
      for (int i = 0; i < parts; i++) {
        int from = (int) ((long) rows.size() * i / parts);
        int to = (int) ((long) rows.size() * (i + 1) / parts);
        writeLight(rows.slice(from, to));
      }
    }

    private void writeLight(Run rows) {
      if (out.tooHeavy(rows)) {
        int middle = rows.size() / 2;
        writeLight(rows.slice(0, middle));
        writeLight(rows.slice(middle, rows.size()));
      } else {
        written(out.writeLeaf(rows, 0));
      }
    }
  }
}
