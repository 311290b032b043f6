package dev.yore.storage.tree;

import dev.yore.storage.datom.Run;
import java.util.function.Consumer;

/** Takes runs of indexes that are sorted by attribute first apart into one run an attribute. */
final class Attributes {
  private Attributes() {}

  static void each(Run rows, Consumer<Run> part) {
    int from = 0;
    while (from < rows.size()) {
      int to = end(rows, from);
      part.accept(rows.slice(from, to));
      from = to;
    }
  }

  private static int end(Run rows, int from) {
    if (rows.attributeIndexes() == null) {
      return rows.size();
    }
    int low = from;
    int high = rows.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (rows.attributeIndex(middle) <= rows.attributeIndex(from)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
