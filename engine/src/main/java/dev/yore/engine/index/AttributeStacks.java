package dev.yore.engine.index;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/** A persistent table from attributes, which are small dense numbers, to their stacks. */
final class AttributeStacks {
  static final AttributeStacks EMPTY = new AttributeStacks(new RunStack[0][]);

  /** Attributes that are copied together when one of them changes. */
  private static final int CHUNK = 16;

  private final RunStack[][] chunks;

  private AttributeStacks(RunStack[][] chunks) {
    this.chunks = chunks;
  }

  RunStack get(int attribute) {
    int chunk = attribute / CHUNK;
    if (chunk >= chunks.length || chunks[chunk] == null) {
      return RunStack.EMPTY;
    }
    RunStack stack = chunks[chunk][attribute % CHUNK];
    return stack == null ? RunStack.EMPTY : stack;
  }

  /** One more than the largest attribute there may be. */
  int limit() {
    return chunks.length * CHUNK;
  }

  boolean isEmpty() {
    for (int i = 0; i < limit(); i++) {
      if (!get(i).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  Editor edit() {
    return new Editor(chunks);
  }

  AttributeStacks map(UnaryOperator<RunStack> change) {
    Editor editor = edit();
    for (int i = 0; i < limit(); i++) {
      if (!get(i).isEmpty()) {
        editor.set(i, change.apply(get(i)));
      }
    }
    return editor.done();
  }

  /** Changes of a table, each chunk copied once; used by one thread and then left. */
  static final class Editor {
    private RunStack[][] chunks;
    private boolean[] owned;

    private Editor(RunStack[][] chunks) {
      this.chunks = chunks.clone();
      this.owned = new boolean[chunks.length];
    }

    RunStack get(int attribute) {
      return new AttributeStacks(chunks).get(attribute);
    }

    void set(int attribute, RunStack stack) {
      int chunk = attribute / CHUNK;
      if (chunk >= chunks.length) {
        chunks = Arrays.copyOf(chunks, chunk + 1);
        owned = Arrays.copyOf(owned, chunk + 1);
      }
      if (!owned[chunk]) {
        chunks[chunk] = chunks[chunk] == null ? new RunStack[CHUNK] : chunks[chunk].clone();
        owned[chunk] = true;
      }
      chunks[chunk][attribute % CHUNK] = stack;
    }

    AttributeStacks done() {
      return new AttributeStacks(chunks);
    }
  }
}
