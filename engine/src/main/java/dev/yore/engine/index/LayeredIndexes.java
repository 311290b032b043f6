package dev.yore.engine.index;

import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.KeyPrefix;
import dev.yore.storage.datom.KeyRange;
import dev.yore.storage.datom.Run;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stored trees with novelty over them.
 *
 * @param attributes what the last transaction knew of attributes; null before any
 */
record LayeredIndexes(
    StoredIndexes stored,
    Novelty novelty,
    long basisT,
    List<Run> basisEvents,
    @Nullable IndexedAttributes attributes)
    implements Indexes {

  static final LayeredIndexes EMPTY =
      new LayeredIndexes(StoredIndexes.NONE, Novelty.EMPTY, 0, List.of(), null);

  @Override
  public IndexReader reader(View view) {
    return new LayeredReader(this, view);
  }

  @Override
  public LayeredIndexes with(long t, List<Run> events, IndexedAttributes after) {
    if (t < basisT || (t == basisT && attributes != null)) {
      throw YoreException.bug("a transaction must be later than the basis")
          .with("t", t)
          .with("basis", basisT);
    }
    LayeredIndexes ready = after == attributes ? this : indexed(after);
    return new LayeredIndexes(
        stored, ready.novelty.with(t, events, after, stored), t, List.copyOf(events), after);
  }

  @Override
  public Indexes knowing(IndexedAttributes known) {
    return known == attributes ? this : indexed(known);
  }

  /** With AVET made for the attributes that have become indexed and have datoms already. */
  private LayeredIndexes indexed(IndexedAttributes after) {
    Novelty filled = novelty;
    int limit = Math.max(novelty.aevt().limit(), stored.attributeLimit());
    for (int attribute = 0; attribute < limit; attribute++) {
      if (lacksValues(attribute) && after.inAvet(attribute)) {
        Run events = allEvents(attribute);
        if (!events.isEmpty()) {
          NoveltyRun run = new NoveltyRun(events.in(IndexOrder.AVET), 0, basisT);
          filled = filled.withValues(attribute, RunStack.of(run));
        }
      }
    }
    return new LayeredIndexes(stored, filled, basisT, basisEvents, after);
  }

  /** What is stored of an attribute in an index: nothing while its AVET is all in novelty. */
  StoredIndexes storedOf(IndexOrder order, int attribute) {
    return order == IndexOrder.AVET && !stored.hasValues(attribute) ? StoredIndexes.NONE : stored;
  }

  /** True when an attribute has datoms that are not in AVET. */
  boolean lacksValues(int attribute) {
    if (!novelty.avet().isEmpty(attribute) || stored.hasValues(attribute)) {
      return false;
    }
    return !novelty.aevt().isEmpty(attribute)
        || stored.countLive(wholeOf(attribute)) + stored.countHistory(wholeOf(attribute)) > 0;
  }

  DataType typeOf(int attribute) {
    if (attributes == null) {
      throw YoreException.bug("indexes with datoms must know their attributes")
          .with("attribute", attribute);
    }
    return attributes.typeOf(attribute);
  }

  boolean keepsHistory(int attribute) {
    return attributes == null || attributes.keepsHistory(attribute);
  }

  /** With these trees, which have all up to their t, in the place of the ones before. */
  LayeredIndexes over(TreeIndexes trees) {
    return new LayeredIndexes(trees, novelty.after(trees), basisT, basisEvents, attributes);
  }

  private Run allEvents(int attribute) {
    IndexReader reader = reader(View.NOW.withHistory());
    return reader.column(attribute, 0, Long.MAX_VALUE);
  }

  private static KeyRange wholeOf(int attribute) {
    return KeyRange.of(KeyPrefix.attribute(IndexOrder.AEVT, attribute));
  }
}
