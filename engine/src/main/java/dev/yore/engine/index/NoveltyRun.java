package dev.yore.engine.index;

import dev.yore.storage.datom.KeyRange;
import dev.yore.storage.datom.Run;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A run of events in novelty and the bounds of their t. Runs of one stack follow each other in
 * time: no transaction is in two of them.
 */
final class NoveltyRun {
  private final Run run;
  private final long firstT;
  private final long lastT;

  /** Made by the first who asks; whoever races makes the same. */
  private Statistics.@Nullable ValueBounds bounds;

  private static final AtomicLong IDENTITIES = new AtomicLong();

  /** 0 until asked for. */
  private volatile long identity;

  NoveltyRun(Run run, long firstT, long lastT) {
    this.run = run;
    this.firstT = firstT;
    this.lastT = lastT;
  }

  static NoveltyRun of(Run run, long t) {
    return new NoveltyRun(run, t, t);
  }

  static NoveltyRun merged(List<NoveltyRun> runs) {
    Run all =
        RunMerge.all(
            runs.getFirst().run.order(), runs.stream().map(each -> Span.of(each.run)).toList());
    return new NoveltyRun(all, runs.getFirst().firstT, runs.getLast().lastT);
  }

  Run run() {
    return run;
  }

  /** A number that no other run has. */
  long identity() {
    if (identity == 0) {
      synchronized (this) {
        identity = identity == 0 ? IDENTITIES.incrementAndGet() : identity;
      }
    }
    return identity;
  }

  long firstT() {
    return firstT;
  }

  long lastT() {
    return lastT;
  }

  /** True when a range surely has nothing of the run, as its first and last datom tell. */
  boolean misses(KeyRange range) {
    return run.isEmpty()
        || run.compare(0, range.high()) > 0
        || run.compare(run.size() - 1, range.low()) < 0;
  }

  Span span(KeyRange range) {
    return Span.of(run, range);
  }

  /** What is known of the values of a run of one attribute. */
  Statistics.ValueBounds bounds() {
    Statistics.ValueBounds known = bounds;
    if (known == null) {
      known = Statistics.bounds(run);
      bounds = known;
    }
    return known;
  }

  /** Rows that assert less rows that retract. */
  static int balance(Span span) {
    boolean[] retracted = span.run().retracted();
    int sum = span.size();
    if (retracted != null) {
      for (int i = span.from(); i < span.to(); i++) {
        sum -= retracted[i] ? 2 : 0;
      }
    }
    return sum;
  }
}
