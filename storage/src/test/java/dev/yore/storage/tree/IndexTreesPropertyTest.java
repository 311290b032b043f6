package dev.yore.storage.tree;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.storage.cache.SegmentCache;
import dev.yore.storage.column.Longs;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.datom.Datom;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.KeyPrefix;
import dev.yore.storage.datom.KeyRange;
import dev.yore.storage.datom.Run;
import dev.yore.storage.kv.MemoryStore;
import dev.yore.storage.segment.DistinctSketch;
import dev.yore.storage.value.ValueOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Random histories, merged every few transactions into tiny leaves, against plain lists. */
class IndexTreesPropertyTest {
  private static final TreeOptions TINY = new TreeOptions(4, 4);

  private MemoryStore store = new MemoryStore();

  @Property(tries = 40)
  void agreesWithAListOfDatoms(
      @ForAll long seed, @ForAll IndexOrder order, @ForAll @IntRange(min = 3, max = 60) int size) {
    store = new MemoryStore();
    ModelHistory model = new ModelHistory(seed, size);
    Random random = new Random(seed);
    IndexTrees trees = IndexTrees.empty(segments(), order);
    for (int merge = 1; merge <= 12; merge++) {
      boolean shrinking = merge > 8;
      for (int tx = 0; tx < 1 + random.nextInt(3); tx++) {
        model.transact(1 + random.nextInt(shrinking ? 60 : 30), shrinking);
      }
      IndexTrees before = trees;
      Set<String> used = keys(before);
      SegmentWriter out = new SegmentWriter(before.live().segments(), TINY, merge, merge);
      IndexTrees after = before.merge(model.takeEvents(order), ModelHistory::keepsHistory, out);
      trees = reopened(after);

      assertThat(Trees.content(trees.live())).isEqualTo(model.live(order));
      assertThat(Trees.content(trees.history())).isEqualTo(model.past(order));
      check(trees.live());
      check(trees.history());
      checkRanges(trees.live(), model.live(order), random);
      checkRanges(trees.history(), model.past(order), random);
      checkAccount(used, keys(trees), out);
    }
  }

  private SegmentStore segments() {
    return new SegmentStore(store, "db/seg/", new SegmentCache(1 << 20));
  }

  /** The same trees as another process sees them: through the stored bytes alone. */
  private IndexTrees reopened(IndexTrees trees) {
    SegmentStore other = segments();
    return new IndexTrees(
        trees.order(),
        new Tree(other, trees.order(), trees.live().root()),
        new Tree(other, trees.order(), trees.history().root()));
  }

  private static void check(Tree tree) {
    Directory top = tree.top();
    if (top == null) {
      assertThat(tree.count()).isZero();
      return;
    }
    assertThat(top.height()).isEqualTo(tree.root().height());
    assertThat(top.count()).isEqualTo(tree.count());
    checkNode(tree, top);
    if (tree.order() == IndexOrder.AEVT) {
      checkAligned(tree);
    }
  }

  private static void checkNode(Tree tree, Directory node) {
    assertThat(node.size()).isBetween(1, TINY.fanOut());
    for (int i = 0; i < node.size(); i++) {
      if (node.height() == 1) {
        checkLeaf(tree.leafRef(node, i), node, i, tree.load(tree.leafRef(node, i)));
        continue;
      }
      Directory child = tree.child(node, i);
      assertThat(child.height()).isEqualTo(node.height() - 1);
      assertThat(child.count()).isEqualTo(node.count(i));
      assertThat(node.first().datom(i)).isEqualTo(child.first().datom(0));
      assertThat(node.last().datom(i)).isEqualTo(child.last().datom(child.size() - 1));
      assertThat(node.level(i)).isEqualTo(child.level(0));
      checkNode(tree, child);
    }
  }

  private static void checkLeaf(LeafRef leaf, Directory node, int child, Run run) {
    assertThat(run.size()).isEqualTo(leaf.count()).isBetween(1, TINY.leafMax());
    assertThat(node.first().datom(child)).isEqualTo(run.datom(0));
    assertThat(node.last().datom(child)).isEqualTo(run.datom(run.size() - 1));
    List<Long> added = list(run.added());
    assertThat(leaf.minAdded()).isEqualTo(added.stream().min(Long::compare).orElseThrow());
    assertThat(leaf.maxAdded()).isEqualTo(added.stream().max(Long::compare).orElseThrow());
    Longs ended = run.ended();
    if (ended == null) {
      assertThat(leaf.minEnded()).isEqualTo(Long.MAX_VALUE);
    } else {
      assertThat(leaf.minEnded()).isEqualTo(list(ended).stream().min(Long::compare).orElseThrow());
      assertThat(leaf.maxEnded()).isEqualTo(list(ended).stream().max(Long::compare).orElseThrow());
    }
    boolean oneAttribute = run.attributes().length == 1;
    if (leaf.order().byAttribute()) {
      assertThat(oneAttribute).isTrue();
    }
    Vector least = leaf.least();
    Vector greatest = leaf.greatest();
    if (leaf.order() == IndexOrder.EAVT) {
      assertThat(least).isNull();
      return;
    }
    List<Object> values = new ArrayList<>();
    for (int row = 0; row < run.size(); row++) {
      values.add(run.value(row));
    }
    values.sort(ValueOrder::compare);
    assertThat(Vectors.get(run.type(0), requireNonNull(least), 0)).isEqualTo(values.getFirst());
    assertThat(Vectors.get(run.type(0), requireNonNull(greatest), 0)).isEqualTo(values.getLast());
    if (leaf.order().byAttribute()) {
      assertThat(leaf.distinct()).isEqualTo(DistinctSketch.of(run.vector(0)));
    }
  }

