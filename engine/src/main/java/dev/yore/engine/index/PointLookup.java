package dev.yore.engine.index;

import dev.yore.storage.column.Vector;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.KeyPrefix;
import dev.yore.storage.datom.KeyRange;
import dev.yore.storage.datom.Run;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Finds the one datom of an entity's attribute, or of a unique value. The newest transaction that
 * says anything of it decides, so runs are asked from the newest on and the trees last.
 */
final class PointLookup {
  /** What a run answers that says nothing, and one that says that nothing is there. */
  private static final int SILENT = -2;

  private static final int GONE = -1;

  private PointLookup() {}

  static @Nullable Object valueOf(
      LayeredIndexes indexes, long asOf, long since, long entity, int attribute) {
    if (asOf >= indexes.stored().t()) {
      RunStack stack = indexes.novelty().aevt().get(attribute);
      for (int i = stack.depth() - 1; i >= 0; i--) {
        Run run = stack.run(i).run();
        int from = run.entities().lowerBound(entity, 0, run.size());
        int row = SILENT;
        if (from < run.size() && run.entity(from) == entity) {
          row = deciding(run, from, run.entities().lowerBound(entity + 1, from, run.size()), asOf);
        }
        if (row != SILENT) {
          return row == GONE || run.added(row) <= since ? null : run.value(row);
        }
      }
    }
    Run found =
        stored(
            indexes,
            KeyRange.of(KeyPrefix.entityAttribute(IndexOrder.AEVT, entity, attribute)),
            attribute,
            asOf,
            since);
    return found == null ? null : found.value(0);
  }

  static long entityOf(LayeredIndexes indexes, long asOf, long since, int attribute, Object value) {
    if (indexes.lacksValues(attribute)) {
      throw YoreException.of(
              ErrorCode.UNSUPPORTED, "Looking up a value needs an attribute that is indexed")
          .with("attribute", attribute);
    }
    if (asOf >= indexes.stored().t()) {
      RunStack stack = indexes.novelty().avet().get(attribute);
      Vector key = null;
      for (int i = stack.depth() - 1; i >= 0; i--) {
        Run run = stack.run(i).run();
        DataType type = run.types()[0];
        key = key == null ? Vectors.single(type, value) : key;
        int from = lowerBound(run, type, key, 0, true);
        int to = lowerBound(run, type, key, from, false);
        int row = from == to ? SILENT : deciding(run, from, to, asOf);
        if (row != SILENT) {
          return row == GONE || run.added(row) <= since ? -1 : run.entity(row);
        }
      }
    }
    if (!indexes.stored().hasValues(attribute)) {
      return -1;
    }
    DataType type = indexes.typeOf(attribute);
    Run found =
        stored(
            indexes,
            KeyRange.of(KeyPrefix.attributeValue(IndexOrder.AVET, attribute, type, value)),
            attribute,
            asOf,
            since);
    return found == null ? -1 : found.entity(0);
  }

  private static @Nullable Run stored(
      LayeredIndexes indexes, KeyRange range, int attribute, long asOf, long since) {
    return LeafMerge.of(indexes.stored(), range, attribute, new ArrayList<>(), false, asOf, since)
        .next();
  }

  /** The first row whose value is at least the key, or greater than it. */
  private static int lowerBound(Run run, DataType type, Vector key, int from, boolean orEqual) {
    Vector values = run.values()[0];
    int low = from;
    int high = run.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      int sign = Vectors.compare(type, values, middle, key, 0);
      if (sign < 0 || (sign == 0 && !orEqual)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The row that the last transaction among these rows, not later than the moment, asserted. */
  private static int deciding(Run run, int from, int to, long asOf) {
    long latest = -1;
    int row = SILENT;
    for (int i = from; i < to; i++) {
      long t = run.added(i);
      if (t > asOf || t < latest) {
        continue;
      }
      boolean retraction = run.isRetraction(i);
      if (t > latest) {
        latest = t;
        row = retraction ? GONE : i;
      } else if (!retraction) {
        row = i;
      }
    }
    return row;
  }
}
