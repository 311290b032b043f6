package dev.yore.storage.tree;

import dev.yore.storage.cache.Cached;
import dev.yore.storage.datom.Run;

/** A decoded leaf. */
record Leaf(Run run) implements Cached {
  @Override
  public long bytes() {
    return run.bytes();
  }
}
