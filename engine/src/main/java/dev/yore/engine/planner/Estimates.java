package dev.yore.engine.planner;

import dev.yore.engine.db.Db;
import dev.yore.engine.index.AttributeStatistics;
import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Expressions;
import dev.yore.engine.plan.Plan;
import dev.yore.engine.schema.Schema;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.KeyPrefix;
import dev.yore.storage.datom.KeyRange;
import dev.yore.storage.value.ValueOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many rows to expect. Counts of attributes, and of ranges of indexed ones, are exact; what
 * depends on values that are not known yet is guessed by the usual fractions.
 */
final class Estimates {
  static final double EQUALITY_FRACTION = 0.1;
  static final double RANGE_FRACTION = 1.0 / 3;
  static final double LIKE_FRACTION = 0.1;
  static final double OTHER_FRACTION = 0.25;
  static final double OPAQUE_ROWS = 1000;

  /** Of the pairs with equal keys, those that satisfy what else a semi-join asks. */
  static final double REST_FRACTION = 0.7;

  private final List<Db> databases;
  private final Map<Integer, Map<Integer, AttributeStatistics>> known = new HashMap<>();

  Estimates(List<Db> databases) {
    this.databases = databases;
  }

  /** The attributes of a source. */
  Schema schema(Plan.Source source) {
    return databases.get(source.input()).schema();
  }

  AttributeStatistics statistics(Plan.Source source, int attribute) {
    return known
        .computeIfAbsent(source.input(), input -> new HashMap<>())
        .computeIfAbsent(attribute, a -> databases.get(source.input()).reader().statistics(a));
  }

  /** Entities that have all that a star requires, without its conditions. */
  double entities(JoinGraph.Star star) {
    double least = Double.MAX_VALUE;
    double most = 0;
    for (JoinGraph.Spoke spoke : star.spokes()) {
      double count = statistics(star.source(), spoke.attribute()).count();
      most = Math.max(most, count);
      if (!spoke.optional()) {
        least = Math.min(least, count);
      }
    }
    return least == Double.MAX_VALUE ? most : least;
  }

  /** How many different values a place of a star may have among {@code rows} rows. */
  double distinct(JoinGraph.Star star, int place, double rows) {
    JoinGraph.Spoke spoke = spoke(star, place);
    if (spoke == null) {
      return Math.max(1, rows);
    }
    return Math.clamp(
        statistics(star.source(), spoke.attribute()).distinct(), 1, Math.max(1, rows));
  }

  /** How many different values a column of a plan may have; infinite when nothing is known. */
  double distinct(Plan plan, int column) {
    return switch (plan) {
      case Plan.Block block -> distinctInBlock(block, block.output().get(column));
      case Plan.Filter filter -> distinct(filter.input(), column);
      case Plan.Project project ->
          project.expressions().get(column) instanceof Expr.Column moved
              ? distinct(project.input(), moved.index())
              : Double.POSITIVE_INFINITY;
      case Plan.Join join -> {
        int width = join.left().fields().size();
        yield column < width
            ? distinct(join.left(), column)
            : distinct(join.right(), column - width);
      }
      case Plan.Aggregate aggregate ->
          column < aggregate.keys().size()
              ? distinct(aggregate.input(), aggregate.keys().get(column))
              : Double.POSITIVE_INFINITY;
      case Plan.Distinct distinct -> distinct(distinct.input(), column);
      case Plan.Sort sort -> distinct(sort.input(), column);
      default -> Double.POSITIVE_INFINITY;
    };
  }

  private double distinctInBlock(Plan.Block block, int variable) {
    double distinct = Double.POSITIVE_INFINITY;
    for (Plan.Pattern pattern : block.patterns()) {
      AttributeStatistics statistics = statistics(pattern.source(), pattern.attribute());
      if (pattern.value() == variable) {
        distinct = Math.min(distinct, Math.max(1, statistics.distinct()));
      } else if (pattern.entity() == variable && !pattern.optional()) {
        distinct = Math.min(distinct, Math.max(1, statistics.count()));
      }
    }
    return distinct;
  }

