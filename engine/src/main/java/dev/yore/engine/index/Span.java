package dev.yore.engine.index;

import dev.yore.storage.datom.KeyRange;
import dev.yore.storage.datom.Run;

/** The rows of a run from {@code from} up to but not including {@code to}. */
record Span(Run run, int from, int to) {
  static Span of(Run run) {
    return new Span(run, 0, run.size());
  }

  static Span of(Run run, KeyRange range) {
    int from = run.from(range);
    return new Span(run, from, Math.max(from, run.to(range)));
  }

  int size() {
    return to - from;
  }

  boolean isEmpty() {
    return from == to;
  }

  /** The rows as a run of their own; the run itself where it is all of them. */
  Run slice() {
    return run.slice(from, to);
  }
}
