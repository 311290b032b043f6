package dev.yore.engine.index;

import dev.yore.storage.datom.KeyRange;
import dev.yore.storage.datom.Run;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A database that has no trees. */
final class NothingStored implements StoredIndexes {
  private static final long[] NOTHING = new long[0];

  @Override
  public long t() {
    return Long.MIN_VALUE;
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
  public IndexReader.RunCursor liveAt(KeyRange range, long asOf) {
    return () -> null;
  }

  @Override
  public IndexReader.RunCursor heldAt(KeyRange range, long asOf) {
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
  public long[] leafRanges(int attribute, long from, long to) {
    return NOTHING;
  }

  @Override
  public long[] historyStarts(int attribute, long from, long to) {
    return NOTHING;
  }

  @Override
  public Run kept(String key, Supplier<Run> make) {
    return make.get();
  }
}
