package dev.yore.storage.file;

/** What the B-tree of keys holds for a key: its revision and its value, or where that is. */
sealed interface Entry {

  long rev();

  /** A small value, kept beside its key. */
  @SuppressWarnings("ArrayRecordComponent")
  record Inline(long rev, byte[] value) implements Entry {}

  /** A large value, kept in the B-tree of blobs; {@code checksum} is its XXH64. */
  record Blob(long rev, long id, int length, long checksum) implements Entry {}
}
