package dev.yore.engine.index;

import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.KeyPrefix;
import dev.yore.storage.datom.KeyRange;
import dev.yore.storage.datom.Run;
import dev.yore.storage.tree.Slice;
import dev.yore.storage.tree.ValueProbe;
import dev.yore.storage.value.DataType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads trees and novelty as a view sees them. A moment at or after the trees' own reads the live
 * tree as it is with novelty up to the moment over it; an earlier one reads live and history trees
 * and no novelty.
 */
final class LayeredReader implements IndexReader {
  /** Merged columns of fewer ids are not kept: such ranges are of queries, not of row groups. */
  private static final int KEPT_MIN = 1024;

  private final LayeredIndexes indexes;
  private final View view;

  /** {@link Long#MAX_VALUE} when the view sees all that there is. */
  private final long asOf;

  /** Datoms of later transactions only; -1 for all, transaction 0 included. */
  private final long since;

  LayeredReader(LayeredIndexes indexes, View view) {
    this.indexes = indexes;
    this.view = view;
    this.asOf = view.asOf() >= indexes.basisT() ? Long.MAX_VALUE : view.asOf();
    this.since = view.since() == 0 ? -1 : view.since();
  }

  @Override
  public RunCursor scan(KeyRange range) {
    if (excludesAll(range)) {
      return () -> null;
    }
    int low = firstAttribute(range);
    int high = lastAttribute(range);
    if (isPoint(range)) {
      SeenDatoms found = stored(range, low);
      if (found != null) {
        return once(found.joined());
      }
    }
    if (!range.order().byAttribute() || low == high) {
      return cursor(range, low);
    }
    return new AttributeCursor(range, low, Math.min(high, attributeLimit() - 1));
  }

  /** True for a range that few datoms can be expected in. */
  private static boolean isPoint(KeyRange range) {
    return range.low() == range.high()
        && range.lowInclusive()
        && range.highInclusive()
        && range.low().length() >= (range.order() == IndexOrder.EAVT ? 1 : 2);
  }

  /** What is seen of a prefix where one leaf of each tree tells it, else null. */
  private @Nullable SeenDatoms stored(KeyRange point, int attribute) {
    if (view.history()
        || since >= 0
        || !(indexes.storedOf(point.order(), attribute) instanceof TreeIndexes trees)
        || hasNovelty(trees, point, attribute)) {
      return null;
    }
    return trees.seenAt(point.low(), asOf);
  }

  private static RunCursor once(Slice found) {
    return new RunCursor() {
      private boolean given = found.isEmpty();

      @Override
      public @Nullable Run next() {
        Slice slice = nextSlice();
        return slice == null ? null : slice.run().slice(slice.from(), slice.to());
      }

      @Override
      public @Nullable Slice nextSlice() {
        boolean first = !given;
        given = true;
        return first ? found : null;
      }
    };
  }

  @Override
  public Slice entity(long entity) {
    KeyRange point = KeyRange.of(KeyPrefix.entity(IndexOrder.EAVT, entity));
    SeenDatoms found = stored(point, 0);
    return found == null ? IndexReader.super.entity(entity) : found.joined();
  }

  @Override
  public SeenDatoms seen(long entity) {
    KeyRange point = KeyRange.of(KeyPrefix.entity(IndexOrder.EAVT, entity));
    SeenDatoms found = stored(point, 0);
    return found == null ? SeenDatoms.all(IndexReader.super.entity(entity)) : found;
  }

  @Override
  public @Nullable RunAhead ahead(int attribute, long from, long to) {
    if (view.history()
        || since >= 0
        || !(indexes.stored() instanceof TreeIndexes trees)
        || asOf < trees.t()
        || hasNovelty(trees, KeyRange.entities(attribute, from, to), attribute)) {
      return null;
    }
    KeyPrefix first = KeyPrefix.entityAttribute(IndexOrder.AEVT, from, attribute);
    Run leaf = trees.trees(IndexOrder.AEVT).live().leafAtOrAfter(first);
    if (leaf == null || leaf.attribute(0) != attribute) {
      return new RunAhead(Run.empty(IndexOrder.AEVT), to);
    }
    // The next leaf may have more of the last entity.
    long last = leaf.entity(leaf.size() - 1);
    return last == from
        ? new RunAhead(ofEntity(attribute, from), from + 1)
        : new RunAhead(leaf, Math.min(last, to));
  }

