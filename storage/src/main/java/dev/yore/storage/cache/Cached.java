package dev.yore.storage.cache;

/** A decoded segment; immutable. */
public interface Cached {
  /** The bytes of memory it takes. */
  long bytes();
}
