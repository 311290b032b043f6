package dev.yore.engine.index;

import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.Run;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A persistent table from attributes, which are small dense numbers, to their runs. */
final class AttributeStacks {
  static final AttributeStacks EMPTY = new AttributeStacks(new PendingRuns[0][]);

  /** Attributes that are copied together when one of them changes. */
  private static final int CHUNK = 16;

  private final PendingRuns[][] chunks;

  private AttributeStacks(PendingRuns[][] chunks) {
    this.chunks = chunks;
  }

  RunStack get(int attribute) {
    PendingRuns runs = runs(attribute);
    return runs == null ? RunStack.EMPTY : runs.stack();
  }

  /** What there is of an attribute; null when there is nothing. */
  @Nullable PendingRuns runs(int attribute) {
    int chunk = attribute / CHUNK;
    return chunk >= chunks.length || chunks[chunk] == null
        ? null
        : chunks[chunk][attribute % CHUNK];
  }

  boolean isEmpty(int attribute) {
    PendingRuns runs = runs(attribute);
    return runs == null || runs.isEmpty();
  }

  /** One more than the largest attribute there may be. */
  int limit() {
    return chunks.length * CHUNK;
  }

  boolean isEmpty() {
    for (int i = 0; i < limit(); i++) {
      if (!isEmpty(i)) {
        return false;
      }
    }
    return true;
  }

  Editor edit() {
    return new Editor(chunks);
  }

  AttributeStacks map(UnaryOperator<PendingRuns> change) {
    Editor editor = edit();
    for (int i = 0; i < limit(); i++) {
      PendingRuns runs = runs(i);
      if (runs != null) {
        editor.set(i, change.apply(runs));
      }
    }
    return editor.done();
  }

  /** Changes of a table, each chunk copied once; used by one thread and then left. */
  static final class Editor {
    private PendingRuns[][] chunks;
    private boolean[] owned;

    private Editor(PendingRuns[][] chunks) {
      this.chunks = chunks.clone();
      this.owned = new boolean[chunks.length];
    }

    boolean isEmpty(int attribute) {
      return new AttributeStacks(chunks).isEmpty(attribute);
    }

    /** Adds a run in AEVT order, of one attribute and of transaction {@code t}. */
    void add(IndexOrder order, long t, Run run) {
      int attribute = run.attributes()[0];
      PendingRuns known = new AttributeStacks(chunks).runs(attribute);
      PendingRuns before = known == null ? PendingRuns.of(order, RunStack.EMPTY) : known;
      set(attribute, before.with(t, List.of(run)));
    }

    void set(int attribute, PendingRuns runs) {
      int chunk = attribute / CHUNK;
      if (chunk >= chunks.length) {
        chunks = Arrays.copyOf(chunks, chunk + 1);
        owned = Arrays.copyOf(owned, chunk + 1);
      }
      if (!owned[chunk]) {
        chunks[chunk] = chunks[chunk] == null ? new PendingRuns[CHUNK] : chunks[chunk].clone();
        owned[chunk] = true;
      }
      chunks[chunk][attribute % CHUNK] = runs;
    }

    AttributeStacks done() {
      return new AttributeStacks(chunks);
    }
  }
}
