package dev.yore.engine.index;

import static java.util.Objects.requireNonNull;

import dev.yore.engine.index.IndexReader.RunCursor;
import dev.yore.storage.datom.KeyRange;
import dev.yore.storage.datom.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A range of an index, leaf by leaf, with what is in novelty for each leaf merged in. Where several
 * trees are read at once the smallest last key of their current leaves bounds each step.
 */
final class LeafMerge implements RunCursor {
  private final KeyRange range;
  private final List<Stream> streams = new ArrayList<>(3);
  private final List<Span> novelty;
  private final boolean history;
  private final long asOf;
  private final long since;

  private LeafMerge(KeyRange range, List<Span> novelty, boolean history, long asOf, long since) {
    this.range = range;
    this.novelty = novelty;
    this.history = history;
    this.asOf = asOf;
    this.since = since;
  }

  /**
   * @param novelty events up to the moment and later, oldest first
   * @param asOf the last t seen; {@link Long#MAX_VALUE} when all is
   */
  static RunCursor of(
      StoredIndexes stored,
      KeyRange range,
      List<Span> novelty,
      boolean history,
      long asOf,
      long since) {
    boolean past = asOf < stored.t() && !history;
    LeafMerge merge = new LeafMerge(range, novelty, history, past ? Long.MAX_VALUE : asOf, since);
    if (stored == StoredIndexes.NONE) {
      return merge;
    }
    if (history) {
      RunCursor asserted = stored.history(range);
      RunCursor retracted = stored.history(range);
      merge.add(stored.live(range));
      merge.add(() -> mapped(asserted.next(), LeafRows::assertions));
      merge.add(() -> mapped(retracted.next(), LeafRows::retractions));
    } else if (past) {
      merge.add(stored.liveAt(range, asOf));
      merge.add(stored.heldAt(range, asOf));
    } else {
      merge.add(stored.live(range));
    }
    return merge;
  }

  private static @Nullable Run mapped(@Nullable Run run, UnaryOperator<Run> change) {
    return run == null ? null : change.apply(run);
  }

  private void add(RunCursor runs) {
    Run first = runs.next();
    if (first != null) {
      WholeKeys whole = new WholeKeys(runs, first);
      streams.add(history ? new Stream(whole::next, whole.take()) : new Stream(runs, first));
    }
  }

  /**
   * Runs in which a key's events stand together, even where leaves part them: an event of another
   * tree may belong between them.
   */
  private static final class WholeKeys {
    private final RunCursor runs;
    private @Nullable Run ahead;

    WholeKeys(RunCursor runs, Run first) {
      this.runs = runs;
      this.ahead = first;
    }

    @Nullable Run next() {
      return ahead == null ? null : take();
    }

    Run take() {
      Run run = requireNonNull(ahead);
      Run next = runs.next();
      while (next != null && next.compareKeys(0, run, run.size() - 1) == 0) {
        run = Concatenation.of(run.order(), List.of(Span.of(run), Span.of(next)));
        next = runs.next();
      }
      ahead = next;
      return run;
    }
  }

  /** The leaves of one tree, one at a time. */
  private static final class Stream {
    private final RunCursor runs;
    private Run run;
    private int from;

    Stream(RunCursor runs, Run first) {
      this.runs = runs;
      this.run = first;
    }

    /** Goes to the next leaf; false at the end. */
    boolean advance() {
      Run next = runs.next();
      from = 0;
      run = next == null ? run : next;
      return next != null;
    }
  }

  @Override
  public @Nullable Run next() {
    while (!streams.isEmpty() || !novelty.isEmpty()) {
      List<Span> spans = streams.isEmpty() ? rest() : step();
      if (spans.isEmpty()) {
        continue;
      }
      Run run =
          history
              ? RunMerge.events(range.order(), spans, asOf, since)
              : RunMerge.visible(range.order(), spans, asOf, since);
      if (!run.isEmpty()) {
        return run;
      }
    }
    return null;
  }

  private List<Span> rest() {
    List<Span> spans = List.copyOf(novelty);
    novelty.clear();
    return spans;
  }

  /** What all streams have up to the nearest end of a leaf. */
  private List<Span> step() {
    Run bound = streams.getFirst().run;
    for (Stream stream : streams) {
      Run run = stream.run;
      if (run.compareKeys(run.size() - 1, bound, bound.size() - 1) < 0) {
        bound = run;
      }
    }
    List<Span> spans = new ArrayList<>(streams.size() + novelty.size());
    for (Stream stream : streams) {
      Run run = stream.run;
      int to = run == bound ? run.size() : upTo(run, stream.from, bound);
      if (to > stream.from) {
        spans.add(new Span(run, stream.from, to));
        stream.from = to;
      }
    }
    takeNovelty(bound, spans);
    streams.removeIf(stream -> stream.from == stream.run.size() && !stream.advance());
    return spans;
  }

  private void takeNovelty(Run bound, List<Span> spans) {
    for (int i = 0; i < novelty.size(); i++) {
      Span span = novelty.get(i);
      int to = upTo(span.run(), span.from(), span.to(), bound);
      if (to > span.from()) {
        spans.add(new Span(span.run(), span.from(), to));
        novelty.set(i, new Span(span.run(), to, span.to()));
      }
    }
    novelty.removeIf(Span::isEmpty);
  }

  private static int upTo(Run run, int from, Run bound) {
    return upTo(run, from, run.size(), bound);
  }

  /** The first row from {@code from} on whose key is greater than the last of {@code bound}. */
  private static int upTo(Run run, int from, int to, Run bound) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (run.compareKeys(middle, bound, bound.size() - 1) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
