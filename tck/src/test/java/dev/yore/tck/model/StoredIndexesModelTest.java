package dev.yore.tck.model;

import dev.yore.engine.index.Indexes;
import dev.yore.engine.index.Indexing;
import dev.yore.engine.index.StoredRoots;
import dev.yore.storage.cache.SegmentCache;
import dev.yore.storage.datom.Datom;
import dev.yore.storage.kv.MemoryStore;
import dev.yore.storage.tree.SegmentStore;
import dev.yore.storage.tree.TreeOptions;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;

/**
 * Indexes over trees of tiny leaves show what the reference model shows, whenever they are indexed,
 * while transactions go on, and after they are opened again.
 */
class StoredIndexesModelTest {
  private static final TreeOptions TINY = new TreeOptions(4, 4);

  /** A history that is indexed as it grows. */
  private static final class Run {
    private final Random random;
    private final SegmentStore segments;
    private final Indexing indexing;
    private final RandomHistory history;
    private final ReferenceModel model = new ReferenceModel();
    private Set<Integer> indexed = new HashSet<>();
    private RandomHistory.Attributes attributes;
    private Indexes indexes = Indexes.empty();
    private Indexing.@Nullable Outcome pending;
    private @Nullable StoredRoots roots;

    Run(long seed) {
      random = new Random(seed);
      SegmentCache cache = new SegmentCache(random.nextBoolean() ? 0 : 1 << 20);
      segments = new SegmentStore(new MemoryStore(), "db/seg/", cache);
      indexing = new Indexing(segments, cache, TINY);
      history = new RandomHistory(random, 3 + random.nextInt(40), 3 + random.nextInt(12));
      indexed.add(RandomHistory.EMAIL);
      attributes = new RandomHistory.Attributes(indexed);
    }

    void transact() {
      if (random.nextInt(15) == 0) {
        indexed = new HashSet<>(indexed);
        indexed.add(random.nextBoolean() ? RandomHistory.SCORE : RandomHistory.AGE);
        attributes = new RandomHistory.Attributes(indexed);
      }
      List<Datom> datoms = history.next(1 + random.nextInt(20));
      model.add(datoms);
      indexes = indexes.with(history.t(), RandomHistory.runs(datoms, attributes), attributes);
    }

    /** Sometimes begins to index, sometimes ends it, with transactions in between. */
    void index() {
      if (pending != null) {
        indexes = Indexing.adopt(indexes, pending);
        roots = pending.roots();
        pending = null;
      } else {
        pending = indexing.index(indexes);
      }
    }

    void compare(Indexes shown) {
      new ViewComparison(model, history, attributes, random).compareAll(shown);
    }
  }

  @Property(tries = 12, shrinking = ShrinkingMode.OFF)
  void treesUnderNoveltyShowWhatTheModelShows(@ForAll long seed) {
    Run run = new Run(seed);
    int transactions = 2 + run.random.nextInt(30);
    for (int i = 0; i < transactions; i++) {
      run.transact();
      if (run.random.nextInt(4) == 0) {
        run.index();
      }
    }
    run.compare(run.indexes);
  }

  @Property(tries = 6, shrinking = ShrinkingMode.OFF)
  void openedAgainTheyShowTheSame(@ForAll long seed) {
    Run run = new Run(seed);
    for (int i = 0; i < 20; i++) {
      run.transact();
      if (run.random.nextInt(4) == 0) {
        run.index();
      }
    }
    StoredRoots roots = run.indexing.index(run.indexes).roots();
    SegmentCache cold = new SegmentCache(1 << 20);
    Indexing again = new Indexing(run.segments, cold, TINY);
    run.compare(again.open(roots).knowing(run.attributes));
  }
}
