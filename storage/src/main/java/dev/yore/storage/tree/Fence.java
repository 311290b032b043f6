package dev.yore.storage.tree;

import dev.yore.storage.datom.Run;

/** A datom of another leaf, which the aligned range of a new leaf must not cover. */
record Fence(int attribute, long entity) {
  static final Fence NONE = new Fence(-1, 0);

  static Fence at(Run run, int row) {
    return new Fence(run.attribute(row), run.entity(row));
  }

  /** Whether it stands in the block of {@code 1 << level} ids that an entity belongs to. */
  boolean within(int blockAttribute, long blockEntity, int level) {
    return attribute == blockAttribute && entity >>> level == blockEntity >>> level;
  }
}