  /** Each leaf keeps to its aligned range, and ranges of an attribute's leaves do not overlap. */
  private static void checkAligned(Tree tree) {
    LeafRef previous = null;
    for (LeafRef leaf : tree.leaves()) {
      assertThat(leaf.firstEntity()).isBetween(leaf.rangeFrom(), leaf.rangeTo());
      assertThat(leaf.lastEntity()).isBetween(leaf.rangeFrom(), leaf.rangeTo());
      if (previous != null && previous.firstAttribute() == leaf.firstAttribute()) {
        boolean sameEntity = leaf.level() == 0 && leaf.rangeFrom() == previous.rangeFrom();
        assertThat(sameEntity || previous.rangeTo() < leaf.rangeFrom())
            .as(
                "%s..%s before %s..%s",
                previous.rangeFrom(), previous.rangeTo(), leaf.rangeFrom(), leaf.rangeTo())
            .isTrue();
      }
      previous = leaf;
    }
  }

  private static List<Long> list(Longs numbers) {
    List<Long> all = new ArrayList<>();
    for (long number : numbers.toArray()) {
      all.add(number);
    }
    return all;
  }

  private static void checkRanges(Tree tree, List<ModelHistory.Life> model, Random random) {
    assertThat(tree.count(KeyRange.all(tree.order()))).isEqualTo(model.size());
    for (int i = 0; i < 20 && !model.isEmpty(); i++) {
      KeyPrefix low = prefix(tree.order(), model, random);
      KeyPrefix high = prefix(tree.order(), model, random);
      KeyRange range = new KeyRange(low, random.nextBoolean(), high, random.nextBoolean());
      Run all = all(tree);
      long expected = Math.max(0, all.to(range) - all.from(range));
      assertThat(tree.count(range)).isEqualTo(expected);
      assertThat(tree.estimate(range)).isBetween(0L, tree.count());
      if (expected > 0) {
        long touched = Trees.leaves(tree, range).stream().mapToLong(LeafRef::count).sum();
        assertThat(touched).isGreaterThanOrEqualTo(expected);
        assertThat(tree.statistics(range).count()).isEqualTo(touched);
      }
      Slice found = tree.find(low);
      assertThat((long) found.size()).isEqualTo(tree.count(KeyRange.of(low)));
      for (int row = found.from(); row < found.to(); row++) {
        assertThat(found.run().compare(row, low)).isZero();
      }
    }
  }

  private static Run all(Tree tree) {
    RunSplice splice = new RunSplice(tree.order(), false);
    for (LeafRef leaf : tree.leaves()) {
      Run run = tree.load(leaf);
      splice.add(run, 0, run.size());
    }
    return splice.build();
  }

  private static KeyPrefix prefix(IndexOrder order, List<ModelHistory.Life> model, Random random) {
    Datom datom = model.get(random.nextInt(model.size())).datom();
    long entity = datom.entity() + random.nextInt(3) - 1;
    int attribute = datom.attribute();
    return switch (random.nextInt(4)) {
      case 0 ->
          KeyPrefix.whole(order, entity, attribute, ModelHistory.type(attribute), datom.value());
      case 1 ->
          order == IndexOrder.EAVT || order == IndexOrder.AEVT
              ? KeyPrefix.entityAttribute(order, entity, attribute)
              : KeyPrefix.attributeValue(
                  order, attribute, ModelHistory.type(attribute), datom.value());
      case 2 ->
          order.byAttribute()
              ? KeyPrefix.attribute(order, attribute + random.nextInt(2))
              : KeyPrefix.entity(order, entity);
      default -> KeyPrefix.all(order);
    };
  }

  /** What is obsolete is what only the old trees use; what was written is all that is new. */
  private static void checkAccount(Set<String> before, Set<String> after, SegmentWriter out) {
    Set<String> gone = new HashSet<>(before);
    gone.removeAll(after);
    assertThat(out.obsolete()).doesNotHaveDuplicates().containsAll(gone);
    assertThat(out.obsolete()).allSatisfy(id -> assertThat(after).doesNotContain(id));
    Set<String> fresh = new HashSet<>(after);
    fresh.removeAll(before);
    assertThat(out.segmentsWritten()).isGreaterThanOrEqualTo(fresh.size());
  }

  /** The ids of all segments of both trees. */
  private static Set<String> keys(IndexTrees trees) {
    Set<String> keys = new HashSet<>();
    collect(trees.live(), keys);
    collect(trees.history(), keys);
    return keys;
  }

  private static void collect(Tree tree, Set<String> keys) {
    Directory top = tree.top();
    if (top != null) {
      keys.add(requireNonNull(tree.root().id()));
      collect(tree, top, keys);
    }
  }

  private static void collect(Tree tree, Directory node, Set<String> keys) {
    for (int i = 0; i < node.size(); i++) {
      keys.add(tree.segments().id(node.key(i)));
      if (node.height() > 1) {
        collect(tree, tree.child(node, i), keys);
      }
    }
  }
}
