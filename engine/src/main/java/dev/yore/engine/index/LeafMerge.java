package dev.yore.engine.index;

import dev.yore.engine.index.IndexReader.RunCursor;
import dev.yore.storage.column.Longs;
import dev.yore.storage.datom.KeyRange;
import dev.yore.storage.datom.Run;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
   * @param attribute for an index that keeps attributes apart, the range's only attribute
   * @param novelty events up to the moment and later, oldest first
   * @param asOf the last t seen; {@link Long#MAX_VALUE} when all is
   */
  static RunCursor of(
      StoredIndexes stored,
      KeyRange range,
      int attribute,
      List<Span> novelty,
      boolean history,
      long asOf,
      long since) {
    LeafMerge merge = new LeafMerge(range, novelty, history, asOf, since);
    if (stored == StoredIndexes.NONE) {
      return merge;
    }
    boolean past = asOf < stored.t();
    if (history) {
      merge.add(stored.live(range), Form.ASSERTIONS);
      merge.add(stored.history(range), Form.ASSERTIONS);
      merge.add(stored.history(range), Form.RETRACTIONS);
    } else {
      merge.add(stored.live(range), Form.ASSERTIONS);
      if (past) {
        merge.add(stored.history(range), Form.HELD);
      }
    }
    return merge;
  }

  private void add(RunCursor runs, Form form) {
    Stream stream = new Stream(runs, form, asOf);
    if (stream.advance()) {
      streams.add(stream);
    }
  }

  /** What a tree's rows stand for. */
  private enum Form {
    ASSERTIONS,
    RETRACTIONS,
    /** Assertions of what was not retracted by the moment. */
    HELD
  }

  /** The leaves of one tree, one at a time. */
  private static final class Stream {
    private final RunCursor runs;
    private final Form form;
    private final long asOf;
    private @Nullable Run run;
    private int from;

    Stream(RunCursor runs, Form form, long asOf) {
      this.runs = runs;
      this.form = form;
      this.asOf = asOf;
    }

    /** Goes to the next leaf that has something; false at the end. */
    boolean advance() {
      from = 0;
      for (Run next = runs.next(); next != null; next = runs.next()) {
        Run seen = seen(next);
        if (!seen.isEmpty()) {
          run = seen;
          return true;
        }
      }
      run = null;
      return false;
    }

    Run current() {
      if (run == null) {
        throw new IllegalStateException("the stream has ended");
      }
      return run;
    }

    private Run seen(Run leaf) {
      return switch (form) {
        case ASSERTIONS -> leaf.ended() == null ? leaf : with(leaf, leaf.added(), null);
        case RETRACTIONS -> {
          boolean[] all = new boolean[leaf.size()];
          Arrays.fill(all, true);
          yield with(leaf, ends(leaf), all);
        }
        case HELD -> held(leaf);
      };
    }

    private Run held(Run leaf) {
      Longs ends = ends(leaf);
      int[] rows = new int[leaf.size()];
      int kept = 0;
      for (int i = 0; i < rows.length; i++) {
        if (leaf.added(i) <= asOf && asOf < ends.get(i)) {
          rows[kept++] = i;
        }
      }
      if (kept == 0) {
        return Run.empty(leaf.order());
      }
      Run held = leaf.gather(rows, kept);
      return with(held, held.added(), null);
    }

    private static Longs ends(Run leaf) {
      Longs ends = leaf.ended();
      if (ends == null) {
        throw new IllegalStateException("a history leaf without ends");
      }
      return ends;
    }

    private static Run with(Run leaf, Longs t, boolean @Nullable [] retracted) {
      return new Run(
          leaf.order(),
          leaf.entities(),
          leaf.attributes(),
          leaf.types(),
          leaf.values(),
          leaf.attributeIndexes(),
          leaf.slots(),
          t,
          null,
          retracted);
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
    Run bound = streams.getFirst().current();
    for (Stream stream : streams) {
      Run run = stream.current();
      if (run.compareKeys(run.size() - 1, bound, bound.size() - 1) < 0) {
        bound = run;
      }
    }
    List<Span> spans = new ArrayList<>(streams.size() + novelty.size());
    for (Stream stream : streams) {
      Run run = stream.current();
      int to = run == bound ? run.size() : upTo(run, stream.from, bound);
      if (to > stream.from) {
        spans.add(new Span(run, stream.from, to));
        stream.from = to;
      }
    }
    takeNovelty(bound, spans);
    streams.removeIf(stream -> stream.from == stream.current().size() && !stream.advance());
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