  static JoinGraph.@Nullable Spoke spoke(JoinGraph.Star star, int place) {
    for (JoinGraph.Spoke spoke : star.spokes()) {
      if (spoke.value() == place) {
        return spoke;
      }
    }
    return null;
  }

  /** The fraction of a star's rows for which a condition over its places is true. */
  double selectivity(Expr condition, JoinGraph.Star star) {
    if (condition instanceof Expr.Call call) {
      switch (call.function()) {
        case "and" -> {
          return call.arguments().stream()
              .mapToDouble(c -> selectivity(c, star))
              .reduce(1, (a, b) -> a * b);
        }
        case "or" -> {
          double none =
              call.arguments().stream()
                  .mapToDouble(c -> 1 - selectivity(c, star))
                  .reduce(1, (a, b) -> a * b);
          return 1 - none;
        }
        case "not" -> {
          return 1 - selectivity(call.arguments().getFirst(), star);
        }
        case "like", "ilike" -> {
          return LIKE_FRACTION;
        }
        case "<>" -> {
          return 1 - EQUALITY_FRACTION;
        }
        case "is not null" -> {
          return 0.95;
        }
        case "is null" -> {
          return 0.05;
        }
        default -> {}
      }
    }
    Bound bound = Bound.of(condition);
    JoinGraph.Spoke spoke = bound == null ? null : spoke(star, bound.place());
    if (bound == null) {
      return OTHER_FRACTION;
    }
    if (spoke == null) {
      return bound.comparison() == Bound.Comparison.EQUAL
          ? 1 / Math.max(1, entities(star))
          : RANGE_FRACTION;
    }
    return boundSelectivity(bound, star, spoke);
  }

  private double boundSelectivity(Bound bound, JoinGraph.Star star, JoinGraph.Spoke spoke) {
    AttributeStatistics statistics = statistics(star.source(), spoke.attribute());
    double total = Math.max(1, statistics.count());
    Object value = bound.constant() instanceof Expr.Literal literal ? literal.value() : null;
    Db db = databases.get(star.source().input());
    if (bound.comparison() == Bound.Comparison.EQUAL) {
      if (value != null && db.schema().inAvet(spoke.attribute())) {
        KeyPrefix prefix =
            KeyPrefix.attributeValue(IndexOrder.AVET, spoke.attribute(), spoke.type(), value);
        return db.reader().count(KeyRange.of(prefix)) / total;
      }
      return 1.0 / Math.max(1, statistics.distinct());
    }
    if (value == null) {
      return RANGE_FRACTION;
    }
    if (db.schema().inAvet(spoke.attribute())) {
      return db.reader().count(bound.range(spoke, value)) / total;
    }
    return interpolated(bound, statistics, value);
  }

  /** The fraction by where the value lies between the least and the greatest. */
  private static double interpolated(Bound bound, AttributeStatistics statistics, Object value) {
    Object min = statistics.min();
    Object max = statistics.max();
    if (min == null || max == null) {
      return 0;
    }
    if (min.getClass() != value.getClass()) {
      return RANGE_FRACTION;
    }
    if (ValueOrder.compare(value, min) < 0) {
      return bound.upper() ? 0 : 1;
    }
    if (ValueOrder.compare(value, max) > 0) {
      return bound.upper() ? 1 : 0;
    }
    double low = magnitude(min);
    double high = magnitude(max);
    if (Double.isNaN(low) || high <= low) {
      return RANGE_FRACTION;
    }
    double below = (magnitude(value) - low) / (high - low);
    return bound.upper() ? below : 1 - below;
  }

  private static double magnitude(Object value) {
    return switch (value) {
      case Number number -> number.doubleValue();
      case java.time.LocalDate date -> date.toEpochDay();
      case java.time.Instant instant -> instant.getEpochSecond();
      case java.time.LocalDateTime local -> local.toEpochSecond(java.time.ZoneOffset.UTC);
      default -> Double.NaN;
    };
  }

  /** A guess for conditions over several leaves. */
  static double joinSelectivity(Expr condition) {
    return condition instanceof Expr.Call call && call.function().equals("=")
        ? EQUALITY_FRACTION
        : Expressions.hasSubQuery(condition) ? 0.5 : RANGE_FRACTION;
  }
}
