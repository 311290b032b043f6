package dev.yore.engine.index;

import dev.yore.storage.column.DictionaryVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.datom.Run;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.ValueOrder;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;

/** Puts what trees know of an attribute together with what novelty has. */
final class Statistics {
  /** Rows of a run that are looked at to guess how many values are different. */
  private static final int SAMPLE = 1024;

  private Statistics() {}

  static AttributeStatistics of(
      @Nullable AttributeStatistics stored, RunStack novelty, long count) {
    Object min = stored == null ? null : stored.min();
    Object max = stored == null ? null : stored.max();
    long distinct = stored == null ? 0 : stored.distinct();
    for (int i = 0; i < novelty.depth(); i++) {
      ValueBounds bounds = novelty.run(i).bounds();
      min = min == null || ValueOrder.compare(bounds.min(), min) < 0 ? bounds.min() : min;
      max = max == null || ValueOrder.compare(bounds.max(), max) > 0 ? bounds.max() : max;
      distinct += bounds.distinct();
    }
    return new AttributeStatistics(count, min, max, Math.min(distinct, Math.max(count, 1)));
  }

  /** The extremes of a run's values and a guess of how many are different. */
  record ValueBounds(Object min, Object max, long distinct) {}

  static ValueBounds bounds(Run run) {
    DataType type = run.types()[0];
    Vector values = run.values()[0];
    int min = 0;
    int max = 0;
    for (int i = 1; i < run.size(); i++) {
      min = Vectors.compare(type, values, i, values, min) < 0 ? i : min;
      max = Vectors.compare(type, values, i, values, max) > 0 ? i : max;
    }
    return new ValueBounds(run.value(min), run.value(max), distinct(run, type, values));
  }

  private static long distinct(Run run, DataType type, Vector values) {
    if (values instanceof DictionaryVector coded) {
      return coded.dictionary().size();
    }
    int step = Math.max(1, run.size() / SAMPLE);
    HashSet<Object> seen = new HashSet<>();
    int looked = 0;
    for (int i = 0; i < run.size(); i += step) {
      seen.add(String.valueOf(Vectors.get(type, values, i)));
      looked++;
    }
    // All different in the sample means different throughout; else the values of the sample are
    // taken for all there are, unless so many occur once that the rest must have more.
    return seen.size() * 10L > looked * 9L ? (long) run.size() * seen.size() / looked : seen.size();
  }
}
