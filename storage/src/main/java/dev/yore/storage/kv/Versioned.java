package dev.yore.storage.kv;

/**
 * A stored value and its revision: 1 when it was created, one more after each compare-and-set.
 *
 * <p>The array is shared with the store and must not be changed.
 */
@SuppressWarnings("ArrayRecordComponent")
public record Versioned(long rev, byte[] value) {
  public Versioned {
    if (rev < 1) {
      throw new IllegalArgumentException("Revisions begin at 1, not " + rev);
    }
  }
}
