package dev.yore.storage.tree;

import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Longs;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.KeyPrefix;
import dev.yore.storage.datom.Run;
import java.util.Arrays;

/**
 * Where the datoms with a key prefix stand in a leaf. The way of every point query; measured by the
 * benchmark of point reads.
 */
final class PrefixSearch {
  private PrefixSearch() {}

  /** The first row at or after the prefix. */
  static int from(Run leaf, KeyPrefix prefix) {
    if (byEntity(leaf, prefix)) {
      return leaf.entities().lowerBound(prefix.entity(), 0, leaf.size());
    }
    if (leaf.order() == IndexOrder.VAET
        && prefix.length() == 2
        && leaf.attributeIndexes() == null
        && leaf.size() > 0
        && leaf.attribute(0) == prefix.attribute()
        && leaf.values()[0] instanceof LongVector values
        && prefix.value() instanceof LongVector key) {
      return Numbers.lowerBound(values.values(), 0, leaf.size(), key.get(0));
    }
    int low = 0;
    int high = leaf.size();
    if (leaf.order() == IndexOrder.AVET && prefix.length() == 2) {
      int index = Arrays.binarySearch(leaf.attributes(), prefix.attribute());
      low = index < 0 ? firstOf(leaf, -1 - index) : firstOf(leaf, index);
      high = index < 0 ? low : firstOf(leaf, index + 1);
      if (low < high
          && leaf.vector(low) instanceof LongVector values
          && prefix.value() instanceof LongVector key
          && leaf.slot(high - 1) - leaf.slot(low) == high - 1 - low) {
        int slot = leaf.slot(low);
        return low
            - slot
            + Numbers.lowerBound(values.values(), slot, slot + high - low, key.get(0));
      }
    }
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (leaf.compare(middle, prefix) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The first row of an attribute, in a run that has the rows of an attribute together. */
  private static int firstOf(Run run, int index) {
    int[] indexes = run.attributeIndexes();
    if (indexes == null) {
      return index == 0 ? 0 : run.size();
    }
    int low = 0;
    int high = run.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (indexes[middle] < index) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The first row after the prefix, at or after {@code from}; most prefixes have few rows. */
  static int to(Run leaf, KeyPrefix prefix, int from) {
    if (byEntity(leaf, prefix)) {
      return toEntity(leaf.entities(), prefix.entity(), from);
    }
    int low = from;
    int step = 1;
    int high = from;
    while (high < leaf.size() && leaf.compare(high, prefix) == 0) {
      low = high + 1;
      high += step;
      step <<= 1;
    }
    high = Math.min(high, leaf.size());
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (leaf.compare(middle, prefix) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static int toEntity(Longs entities, long entity, int from) {
    int low = from;
    int step = 1;
    int high = from;
    while (high < entities.size() && entities.get(high) == entity) {
      low = high + 1;
      high += step;
      step <<= 1;
    }
    return entities.lowerBound(entity + 1, low, Math.min(high, entities.size()));
  }

  /** Whether the rows are in the order of the entity alone, as far as the prefix goes. */
  private static boolean byEntity(Run leaf, KeyPrefix prefix) {
    return leaf.order() == IndexOrder.AEVT
        ? prefix.length() == 2
            && leaf.attributeIndexes() == null
            && leaf.size() > 0
            && leaf.attribute(0) == prefix.attribute()
        : leaf.order() == IndexOrder.EAVT && prefix.length() == 1;
  }
}
