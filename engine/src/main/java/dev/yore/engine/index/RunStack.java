package dev.yore.engine.index;

import dev.yore.storage.datom.KeyRange;
import dev.yore.storage.datom.Run;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Novelty of one index, or of one attribute in it: few sorted runs of events, oldest first, in
 * tiers. As soon as {@link #FAN} runs of about one size stand at the end they are merged, so that n
 * datoms are in at most some {@code FAN * log4(n)} runs and each is copied {@code log4(n)} times.
 */
final class RunStack {
  static final RunStack EMPTY = new RunStack(new NoveltyRun[0]);

  /** Runs of one size that are let stand; a power of two, see {@link #level}. */
  private static final int FAN = 4;

  private final NoveltyRun[] runs;

  private RunStack(NoveltyRun[] runs) {
    this.runs = runs;
  }

  static RunStack of(NoveltyRun run) {
    return new RunStack(new NoveltyRun[] {run});
  }

  boolean isEmpty() {
    return runs.length == 0;
  }

  /** Tells what falls into a range from all else that could fall into it. */
  String version(KeyRange range) {
    StringBuilder version = new StringBuilder();
    for (NoveltyRun run : runs) {
      Span span = run.span(range);
      if (!span.isEmpty()) {
        version.append(run.identity()).append(':').append(span.from()).append('-');
        version.append(span.to()).append(',');
      }
    }
    return version.toString();
  }

  /** How many runs there are. */
  int depth() {
    return runs.length;
  }

  /** A run, 0 being the oldest. */
  NoveltyRun run(int index) {
    return runs[index];
  }

  long rows() {
    long sum = 0;
    for (NoveltyRun run : runs) {
      sum += run.run().size();
    }
    return sum;
  }

  /** The stack with a run of later transactions on it. */
  RunStack push(NoveltyRun newest) {
    NoveltyRun top = newest;
    int below = runs.length;
    for (int mergeable = mergeable(top, below); mergeable >= FAN - 1; ) {
      List<NoveltyRun> together = new ArrayList<>(mergeable + 1);
      together.addAll(Arrays.asList(runs).subList(below - mergeable, below));
      together.add(top);
      top = NoveltyRun.merged(together);
      below -= mergeable;
      mergeable = mergeable(top, below);
    }
    NoveltyRun[] next = Arrays.copyOf(runs, below + 1);
    next[below] = top;
    return new RunStack(next);
  }

  private int mergeable(NoveltyRun top, int below) {
    int level = level(top);
    int count = 0;
    while (count < below && level(runs[below - 1 - count]) <= level) {
      count++;
    }
    return count;
  }

  private static int level(NoveltyRun run) {
    return (Integer.SIZE - Integer.numberOfLeadingZeros(run.run().size())) / 2;
  }

  /** Adds to {@code spans} what each run has in a range, oldest first. */
  void spans(KeyRange range, List<Span> spans) {
    for (NoveltyRun run : runs) {
      if (!run.misses(range)) {
        Span span = run.span(range);
        if (!span.isEmpty()) {
          spans.add(span);
        }
      }
    }
  }

  /** What is later than {@code t}. */
  RunStack after(long t) {
    List<NoveltyRun> kept = new ArrayList<>(runs.length);
    for (NoveltyRun run : runs) {
      if (run.firstT() > t) {
        kept.add(run);
      } else if (run.lastT() > t) {
        Run later =
            RunMerge.events(run.run().order(), List.of(Span.of(run.run())), Long.MAX_VALUE, t);
        if (!later.isEmpty()) {
          kept.add(new NoveltyRun(later, t + 1, run.lastT()));
        }
      }
    }
    return kept.isEmpty() ? EMPTY : new RunStack(kept.toArray(NoveltyRun[]::new));
  }
}
