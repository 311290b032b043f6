package dev.yore.engine.index;

import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.KeyPrefix;
import dev.yore.storage.datom.KeyRange;
import dev.yore.storage.datom.Run;
import dev.yore.storage.tree.Slice;
import dev.yore.storage.value.DataType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the indexes of one database value, as that value sees time. Runs that come back are live in
 * form (datoms that hold at the view's moment, with the t that added them); a history view's runs
 * are events. Runs may be shared with the cache and must not be written to.
 */
public interface IndexReader {

  /** The visible datoms of a range, in order, run by run; no run is empty. */
  RunCursor scan(KeyRange range);

  /**
   * One attribute's visible datoms of the entities from {@code from} up to but not including {@code
   * to}, as one run in AEVT order. This is the column scan: where a stored segment covers the range
   * and nothing newer falls in it, the segment's own columns come back uncopied.
   */
  Run column(int attribute, long from, long to);

  /**
   * What stands of an attribute's visible datoms in one place, from those of entity {@code from}
   * on, uncopied: the way of reads that want some of the entities up to {@code to}, ascending. Null
   * when they must be put together of several places, which {@link #column} does.
   */
  default @Nullable RunAhead ahead(int attribute, long from, long to) {
    return null;
  }

  /**
   * An entity's visible datoms: rows of a run in EAVT order that may have others around them. This
   * is the way of point queries that want several attributes.
   */
  default Slice entity(long entity) {
    RunCursor cursor = scan(KeyRange.of(KeyPrefix.entity(IndexOrder.EAVT, entity)));
    List<Span> parts = new ArrayList<>(2);
    for (Run run = cursor.next(); run != null; run = cursor.next()) {
      parts.add(Span.of(run));
    }
    Run all =
        switch (parts.size()) {
          case 0 -> Run.empty(IndexOrder.EAVT);
          case 1 -> parts.getFirst().run();
          default -> Concatenation.of(IndexOrder.EAVT, parts);
        };
    return new Slice(all, 0, all.size());
  }

  /** As {@link #entity}, for those who look at each datom themselves. */
  default SeenDatoms seen(long entity) {
    return SeenDatoms.all(entity(entity));
  }

  /**
   * The entities that have numbers as their values of an attribute.
   *
   * @param order AVET, or VAET for references
   * @param type of the attribute, laid out as longs
   * @param numbers ascending
   */
  default FoundEntities entitiesOf(IndexOrder order, int attribute, DataType type, long[] numbers) {
    FoundEntities found = new FoundEntities(numbers.length);
    for (long number : numbers) {
      LongVector value = new LongVector(new long[] {number});
      found.add(scan(KeyRange.of(new KeyPrefix(order, 2, 0, attribute, type, value))));
      found.endValue();
    }
    return found;
  }

  /**
   * The row groups of an attribute between two entity ids: ascending bounds {@code b0 < b1 < … <
   * bn}, so that {@code [b0, b1), [b1, b2) …} together hold all its visible datoms and each holds
   * at most about a segment's worth; empty when there is nothing.
   */
  long[] rowGroups(int attribute, long from, long to);

  /**
   * How many datoms the range has; exact for a view of now, an upper bound for a view of the past.
   */
  long count(KeyRange range);

  /** What is known of an attribute's values without reading them. */
  AttributeStatistics statistics(int attribute);

  /**
   * True when a value is known to be above all that an attribute in AVET has; false when it may not
   * be. Asking costs little, and new keys are mostly the greatest.
   */
  default boolean isAboveAll(int attribute, Vector values, int row) {
    return false;
  }

  /**
   * The entity that has a value of a unique attribute, or -1. Not for history views.
   *
   * @throws dev.yore.storage.error.YoreException {@code UNSUPPORTED} if the attribute is not in
   *     AVET
   */
  long entityOf(int attribute, Object value);

  /**
   * The value of an attribute of cardinality one, or null when the entity has none. Not for history
   * views.
   */
  @Nullable Object valueOf(long entity, int attribute);

  /**
   * The only datom of an attribute of cardinality one that an entity has: one row of a run that may
   * have others around it, or none. Not for history views.
   */
  default Slice datomOf(long entity, int attribute) {
    Run run = column(attribute, entity, entity + 1);
    return new Slice(run, 0, run.size());
  }

  /**
   * All that ever held of an attribute's entities from {@code from} up to but not including {@code
   * to}, as far as the view's basis knows, as a run of history form: {@code added} and {@code
   * ended}, which is {@link Long#MAX_VALUE} for what holds. Sorted by key and then by {@code
   * added}. As-of and since are not applied.
   */
  Run intervals(int attribute, long from, long to);

  /** Runs, one after the other. */
  interface RunCursor {
    /** The next run, or null at the end. */
    @Nullable Run next();

    /** As {@link #next}, for those who look at rows of a run that has others around them. */
    default @Nullable Slice nextSlice() {
      Run run = next();
      return run == null ? null : new Slice(run, 0, run.size());
    }
  }
}
