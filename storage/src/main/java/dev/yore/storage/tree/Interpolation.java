package dev.yore.storage.tree;

import dev.yore.storage.column.DoubleVector;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.KeyPrefix;
import dev.yore.storage.datom.KeyRange;
import dev.yore.storage.datom.Run;

/** Guesses how many datoms stand before the end of a range, taking leaves to be filled evenly. */
final class Interpolation {
  private Interpolation() {}

  static double rank(Tree tree, Directory start, KeyRange range, boolean low) {
    Directory node = start;
    double before = 0;
    while (true) {
      int child = node.ending(range, low);
      if (child == node.size()) {
        return before + node.count();
      }
      before += node.before(child);
      if (node.beginning(range, low) <= child) {
        return before;
      }
      if (node.height() == 1) {
        KeyPrefix end = low ? range.low() : range.high();
        double passed = share(node, child, end) * node.count(child);
        return before + Math.clamp(passed, 0, node.count(child));
      }
      node = tree.child(node, child);
    }
  }

  /** The share of a leaf's datoms before a key. */
  private static double share(Directory node, int child, KeyPrefix end) {
    Run first = node.first();
    Run last = node.last();
    if (node.order() == IndexOrder.EAVT) {
      return between(first.entity(child), last.entity(child) + 1.0, end.entity());
    }
    boolean one = first.attribute(child) == last.attribute(child);
    Vector value = end.value();
    if (node.order() == IndexOrder.AEVT) {
      return one ? between(first.entity(child), last.entity(child) + 1.0, end.entity()) : 0.5;
    }
    if (value == null || !node.boundsValues(child)) {
      return 0.5;
    }
    return between(
        number(first.vector(child), first.slot(child)),
        number(last.vector(child), last.slot(child)),
        number(value, 0));
  }

  private static double between(double from, double to, double place) {
    double share = (place - from) / (to - from);
    return Double.isFinite(share) ? Math.clamp(share, 0.0, 1.0) : 0.5;
  }

  private static double number(Vector vector, int row) {
    return switch (vector) {
      case LongVector longs -> longs.get(row);
      case DoubleVector doubles -> doubles.get(row);
      default -> Double.NaN;
    };
  }
}
