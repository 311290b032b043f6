package dev.yore.engine.exec;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What one operator did in one execution, counted by all threads that worked for it. */
public final class OperatorProfile {
  final LongAdder rows = new LongAdder();
  final LongAdder batches = new LongAdder();
  final LongAdder starts = new LongAdder();
  final LongAdder inclusiveNanos = new LongAdder();
  final LongAdder exclusiveNanos = new LongAdder();
  final LongAdder datoms = new LongAdder();
  final LongAdder cachedSegments = new LongAdder();
  final LongAdder loadedSegments = new LongAdder();
  final LongAdder segmentBytes = new LongAdder();
  final LongAdder storedBytes = new LongAdder();
  final LongAdder spilledBytes = new LongAdder();
  private final AtomicLong held = new AtomicLong();
  private final AtomicLong peak = new AtomicLong();

  OperatorProfile() {}

  /** Rows that it gave, of all its starts. */
  public long rows() {
    return rows.sum();
  }

  public long batches() {
    return batches.sum();
  }

  /** How often it was started: more than once inside of sub-queries and rounds of a fixpoint. */
  public long starts() {
    return starts.sum();
  }

  /** Time in it and in what it pulls from; of several threads the sum. */
  public long inclusiveNanos() {
    return inclusiveNanos.sum();
  }

  /** Time in itself alone; of several threads the sum. */
  public long exclusiveNanos() {
    return exclusiveNanos.sum();
  }

  /** Datoms that the indexes gave it. */
  public long datoms() {
    return datoms.sum();
  }

  /** Segments that it asked for and that were decoded in memory, directories included. */
  public long cachedSegments() {
    return cachedSegments.sum();
  }

  /** Segments that it asked for and that came from the store, directories included. */
  public long loadedSegments() {
    return loadedSegments.sum();
  }

  /** Decoded bytes of all segments that it asked for. */
  public long segmentBytes() {
    return segmentBytes.sum();
  }

  /** Encoded bytes read from the store. */
  public long storedBytes() {
    return storedBytes.sum();
  }

  /** Bytes that it wrote to temporary files. */
  public long spilledBytes() {
    return spilledBytes.sum();
  }

  /** The most bytes of the budget that it held at once. */
  public long peakBytes() {
    return peak.get();
  }

  void takes(long bytes) {
    long now = held.addAndGet(bytes);
    if (bytes > 0) {
      peak.accumulateAndGet(now, Math::max);
    }
  }
}
