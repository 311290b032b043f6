package dev.yore.storage.tree;

import dev.yore.storage.datom.Run;

/** The rows of a run from {@code from} up to but not including {@code to}; nothing is copied. */
public record Slice(Run run, int from, int to) {
  public int size() {
    return to - from;
  }

  public boolean isEmpty() {
    return from == to;
  }
}
