package dev.yore.engine.tx;

import org.jspecify.annotations.Nullable;

/**
 * The name, in one transaction, of an entity that is to be found or made. Two may prove to be one.
 */
final class Tempid {
  private final @Nullable String name;
  private @Nullable Tempid same;
  private long id;
  private boolean entity;
  private int partition = -1;

  Tempid(@Nullable String name) {
    this.name = name;
  }

  /** The name that was written, or null for a map without one. */
  @Nullable String name() {
    return name;
  }

  /** The one that stands for all tempids of this entity. */
  Tempid root() {
    Tempid root = this;
    for (Tempid next = root.same; next != null; next = root.same) {
      root = next;
    }
    return root;
  }

  /** The entity's id, or 0 as long as it is unknown. */
  long id() {
    return root().id;
  }

  void bind(long known) {
    root().id = known;
  }

  /** Makes both names of one entity; at most one of them may have an id. */
  void unify(Tempid other) {
    Tempid mine = root();
    Tempid theirs = other.root();
    if (mine != theirs) {
      mine.id = Math.max(mine.id, theirs.id);
      mine.entity |= theirs.entity;
      mine.partition = Math.max(mine.partition, theirs.partition);
      theirs.same = mine;
    }
  }

  /** Notes that something is said of the entity. */
  void markEntity() {
    root().entity = true;
  }

  boolean isEntity() {
    return root().entity;
  }

  /** Asks for a place among the entities of a partition, for a new entity. */
  void wantPartition(int wanted) {
    Tempid root = root();
    root.partition = Math.max(root.partition, wanted);
  }

  /** The partition asked for, or -1. */
  int partition() {
    return root().partition;
  }

  @Override
  public String toString() {
    return name == null ? "a map without :db/id" : '"' + name + '"';
  }
}
