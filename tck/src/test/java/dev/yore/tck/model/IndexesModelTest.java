package dev.yore.tck.model;

import dev.yore.engine.index.Indexes;
import dev.yore.engine.index.View;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Indexes that keep everything in novelty show what the reference model shows. */
class IndexesModelTest {
  private static final Set<Integer> INDEXED = Set.of(RandomHistory.SCORE, RandomHistory.EMAIL);

  @Property(tries = 10, shrinking = ShrinkingMode.OFF)
  void noveltyShowsWhatTheModelShows(@ForAll long seed) {
    Random random = new Random(seed);
    RandomHistory history =
        new RandomHistory(random, 2 + random.nextInt(20), 2 + random.nextInt(12));
    ReferenceModel model = new ReferenceModel();
    RandomHistory.Attributes attributes = new RandomHistory.Attributes(INDEXED);
    Indexes indexes = Indexes.empty();
    int transactions = 1 + random.nextInt(40);
    for (int i = 0; i < transactions; i++) {
      var datoms = history.next(1 + random.nextInt(12));
      model.add(datoms);
      indexes = indexes.with(history.t(), RandomHistory.runs(datoms, attributes), attributes);
    }
    new ViewComparison(model, history, attributes, random).compareAll(indexes);
  }

  @Property(tries = 10, shrinking = ShrinkingMode.OFF)
  void anAttributeIndexedLaterIsIndexedFromTheBeginning(@ForAll long seed) {
    Random random = new Random(seed);
    RandomHistory history = new RandomHistory(random, 8, 6);
    ReferenceModel model = new ReferenceModel();
    RandomHistory.Attributes attributes = new RandomHistory.Attributes(Set.of());
    Indexes indexes = Indexes.empty();
    for (int i = 0; i < 20; i++) {
      if (i == 10) {
        attributes = new RandomHistory.Attributes(INDEXED);
      }
      var datoms = history.next(8);
      model.add(datoms);
      indexes = indexes.with(history.t(), RandomHistory.runs(datoms, attributes), attributes);
    }
    new ViewComparison(model, history, attributes, random).compareAll(indexes);
  }

  @Property(tries = 10, shrinking = ShrinkingMode.OFF)
  void anOlderValueStaysAsItWas(@ForAll long seed) {
    Random random = new Random(seed);
    RandomHistory history = new RandomHistory(random, 6, 6);
    RandomHistory.Attributes attributes = new RandomHistory.Attributes(INDEXED);
    ReferenceModel model = new ReferenceModel();
    Indexes indexes = Indexes.empty();
    for (int i = 0; i < 10; i++) {
      var datoms = history.next(8);
      model.add(datoms);
      indexes = indexes.with(history.t(), RandomHistory.runs(datoms, attributes), attributes);
    }
    Indexes later = indexes;
    for (int i = 0; i < 30; i++) {
      var datoms = history.next(8);
      later = later.with(history.t(), RandomHistory.runs(datoms, attributes), attributes);
    }
    new ViewComparison(model, history, attributes, random).compareAll(indexes);
    View then = View.NOW.withAsOf(indexes.basisT());
    ViewComparison asOf = new ViewComparison(model, history, attributes, random);
    asOf.compareReads(later.reader(then), then);
  }
}