  @Override
  public FoundEntities entitiesOf(IndexOrder order, int attribute, DataType type, long[] numbers) {
    if (view.history()
        || since >= 0
        || numbers.length == 0
        || !(indexes.storedOf(order, attribute) instanceof TreeIndexes trees)
        || asOf < trees.t()) {
      return IndexReader.super.entitiesOf(order, attribute, type, numbers);
    }
    KeyPrefix first = prefix(order, attribute, type, numbers[0]);
    KeyPrefix last = prefix(order, attribute, type, numbers[numbers.length - 1]);
    boolean fresh = hasNovelty(trees, new KeyRange(first, true, last, true), attribute);
    ValueProbe probe = trees.trees(order).live().probe(attribute, type);
    FoundEntities found = new FoundEntities(numbers.length);
    for (long number : numbers) {
      KeyRange newer = fresh ? KeyRange.of(prefix(order, attribute, type, number)) : null;
      if (newer != null && hasNovelty(trees, newer, attribute)) {
        found.add(cursor(newer, attribute));
      } else {
        probe.find(number);
        found.add(probe.run(), probe.from(), probe.to());
      }
      found.endValue();
    }
    return found;
  }

  private static KeyPrefix prefix(IndexOrder order, int attribute, DataType type, long number) {
    return new KeyPrefix(order, 2, 0, attribute, type, new LongVector(new long[] {number}));
  }

  private RunCursor cursor(KeyRange range, int attribute) {
    StoredIndexes stored = indexes.storedOf(range.order(), attribute);
    return LeafMerge.of(
        stored, range, noveltyOf(stored, range, attribute), view.history(), asOf, since);
  }

  /** What novelty has for a view over these trees; none when the trees are later. */
  private List<Span> noveltyOf(StoredIndexes stored, KeyRange range, int attribute) {
    List<Span> spans = new ArrayList<>();
    if (asOf >= stored.t()) {
      indexes.novelty().spans(range, attribute, spans);
    }
    return spans;
  }

  private boolean hasNovelty(StoredIndexes stored, KeyRange range, int attribute) {
    return asOf >= stored.t()
        && indexes.novelty().stack(range.order(), attribute).depth() > 0
        && !noveltyOf(stored, range, attribute).isEmpty();
  }

  /** One attribute after the other of an index that keeps them apart. */
  private final class AttributeCursor implements RunCursor {
    private final KeyRange range;
    private final int last;
    private int attribute;
    private RunCursor current;

    AttributeCursor(KeyRange range, int first, int last) {
      this.range = range;
      this.attribute = first;
      this.last = last;
      this.current = first <= last ? cursor(clipped(range, first), first) : () -> null;
    }

    @Override
    public @Nullable Run next() {
      while (true) {
        Run run = current.next();
        if (run != null || attribute >= last) {
          return run;
        }
        current = cursor(clipped(range, ++attribute), attribute);
      }
    }
  }

  /** What of a range belongs to one attribute. */
  private static KeyRange clipped(KeyRange range, int attribute) {
    KeyPrefix all = KeyPrefix.attribute(range.order(), attribute);
    KeyPrefix low = range.low();
    KeyPrefix high = range.high();
    boolean begins = low.length() > 0 && low.attribute() == attribute;
    boolean ends = high.length() > 0 && high.attribute() == attribute;
    return new KeyRange(
        begins ? low : all,
        !begins || range.lowInclusive(),
        ends ? high : all,
        !ends || range.highInclusive());
  }

  /** Every key begins with the empty prefix, so leaving that out leaves nothing. */
  private static boolean excludesAll(KeyRange range) {
    return (range.low().length() == 0 && !range.lowInclusive())
        || (range.high().length() == 0 && !range.highInclusive());
  }

  private static int firstAttribute(KeyRange range) {
    return range.low().length() == 0 ? 0 : range.low().attribute();
  }

  private static int lastAttribute(KeyRange range) {
    return range.high().length() == 0 ? Integer.MAX_VALUE : range.high().attribute();
  }

  private int attributeLimit() {
    Novelty novelty = indexes.novelty();
    int fresh = Math.max(novelty.aevt().limit(), novelty.avet().limit());
    return Math.max(fresh, indexes.stored().attributeLimit());
  }

  @Override
  public Run column(int attribute, long from, long to) {
    if (to - from == 1) {
      return ofEntity(attribute, from);
    }
    KeyRange range = KeyRange.entities(attribute, from, to);
    StoredIndexes stored = indexes.stored();
    List<Span> spans = noveltyOf(stored, range, attribute);
    boolean merges = asOf < stored.t() || view.history() || since >= 0 || !spans.isEmpty();
    if (!merges || stored == StoredIndexes.NONE || to - from < KEPT_MIN) {
      return joined(range, spans);
    }
    String version = spans.isEmpty() ? "" : indexes.novelty().aevt().get(attribute).version(range);
    String key = attribute + "/" + from + "/" + to + "/" + version + "/" + asOf + "/" + since;
    return stored.kept(view.history() ? key + "/h" : key, () -> joined(range, spans));
  }

