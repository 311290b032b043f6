package dev.yore.engine.exec;

import dev.yore.storage.cache.SegmentReads;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the operators of one execution did. Whatever a thread reads, holds or spills is counted for
 * the operator that it works for: the one whose cursor it entered last. Closing it ends the
 * counting; the counts stay.
 */
public final class Profile implements AutoCloseable {
  private final Map<Operator, OperatorProfile> operators =
      Collections.synchronizedMap(new IdentityHashMap<>());
  private final Set<Long> threads = ConcurrentHashMap.newKeySet();

  Profile() {
    SegmentReads.begin();
  }

  /** What an operator did; zeros when it was never started. */
  public OperatorProfile of(Operator operator) {
    return operators.computeIfAbsent(operator, o -> new OperatorProfile());
  }

  /** How many threads worked for the execution. */
  public int threads() {
    return threads.size();
  }

  /** Bytes that all operators wrote to temporary files. */
  public long spilledBytes() {
    synchronized (operators) {
      return operators.values().stream().mapToLong(OperatorProfile::spilledBytes).sum();
    }
  }

  @Override
  public void close() {
    SegmentReads.end();
  }

  /** A thread's work for an operator, from entering one of its cursors to leaving it. */
  private static final class Work implements SegmentReads.Watcher {
    final OperatorProfile operator;
    final SegmentReads.@Nullable Watcher around;
    final long began = System.nanoTime();
    long elsewhere;

    Work(OperatorProfile operator, SegmentReads.@Nullable Watcher around) {
      this.operator = operator;
      this.around = around;
    }

    @Override
    public void cached(long bytes) {
      operator.cachedSegments.increment();
      operator.segmentBytes.add(bytes);
    }

    @Override
    public void loaded(long bytes) {
      operator.loadedSegments.increment();
      operator.segmentBytes.add(bytes);
    }

    @Override
    public void stored(long bytes) {
      operator.storedBytes.add(bytes);
    }

    void end() {
      long elapsed = System.nanoTime() - began;
      operator.inclusiveNanos.add(elapsed);
      operator.exclusiveNanos.add(elapsed - elsewhere);
      if (around instanceof Work outer) {
        outer.elsewhere += elapsed;
      }
    }
  }

  /** The operator that this thread works for, or null. */
  private static @Nullable OperatorProfile current() {
    return SegmentReads.watcher() instanceof Work work ? work.operator : null;
  }

  /** Counts datoms that the indexes gave. */
  public static void datoms(long count) {
    OperatorProfile operator = current();
    if (operator != null) {
      operator.datoms.add(count);
    }
  }

  /** Counts bytes of the budget that were taken, or given back when negative. */
  static void takes(long bytes) {
    OperatorProfile operator = current();
    if (operator != null) {
      operator.takes(bytes);
    }
  }

  static void spills(long bytes) {
    OperatorProfile operator = current();
    if (operator != null) {
      operator.spilledBytes.add(bytes);
    }
  }

  /** Does something for an operator, on any thread. */
  <T extends @Nullable Object> T working(Operator operator, Supplier<T> step) {
    return working(of(operator), step);
  }

  private <T extends @Nullable Object> T working(OperatorProfile operator, Supplier<T> step) {
    threads.add(Thread.currentThread().threadId());
    SegmentReads.Watcher around = SegmentReads.watcher();
    Work work = new Work(operator, around);
    SegmentReads.watchedBy(work);
    try {
      return step.get();
    } finally {
      SegmentReads.watchedBy(around);
      work.end();
    }
  }

  /** Opens an operator's cursor and counts what it does. */
  BatchCursor open(Operator operator, Supplier<BatchCursor> start) {
    OperatorProfile counts = of(operator);
    counts.starts.increment();
    return new Counted(working(counts, start), counts);
  }

  private final class Counted implements BatchCursor {
    private final BatchCursor cursor;
    private final OperatorProfile counts;

    Counted(BatchCursor cursor, OperatorProfile counts) {
      this.cursor = cursor;
      this.counts = counts;
    }

    @Override
    public @Nullable Batch next() {
      Batch batch = Profile.this.<@Nullable Batch>working(counts, cursor::next);
      if (batch != null) {
        counts.batches.increment();
        counts.rows.add(batch.count());
      }
      return batch;
    }

    @Override
    public void close() {
      working(
          counts,
          () -> {
            cursor.close();
            return true;
          });
    }
  }
}
