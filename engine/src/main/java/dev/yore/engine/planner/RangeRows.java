package dev.yore.engine.planner;

import dev.yore.engine.db.Db;
import dev.yore.engine.index.AttributeStatistics;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.KeyPrefix;
import dev.yore.storage.datom.KeyRange;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.ValueOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * A range of an attribute's values, to be counted: exactly where the attribute is in AVET, else by
 * where the ends lie between the least value and the greatest.
 */
record RangeRows(int attribute, DataType type, boolean lowInclusive, boolean highInclusive) {

  /** A range without this end. */
  static final Object NO_END = new Object();

  /**
   * How many datoms the range has.
   *
   * @param low a value or {@link #NO_END}
   * @param high a value or {@link #NO_END}
   * @return NaN when nothing can be said
   */
  double rows(Db db, Object low, Object high) {
    if (db.schema().inAvet(attribute)) {
      return counted(db, low, high);
    }
    AttributeStatistics statistics = db.reader().statistics(attribute);
    return statistics.count() * interpolated(statistics, low, high);
  }

  private double counted(Db db, Object low, Object high) {
    KeyPrefix all = KeyPrefix.attribute(IndexOrder.AVET, attribute);
    KeyPrefix from = low == NO_END ? all : prefix(low);
    KeyPrefix to = high == NO_END ? all : low.equals(high) ? from : prefix(high);
    return db.reader()
        .count(
            new KeyRange(from, low == NO_END || lowInclusive, to, high == NO_END || highInclusive));
  }

  private KeyPrefix prefix(Object value) {
    return KeyPrefix.attributeValue(IndexOrder.AVET, attribute, type, value);
  }

  private double interpolated(AttributeStatistics statistics, Object low, Object high) {
    double oneValue = 1.0 / Math.max(1, statistics.distinct());
    if (low != NO_END && low.equals(high)) {
      return oneValue;
    }
    Object min = statistics.min();
    Object max = statistics.max();
    if (min == null || max == null) {
      return 0;
    }
    double below = low == NO_END ? 0 : below(low, min, max);
    double upTo = high == NO_END ? 1 : below(high, min, max);
    if (below >= 1 || upTo <= 0) {
      return 0;
    }
    return low == NO_END || high == NO_END ? upTo - below : Math.max(oneValue, upTo - below);
  }

  /** The fraction of values that are less than one. */
  private static double below(Object value, Object min, Object max) {
    if (min.getClass() != value.getClass()) {
      return Double.NaN;
    }
    if (ValueOrder.compare(value, min) < 0) {
      return 0;
    }
    if (ValueOrder.compare(value, max) > 0) {
      return 1;
    }
    double low = magnitude(min);
    double high = magnitude(max);
    return high > low ? (magnitude(value) - low) / (high - low) : Double.NaN;
  }

  private static double magnitude(Object value) {
    return switch (value) {
      case Number number -> number.doubleValue();
      case LocalDate date -> date.toEpochDay();
      case Instant instant -> instant.getEpochSecond();
      case LocalDateTime local -> local.toEpochSecond(ZoneOffset.UTC);
      default -> Double.NaN;
    };
  }
}
