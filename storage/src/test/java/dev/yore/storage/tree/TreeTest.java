package dev.yore.storage.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yore.storage.cache.SegmentCache;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.datom.Datom;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.KeyPrefix;
import dev.yore.storage.datom.KeyRange;
import dev.yore.storage.datom.Run;
import dev.yore.storage.datom.RunBuilder;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.frame.Frame;
import dev.yore.storage.frame.FrameKind;
import dev.yore.storage.kv.MemoryStore;
import dev.yore.storage.value.DataType;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TreeTest {
  private static final TreeOptions TINY = new TreeOptions(4, 4);
  private static final long BASE = 16L << 42;
  private static final int AGE = 5;
  private static final int NAME = 6;

  private final MemoryStore store = new MemoryStore();
  private SegmentCache cache = new SegmentCache(1 << 24);
  private SegmentStore segments = new SegmentStore(store, "db/seg/", cache);
  private long indexed;

  private static DataType type(int attribute) {
    return attribute == NAME ? DataType.STRING : DataType.LONG;
  }

  private static RunBuilder events(IndexOrder order) {
    return new RunBuilder(order, TreeTest::type, 16);
  }

  private SegmentWriter writer(TreeOptions options) {
    return new SegmentWriter(segments, options, ++indexed);
  }

  /** A table of dense entities with an age and a name each. */
  private IndexTrees table(IndexOrder order, int rows, TreeOptions options) {
    RunBuilder all = events(order);
    for (int i = 0; i < rows; i++) {
      all.addEvent(BASE + i, AGE, (long) i % 90, 1, true);
      all.addEvent(BASE + i, NAME, "n" + i, 1, true);
    }
    return IndexTrees.empty(segments, order).merge(all.build(), a -> true, writer(options));
  }

  /** As another process sees it. */
  private Tree reopen(Tree tree) {
    cache = new SegmentCache(1 << 24);
    segments = new SegmentStore(store, "db/seg/", cache);
    return new Tree(segments, tree.order(), tree.root());
  }

  @Test
  void anEmptyTreeAnswersEverything() {
    Tree tree = Tree.empty(segments, IndexOrder.EAVT);
    assertThat(tree.count()).isZero();
    assertThat(tree.count(KeyRange.all(IndexOrder.EAVT))).isZero();
    assertThat(tree.estimate(KeyRange.all(IndexOrder.EAVT))).isZero();
    assertThat(tree.leaves()).isEmpty();
    assertThat(tree.find(KeyPrefix.entity(IndexOrder.EAVT, 1)).isEmpty()).isTrue();
    assertThat(tree.statistics(KeyRange.all(IndexOrder.EAVT)).leaves()).isZero();
  }

  @Test
  void findsEachValueOfSeveralAttributesOfNumbers() {
    int[] attributes = {AGE, 7, 8};
    for (int rows = 1; rows <= 80; rows++) {
      RunBuilder all = events(IndexOrder.AVET);
      for (int i = 0; i < rows; i++) {
        for (int attribute : attributes) {
          all.addEvent(BASE + i, attribute, (long) 3 * i, 1, true);
        }
      }
      SegmentWriter out = writer(TINY);
      Tree tree =
          IndexTrees.empty(segments, IndexOrder.AVET).merge(all.build(), a -> true, out).live();
      for (int attribute : attributes) {
        for (long value = -1; value <= 3L * rows; value++) {
          KeyPrefix prefix =
              KeyPrefix.attributeValue(IndexOrder.AVET, attribute, DataType.LONG, value);
          boolean there = value % 3 == 0 && value < 3L * rows;
          assertThat(tree.find(prefix).size())
              .as("%d rows, attribute %d, value %d", rows, attribute, value)
              .isEqualTo(there ? 1 : 0);
        }
      }
    }
  }

  @Test
  void findsNumbersThatRiseAsEachByItself() {
    for (IndexOrder order : List.of(IndexOrder.AVET, IndexOrder.VAET)) {
      DataType type = order == IndexOrder.VAET ? DataType.REF : DataType.LONG;
      for (int seed = 0; seed < 40; seed++) {
        Random random = new Random(seed);
        RunBuilder all = new RunBuilder(order, attribute -> type, 16);
        int rows = 1 + random.nextInt(120);
        long step = 1 + random.nextInt(5);
        for (int i = 0; i < rows; i++) {
          int attribute = random.nextInt(10) == 0 ? NAME : AGE;
          all.addEvent(BASE + i, attribute, random.nextLong(40) * step, 1, true);
        }
        SegmentWriter out = writer(TINY);
        Tree tree = IndexTrees.empty(segments, order).merge(all.build(), a -> true, out).live();
        ValueProbe probe = tree.probe(AGE, type);
        for (long number = 0; number < 42 * step; number += random.nextInt(4)) {
          probe.find(number);
          Slice expected = tree.find(KeyPrefix.attributeValue(order, AGE, type, number));
          assertThat(probe.run().entities().slice(probe.from(), probe.to()).toArray())
              .as("%s, seed %d, number %d", order, seed, number)
              .isEqualTo(expected.run().entities().slice(expected.from(), expected.to()).toArray());
        }
      }
    }
  }

  @Test
  void cutsTheColumnsOfADenseTableAtTheSameAlignedEntities() {
    Tree tree = table(IndexOrder.AEVT, 100, new TreeOptions(8, 4)).live();
    List<Long> ages = starts(tree, AGE);
    assertThat(ages).isEqualTo(starts(tree, NAME)).hasSize(13);
    assertThat(ages).allMatch(start -> start % 8 == 0);
    assertThat(Trees.leaves(tree).getFirst().level()).isEqualTo(3);
  }

  private static List<Long> starts(Tree tree, int attribute) {
    return Trees.leaves(tree, KeyRange.of(KeyPrefix.attribute(IndexOrder.AEVT, attribute))).stream()
        .map(LeafRef::rangeFrom)
        .toList();
  }

  @Test
  void mergesSparseNeighboursIntoOneAlignedLeaf() {
    RunBuilder sparse = events(IndexOrder.AEVT);
    for (int i = 0; i < 8; i++) {
      sparse.addEvent(BASE + 16 * i, AGE, 1L, 1, true);
    }
    Tree tree =
        IndexTrees.empty(segments, IndexOrder.AEVT)
            .merge(sparse.build(), a -> true, writer(TINY))
            .live();

    assertThat(starts(tree, AGE)).containsExactly(BASE, BASE + 64);
    assertThat(Trees.leaves(tree)).allMatch(leaf -> leaf.level() == 6);
  }

  @Test
  void cutsTheManyValuesOfOneEntityByCount() {
    RunBuilder many = events(IndexOrder.AEVT);
    for (int i = 0; i < 20; i++) {
      many.addEvent(BASE, NAME, "n" + i, 1, true);
    }
    Tree tree =
        IndexTrees.empty(segments, IndexOrder.AEVT)
            .merge(many.build(), a -> true, writer(TINY))
            .live();

    assertThat(Trees.leaves(tree)).hasSize(5).allMatch(leaf -> leaf.level() == 0);
    assertThat(tree.find(KeyPrefix.entityAttribute(IndexOrder.AEVT, BASE, NAME)).size())
        .isEqualTo(20);
  }

  @Test
  void touchesNoLeafWhenBothEndsOfACountFallBetweenLeaves() {
    Tree tree = reopen(table(IndexOrder.AEVT, 64, TINY).live());
    KeyRange aligned = KeyRange.entities(AGE, BASE + 8, BASE + 24);
    assertThat(tree.count(aligned)).isEqualTo(16);
    assertThat(loadedLeaves()).isEmpty();

    assertThat(tree.count(KeyRange.entities(AGE, BASE + 9, BASE + 26))).isEqualTo(17);
    assertThat(loadedLeaves()).hasSize(2);
  }

  @Test
  void estimatesWithoutTouchingLeaves() {
    Tree tree = reopen(table(IndexOrder.AEVT, 640, new TreeOptions(64, 4)).live());
    assertThat(tree.estimate(KeyRange.entities(AGE, BASE + 10, BASE + 330))).isEqualTo(320);
    assertThat(loadedLeaves()).isEmpty();
  }

  /** The ids of leaves in the cache: asking for another kind of segment fails only for those. */
  private Set<String> loadedLeaves() {
    Set<String> loaded = new HashSet<>();
    for (String key : store.list("db/seg/")) {
      boolean leaf = Objects.requireNonNull(store.get(key)).value()[6] == FrameKind.SEGMENT.code();
      long missesBefore = cache.statistics().misses();
      if (leaf) {
        segments.leafAt(key);
        if (cache.statistics().misses() == missesBefore) {
          loaded.add(key);
        }
      }
    }
    cache.clear();
    return loaded;
  }

  @Test
  void knowsTheValuesOfARangeWithoutReadingThem() {
    Tree tree = reopen(table(IndexOrder.AEVT, 640, new TreeOptions(64, 4)).live());
    RangeStatistics ages = tree.statistics(KeyRange.of(KeyPrefix.attribute(IndexOrder.AEVT, AGE)));
    assertThat(ages.count()).isEqualTo(640);
    assertThat(value(ages.least())).isEqualTo(0L);
    assertThat(value(ages.greatest())).isEqualTo(89L);
    assertThat(ages.distinct().estimate()).isBetween(60L, 120L);
    assertThat(loadedLeaves()).isEmpty();

    RangeStatistics both = tree.statistics(KeyRange.all(IndexOrder.AEVT));
    assertThat(both.count()).isEqualTo(1280);
    assertThat(both.least()).isNull();
  }

  private static @Nullable Object value(dev.yore.storage.column.@Nullable Vector vector) {
    return vector == null ? null : Vectors.get(DataType.LONG, vector, 0);
  }

  @Test
  void rewritesOnlyTheLeavesThatAChangeTouches() {
    for (IndexOrder order : List.of(IndexOrder.EAVT, IndexOrder.AEVT, IndexOrder.AVET)) {
      IndexTrees before = table(order, 64, TINY);
      SegmentWriter out = writer(TINY);
      Run change = events(order).addEvent(BASE + 20, AGE, 20L, 2, false).build();
      IndexTrees after = before.merge(change, a -> true, out);

      Set<String> gone = new HashSet<>(Trees.ids(before.live()));
      gone.removeAll(Trees.ids(after.live()));
      assertThat(gone).as("%s", order).hasSize(1);
      assertThat(out.obsolete()).containsAll(gone);
      assertThat(Trees.content(before.live())).hasSize(128);
      assertThat(Trees.content(after.live())).hasSize(127);
    }
  }

  @Test
  void keepsATreeThatNothingChanges() {
    IndexTrees before = table(IndexOrder.EAVT, 20, TINY);
    SegmentWriter out = writer(TINY);
    Run comesAndGoes =
        events(IndexOrder.EAVT)
            .addEvent(BASE + 3, AGE, 77L, 2, true)
            .addEvent(BASE + 3, AGE, 77L, 3, false)
            .build();
    IndexTrees after = before.merge(comesAndGoes, a -> true, out);

    assertThat(after.live()).isSameAs(before.live());
    assertThat(Trees.content(after.history()))
        .containsExactly(new ModelHistory.Life(new Datom(BASE + 3, AGE, 77L, 2, true), 3));
    assertThat(out.obsolete()).isEmpty();
  }

  @Test
  void movesARetractedDatomToHistoryWithBothEndsOfItsLife() {
    IndexTrees trees = table(IndexOrder.AVET, 10, TINY);
    Run events =
        events(IndexOrder.AVET)
            .addEvent(BASE + 3, AGE, 3L, 5, false)
            .addEvent(BASE + 3, AGE, 3L, 7, true)
            .addEvent(BASE + 4, NAME, "n4", 6, false)
            .build();
    IndexTrees after = trees.merge(events, attribute -> attribute != NAME, writer(TINY));

    assertThat(Trees.content(after.history()))
        .containsExactly(new ModelHistory.Life(new Datom(BASE + 3, AGE, 3L, 1, true), 5));
    assertThat(after.live().count()).isEqualTo(19);
    Slice again =
        after.live().find(KeyPrefix.whole(IndexOrder.AVET, BASE + 3, AGE, DataType.LONG, 3L));
    assertThat(again.run().added(again.from())).isEqualTo(7);
  }

  @Test
  void namesTheDatomThatIsRetractedWithoutHolding() {
    IndexTrees trees = table(IndexOrder.EAVT, 10, TINY);
    Run wrong = events(IndexOrder.EAVT).addEvent(BASE + 3, AGE, 99L, 2, false).build();
    assertThatExceptionOfType(YoreException.class)
        .isThrownBy(() -> trees.merge(wrong, a -> true, writer(TINY)))
        .matches(e -> e.code() == ErrorCode.INTERNAL)
        .withMessageContaining("retracted")
        .withMessageContaining((BASE + 3) + " 5 99 2 -");
  }

  @Test
  void namesTheDatomThatIsAssertedTwice() {
    IndexTrees trees = table(IndexOrder.EAVT, 10, TINY);
    Run wrong = events(IndexOrder.EAVT).addEvent(BASE + 3, AGE, 3L, 2, true).build();
    assertThatExceptionOfType(YoreException.class)
        .isThrownBy(() -> trees.merge(wrong, a -> true, writer(TINY)))
        .withMessageContaining("asserted")
        .withMessageContaining((BASE + 3) + " 5 3 2 +");
  }

  @Test
  void fillsAnIndexWithDatomsItHasNoneOf() {
    IndexTrees trees = table(IndexOrder.AVET, 30, TINY);
    RunBuilder live = events(IndexOrder.AVET);
    RunBuilder past = events(IndexOrder.AVET);
    for (int i = 0; i < 30; i++) {
      live.add(BASE + i, 9, (long) i, 4);
      past.addHistory(BASE + i, 9, 7L, 2, 3).addHistory(BASE + i, 9, 7L, 4, 6);
    }
    IndexTrees after = trees.insert(live.build(), past.build(), writer(TINY));

    assertThat(after.live().count()).isEqualTo(90);
    assertThat(after.history().count()).isEqualTo(60);
    Slice once = after.history().find(KeyPrefix.whole(IndexOrder.AVET, BASE, 9, type(9), 7L));
    assertThat(once.size()).isEqualTo(2);
  }

  @Test
  void emptiesATreeAndFillsItAgain() {
    for (IndexOrder order : List.of(IndexOrder.EAVT, IndexOrder.AEVT, IndexOrder.AVET)) {
      IndexTrees trees = table(order, 50, TINY);
      RunBuilder gone = events(order);
      RunBuilder back = events(order);
      for (int i = 0; i < 50; i++) {
        gone.addEvent(BASE + i, AGE, (long) i % 90, 2, false);
        gone.addEvent(BASE + i, NAME, "n" + i, 2, false);
        back.addEvent(BASE + i, AGE, 5L, 3, true);
      }
      IndexTrees none = trees.merge(gone.build(), a -> true, writer(TINY));
      assertThat(none.live().root()).isEqualTo(TreeRoot.EMPTY);
      IndexTrees again = none.merge(back.build(), a -> true, writer(TINY));
      assertThat(again.live().count()).isEqualTo(50);
      assertThat(again.history().count()).isEqualTo(100);
    }
  }

  @Test
  void aDamagedLeafIsNamedAndOthersStayReadable() {
    Tree tree = reopen(table(IndexOrder.EAVT, 64, TINY).live());
    List<LeafRef> leaves = Trees.leaves(tree);
    String key = leaves.get(3).key();
    byte[] bytes = Objects.requireNonNull(store.get(key)).value().clone();
    bytes[bytes.length / 2] ^= 4;
    store.compareAndSet(key, 1, bytes);

    assertThatExceptionOfType(YoreException.class)
        .isThrownBy(() -> tree.load(leaves.get(3)))
        .matches(e -> e.code() == ErrorCode.CORRUPTED)
        .withMessageContaining(key);
    assertThat(tree.load(leaves.get(4)).size()).isEqualTo(leaves.get(4).count());
  }

  @Test
  void aMissingLeafAndADamagedDirectoryAreNamed() {
    Tree tree = reopen(table(IndexOrder.EAVT, 64, TINY).live());
    List<LeafRef> leaves = Trees.leaves(tree);
    store.delete(List.of(leaves.get(5).key()));
    assertThatExceptionOfType(YoreException.class)
        .isThrownBy(() -> segments.leaves(leaves))
        .matches(e -> e.code() == ErrorCode.MISSING_VALUE)
        .withMessageContaining(leaves.get(5).key());

    Tree again = reopen(tree);
    String top = "db/seg/" + again.root().id();
    store.compareAndSet(top, 1, Frame.encode(FrameKind.DIRECTORY, new byte[] {1, 0, 1, 9}));
    assertThatExceptionOfType(YoreException.class)
        .isThrownBy(() -> again.count(KeyRange.all(IndexOrder.EAVT)))
        .matches(e -> e.code() == ErrorCode.CORRUPTED)
        .withMessageContaining(top);
    store.compareAndSet(top, 2, Frame.encode(FrameKind.DIRECTORY, new byte[] {2}));
    assertThatExceptionOfType(YoreException.class)
        .isThrownBy(() -> again.count(KeyRange.all(IndexOrder.EAVT)))
        .matches(e -> e.code() == ErrorCode.FORMAT_TOO_NEW)
        .withMessageContaining(top);
  }

  @Test
  void everyByteOfADirectoryThatIsCutOffIsMissed() {
    Tree tree = table(IndexOrder.AEVT, 64, TINY).live();
    String key = "db/seg/" + tree.root().id();
    byte[] body = Frame.read(store, FrameKind.DIRECTORY, key);
    for (int length = 0; length < body.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(body, length);
      assertThatExceptionOfType(YoreException.class)
          .isThrownBy(() -> DirectoryFormat1.decode(key, "db/seg/", cut))
          .matches(e -> e.code() == ErrorCode.CORRUPTED);
    }
  }

  @Test
  void readsManyLeavesInTheirOrder() {
    Tree tree = reopen(table(IndexOrder.EAVT, 300, TINY).live());
    List<LeafRef> leaves = Trees.leaves(tree);
    List<Run> runs = tree.segments().leaves(leaves);
    for (int i = 0; i < leaves.size(); i++) {
      assertThat(runs.get(i).entity(0)).isEqualTo(leaves.get(i).firstEntity());
    }
  }

  @Test
  void cutsLeavesOfLongValuesByTheirBytes() {
    RunBuilder long_ = events(IndexOrder.AEVT);
    for (int i = 0; i < 64; i++) {
      long_.addEvent(BASE + i, NAME, "x".repeat(1000) + i, 1, true);
    }
    Tree tree =
        IndexTrees.empty(segments, IndexOrder.AEVT)
            .merge(long_.build(), a -> true, writer(new TreeOptions(64, 16, 8500)))
            .live();

    assertThat(Trees.leaves(tree)).hasSize(8).allMatch(leaf -> leaf.count() == 8);
  }

  @Test
  void spreadsVeryLongKeysOverMoreDirectories() {
    RunBuilder texts = events(IndexOrder.AVET);
    String text = "x".repeat(400_000);
    for (int i = 0; i < 16; i++) {
      texts.addEvent(BASE + i, NAME, text + (char) ('a' + i), 1, true);
    }
    TreeOptions options = new TreeOptions(1, 16);
    Tree tree =
        IndexTrees.empty(segments, IndexOrder.AVET)
            .merge(texts.build(), a -> true, writer(options))
            .live();

    assertThat(tree.root().height()).isGreaterThan(1);
    assertThat(Trees.leaves(tree)).hasSize(16);
    assertThat(tree.find(KeyPrefix.attribute(IndexOrder.AVET, NAME)).size()).isEqualTo(16);
  }

  @Test
  void aRootIsReadAsItWasWritten() {
    for (TreeRoot root : List.of(TreeRoot.EMPTY, new TreeRoot("0a-1-2", 1L << 40, 3))) {
      ByteBuffer bytes = ByteBuffer.allocate(root.encodedBytes());
      root.encode(bytes);
      assertThat(bytes.hasRemaining()).isFalse();
      assertThat(TreeRoot.decode(bytes.flip())).isEqualTo(root);
    }
  }
}
