package dev.yore.engine.index;

import dev.yore.storage.datom.KeyRange;
import dev.yore.storage.datom.Run;
import java.util.function.Supplier;
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

  /** The live datoms of a range, leaf by leaf. */
  IndexReader.RunCursor live(KeyRange range);

  /** The datoms of a range that held once, with both ends of their lives. */
  IndexReader.RunCursor history(KeyRange range);

  /** The live datoms of a range that were added at or before a moment. */
  IndexReader.RunCursor liveAt(KeyRange range, long asOf);

  /** The datoms of a range that held at a moment and were retracted since, in live form. */
  IndexReader.RunCursor heldAt(KeyRange range, long asOf);

  long countLive(KeyRange range);

  long countHistory(KeyRange range);

  /** Statistics of what is live, or null where nothing is. */
  @Nullable AttributeStatistics statistics(int attribute);

  /** First and last entity of each range of ids that a live AEVT leaf has all datoms of. */
  long[] leafRanges(int attribute, long from, long to);

  /** The first entities of the history leaves of an attribute. */
  long[] historyStarts(int attribute, long from, long to);

  /** A merged part of a column, made by {@code make} when it is not kept any more. */
  Run kept(String key, Supplier<Run> make);
}
