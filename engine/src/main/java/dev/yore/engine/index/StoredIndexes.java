package dev.yore.engine.index;

import dev.yore.storage.datom.KeyRange;
import org.jspecify.annotations.Nullable;

/** What is stored of the four indexes at one t: a live and a history tree of each. */
interface StoredIndexes {
  StoredIndexes NONE = new NothingStored();

  /** The last transaction that is in the trees. */
  long t();

  /** True when the attribute's datoms are in the stored AVET. */
  boolean hasValues(int attribute);

  /** One more than the largest attribute stored. */
  int attributeLimit();

  IndexReader.RunCursor live(KeyRange range);

  IndexReader.RunCursor history(KeyRange range);

  long countLive(KeyRange range);

  long countHistory(KeyRange range);

  /** Statistics of what is live, or null where nothing is. */
  @Nullable AttributeStatistics statistics(int attribute);

  /** The first entities of the live AEVT leaves of an attribute that reach into a range. */
  long[] leafBounds(int attribute, long from, long to);

  /** A database that has no trees yet. */
  final class NothingStored implements StoredIndexes {
    @Override
    public long t() {
      return 0;
    }

    @Override
    public boolean hasValues(int attribute) {
      return false;
    }

    @Override
    public int attributeLimit() {
      return 0;
    }

    @Override
    public IndexReader.RunCursor live(KeyRange range) {
      return () -> null;
    }

    @Override
    public IndexReader.RunCursor history(KeyRange range) {
      return () -> null;
    }

    @Override
    public long countLive(KeyRange range) {
      return 0;
    }

    @Override
    public long countHistory(KeyRange range) {
      return 0;
    }

    @Override
    public @Nullable AttributeStatistics statistics(int attribute) {
      return null;
    }

    @Override
    public long[] leafBounds(int attribute, long from, long to) {
      return new long[0];
    }
  }
}