  private Run ofEntity(int attribute, long entity) {
    KeyRange point = KeyRange.of(KeyPrefix.entityAttribute(IndexOrder.AEVT, entity, attribute));
    List<Span> newer = noveltyOf(indexes.stored(), point, attribute);
    SeenDatoms seen = newer.isEmpty() ? stored(point, attribute) : null;
    if (seen == null) {
      return joined(point, newer);
    }
    Slice found = seen.joined();
    return found.run().slice(found.from(), found.to());
  }

  private Run joined(KeyRange range, List<Span> novelty) {
    RunCursor cursor = LeafMerge.of(indexes.stored(), range, novelty, view.history(), asOf, since);
    Run first = cursor.next();
    if (first == null) {
      return Run.empty(IndexOrder.AEVT);
    }
    Run second = cursor.next();
    if (second == null) {
      return first;
    }
    List<Span> parts = new ArrayList<>(List.of(Span.of(first), Span.of(second)));
    for (Run more = cursor.next(); more != null; more = cursor.next()) {
      parts.add(Span.of(more));
    }
    return Concatenation.of(IndexOrder.AEVT, parts);
  }

  @Override
  public long[] rowGroups(int attribute, long from, long to) {
    if (from >= to) {
      return new long[0];
    }
    StoredIndexes stored = indexes.stored();
    boolean past = asOf < stored.t() || view.history();
    return RowGroups.of(
        stored.leafRanges(attribute, from, to),
        past ? stored.historyStarts(attribute, from, to) : new long[0],
        noveltyOf(stored, KeyRange.entities(attribute, from, to), attribute),
        from,
        to);
  }

  @Override
  public long count(KeyRange range) {
    boolean ofNow = asOf == Long.MAX_VALUE && !view.history() && view.since() == 0;
    long sum = indexes.stored().countLive(range);
    if (view.history()) {
      sum += 2 * indexes.stored().countHistory(range);
    } else if (asOf < indexes.stored().t()) {
      sum += indexes.stored().countHistory(range);
    }
    for (Span span : noveltyOf(range)) {
      sum += ofNow ? NoveltyRun.balance(span) : span.size();
    }
    return sum;
  }

  private List<Span> noveltyOf(KeyRange range) {
    int low = firstAttribute(range);
    if (!range.order().byAttribute()) {
      return noveltyOf(indexes.stored(), range, low);
    }
    List<Span> spans = new ArrayList<>();
    int high = excludesAll(range) ? -1 : Math.min(lastAttribute(range), attributeLimit() - 1);
    for (int attribute = low; attribute <= high; attribute++) {
      spans.addAll(noveltyOf(indexes.storedOf(range.order(), attribute), range, attribute));
    }
    return spans;
  }

  @Override
  public AttributeStatistics statistics(int attribute) {
    return Statistics.of(
        indexes.stored().statistics(attribute),
        asOf < indexes.stored().t() ? RunStack.EMPTY : indexes.novelty().aevt().get(attribute),
        count(KeyRange.of(KeyPrefix.attribute(IndexOrder.AEVT, attribute))));
  }

  @Override
  public boolean isAboveAll(int attribute, Vector values, int row) {
    return asOf == Long.MAX_VALUE && PointLookup.isAboveAll(indexes, attribute, values, row);
  }

  @Override
  public long entityOf(int attribute, Object value) {
    return PointLookup.entityOf(indexes, asOf, since, attribute, value);
  }

  @Override
  public @Nullable Object valueOf(long entity, int attribute) {
    return PointLookup.valueOf(indexes, asOf, since, entity, attribute);
  }

  @Override
  public Slice datomOf(long entity, int attribute) {
    return PointLookup.datomOf(indexes, asOf, since, entity, attribute);
  }

  @Override
  public Run intervals(int attribute, long from, long to) {
    KeyRange range = KeyRange.entities(attribute, from, to);
    List<Span> novelty = new ArrayList<>();
    indexes.novelty().spans(range, attribute, novelty);
    RunCursor events = LeafMerge.of(indexes.stored(), range, novelty, true, Long.MAX_VALUE, -1);
    return Intervals.of(events);
  }
}
