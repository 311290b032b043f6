package dev.yore.engine.index;

import dev.yore.storage.column.Vector;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.KeyPrefix;
import dev.yore.storage.datom.KeyRange;
import dev.yore.storage.datom.Run;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.tree.Slice;
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

  private static final Slice NOTHING = new Slice(Run.empty(IndexOrder.AEVT), 0, 0);

  private PointLookup() {}

  static @Nullable Object valueOf(
      LayeredIndexes indexes, long asOf, long since, long entity, int attribute) {
    Slice found = datomOf(indexes, asOf, since, entity, attribute);
    return found.isEmpty() ? null : found.run().value(found.from());
  }

  /** The only datom of an attribute of cardinality one that an entity has. */
  static Slice datomOf(LayeredIndexes indexes, long asOf, long since, long entity, int attribute) {
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
          boolean gone = row == GONE || run.added(row) <= since;
          return gone ? NOTHING : new Slice(run, row, row + 1);
        }
      }
    }
    return stored(
        indexes, KeyPrefix.entityAttribute(IndexOrder.AEVT, entity, attribute), asOf, since);
  }

  static long entityOf(LayeredIndexes indexes, long asOf, long since, int attribute, Object value) {
    if (indexes.lacksValues(attribute)) {
      throw YoreException.of(
              ErrorCode.UNSUPPORTED, "Looking up a value needs an attribute that is indexed")
          .with("attribute", attribute);
    }
    if (asOf >= indexes.storedOf(IndexOrder.AVET, attribute).t()) {
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
    KeyPrefix prefix =
        KeyPrefix.attributeValue(IndexOrder.AVET, attribute, indexes.typeOf(attribute), value);
    Slice found = stored(indexes, prefix, asOf, since);
    return found.isEmpty() ? -1 : found.run().entity(found.from());
  }

  /** True when a value is above the last of each run and of the tree. */
  static boolean isAboveAll(LayeredIndexes indexes, int attribute, Vector values, int row) {
    if (indexes.lacksValues(attribute)) {
      return false;
    }
    PendingRuns newer = indexes.novelty().avet().runs(attribute);
    if (newer != null && !newer.allLast((run, last) -> isAbove(values, row, run, last))) {
      return false;
    }
    Slice last =
        indexes.storedOf(IndexOrder.AVET, attribute) instanceof TreeIndexes trees
            ? trees.trees(IndexOrder.AVET).live().lastOf(attribute)
            : null;
    return last == null || isAbove(values, row, last.run(), last.from());
  }

  private static boolean isAbove(Vector values, int row, Run run, int last) {
    return Vectors.compare(run.type(last), values, row, run.vector(last), run.slot(last)) > 0;
  }

  private static Slice stored(LayeredIndexes indexes, KeyPrefix prefix, long asOf, long since) {
    if (asOf >= indexes.stored().t()
        && since < 0
        && indexes.stored() instanceof TreeIndexes trees) {
      return trees.find(prefix);
    }
    KeyRange range = KeyRange.of(prefix);
    Run found = LeafMerge.of(indexes.stored(), range, new ArrayList<>(), false, asOf, since).next();
    return found == null
        ? new Slice(Run.empty(prefix.order()), 0, 0)
        : new Slice(found, 0, found.size());
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
