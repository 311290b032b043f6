package dev.yore.engine.index;

import dev.yore.engine.index.Indexes.IndexedAttributes;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.KeyRange;
import dev.yore.storage.datom.Run;
import java.util.ArrayList;
import java.util.List;

/**
 * What was committed since the trees, in all four orders: a stack an attribute for AEVT and AVET,
 * one for all attributes for EAVT and VAET.
 *
 * @param bytes about how much memory it takes
 */
record Novelty(
    AttributeStacks aevt,
    AttributeStacks avet,
    PendingRuns eavt,
    PendingRuns vaet,
    long datoms,
    long bytes) {

  static final Novelty EMPTY =
      new Novelty(
          AttributeStacks.EMPTY,
          AttributeStacks.EMPTY,
          PendingRuns.NO_ENTITIES,
          PendingRuns.NO_REFERENCES,
          0,
          0);

  /** Bytes of a datom's entity and t in one index, as long as they are not packed. */
  private static final int KEY_BYTES = 16;

  /**
   * With the events of transaction {@code t}: runs in AEVT order, each of one attribute. An
   * attribute that once was in AVET stays there, lest what is stored of it become false.
   */
  Novelty with(long t, List<Run> events, IndexedAttributes attributes, StoredIndexes stored) {
    AttributeStacks.Editor columns = aevt.edit();
    AttributeStacks.Editor values = avet.edit();
    List<Run> references = new ArrayList<>(2);
    long rows = datoms;
    long size = bytes;
    for (Run run : events) {
      int attribute = run.attributes()[0];
      columns.add(IndexOrder.AEVT, t, run);
      int copies = 2;
      if (attributes.inAvet(attribute)
          || !values.isEmpty(attribute)
          || stored.hasValues(attribute)) {
        values.add(IndexOrder.AVET, t, run);
        copies++;
      }
      if (attributes.inVaet(attribute)) {
        references.add(run);
        copies++;
      }
      rows += run.size();
      size += copies * (run.values()[0].bytes() + (long) KEY_BYTES * run.size());
    }
    return new Novelty(
        columns.done(), values.done(), eavt.with(t, events), vaet.with(t, references), rows, size);
  }

  /** With this as all of an attribute's AVET, which had none before. */
  Novelty withValues(int attribute, RunStack stack) {
    AttributeStacks.Editor values = avet.edit();
    values.set(attribute, PendingRuns.of(IndexOrder.AVET, stack));
    return new Novelty(aevt, values.done(), eavt, vaet, datoms, bytes);
  }

  /** What these trees do not have; AVET of an attribute that is not in theirs stays whole. */
  Novelty after(StoredIndexes stored) {
    long t = stored.t();
    AttributeStacks.Editor values = avet.edit();
    for (int i = 0; i < avet.limit(); i++) {
      PendingRuns runs = avet.runs(i);
      if (runs != null && stored.hasValues(i)) {
        values.set(i, runs.after(t));
      }
    }
    PendingRuns entities = eavt.after(t);
    long rows = entities.rows();
    return new Novelty(
        aevt.map(runs -> runs.after(t)),
        values.done(),
        entities,
        vaet.after(t),
        rows,
        datoms == 0 ? 0 : (long) ((double) bytes * rows / datoms));
  }

  /** The stack of an attribute in an index that keeps attributes apart, else the one there is. */
  RunStack stack(IndexOrder order, int attribute) {
    return switch (order) {
      case AEVT -> aevt.get(attribute);
      case AVET -> avet.get(attribute);
      case EAVT -> eavt.stack();
      case VAET -> vaet.stack();
    };
  }

  /** Adds what is in a range, oldest first within each attribute. */
  void spans(KeyRange range, int attribute, List<Span> spans) {
    stack(range.order(), attribute).spans(range, spans);
  }
}
