package dev.yore.engine.planner;

import dev.yore.engine.db.Db;
import dev.yore.engine.exec.Evaluator;
import dev.yore.engine.exec.ExecutionContext;
import dev.yore.engine.exec.expression.ExpressionCompiler;
import dev.yore.engine.index.AttributeStatistics;
import dev.yore.engine.index.View;
import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Expressions;
import dev.yore.engine.plan.Plan;
import dev.yore.engine.schema.Schema;
import dev.yore.storage.error.YoreException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  /** A value of which there are fewer on average is found sooner than counted. */
  private static final double ASKED_MIN = 64;

  private static final ExpressionCompiler COMPILER =
      new ExpressionCompiler(plan -> {
        throw YoreException.bug("A constant has no sub-query");
      });

  private final List<Db> databases;
  private final @Nullable ExecutionContext values;
  private final Map<Plan.Source, Db> moments = new HashMap<>();
  private final Map<Plan.Source, Map<Integer, AttributeStatistics>> known = new HashMap<>();
  private final Map<Question, Probe> probes = new LinkedHashMap<>();

  /**
   * @param values an execution whose parameters the plan is for, or null when it is for any
   */
  Estimates(List<Db> databases, @Nullable ExecutionContext values) {
    this.databases = databases;
    this.values = values;
  }

  /** The database that a source reads, at its moment if that is known. */
  private Db db(Plan.Source source) {
    return moments.computeIfAbsent(source, this::resolved);
  }

  /** Whether a source is read as it is now: the past is merged of several places, row by row. */
  boolean isNow(Plan.Source source) {
    return db(source).view().equals(View.NOW);
  }

  private Db resolved(Plan.Source source) {
    Db given = databases.get(source.input());
    Expr moment = source.asOf();
    if (values == null || moment == null || !isKnown(moment)) {
      return given;
    }
    try {
      Db seen = StarAccess.source(source, COMPILER).resolve(values);
      return seen == null ? given : seen;
    } catch (YoreException e) {
      return given;
    }
  }

  /** The attributes of a source. */
  Schema schema(Plan.Source source) {
    return databases.get(source.input()).schema();
  }

  AttributeStatistics statistics(Plan.Source source, int attribute) {
    return known
        .computeIfAbsent(source, s -> new HashMap<>())
        .computeIfAbsent(attribute, a -> db(source).reader().statistics(a));
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
          return selectivity(PlaceRange.Grouped.of(call.arguments()), star);
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
    return bound == null ? OTHER_FRACTION : fraction(PlaceRange.of(bound), star);
  }

  /** The fraction of a star's rows for which all conditions over its places are true. */
  double selectivity(PlaceRange.Grouped grouped, JoinGraph.Star star) {
    double fraction = 1;
    for (PlaceRange range : grouped.ranges().values()) {
      fraction *= fraction(range, star);
    }
    for (Expr condition : grouped.others()) {
      fraction *= selectivity(condition, star);
    }
    return fraction;
  }

  /** The fraction of a star's rows whose place is in a range. */
  double fraction(PlaceRange range, JoinGraph.Star star) {
    JoinGraph.Spoke spoke = spoke(star, range.place());
    if (spoke == null) {
      return range.isPoint() ? 1 / Math.max(1, entities(star)) : guess(range);
    }
    AttributeStatistics statistics = statistics(star.source(), spoke.attribute());
    double total = Math.max(1, statistics.count());
    double average = 1.0 / Math.max(1, statistics.distinct());
    boolean fewEach = total * average < ASKED_MIN;
    double rows = Double.NaN;
    if (isLiteral(range.low()) && isLiteral(range.high())) {
      rows = rows(range, star.source(), spoke);
    } else if (!(range.isPoint() && (fewEach || !inAvet(star.source(), spoke)))) {
      rows = asked(range, star.source(), spoke);
    }
    if (Double.isNaN(rows)) {
      return range.isPoint() ? average : guess(range);
    }
    return Math.min(1, rows / total);
  }

  private boolean inAvet(Plan.Source source, JoinGraph.Spoke spoke) {
    return schema(source).inAvet(spoke.attribute());
  }

  private static double guess(PlaceRange range) {
    return range.low() != null && range.high() != null
        ? RANGE_FRACTION * RANGE_FRACTION
        : RANGE_FRACTION;
  }

  private static boolean isLiteral(@Nullable Bound end) {
    return end == null || end.constant() instanceof Expr.Literal;
  }

  private double rows(PlaceRange range, Plan.Source source, JoinGraph.Spoke spoke) {
    Object low = literal(range.low());
    Object high = literal(range.high());
    return low == null || high == null ? 0 : counted(range, spoke).rows(db(source), low, high);
  }

  private static @Nullable Object literal(@Nullable Bound end) {
    return end == null ? RangeRows.NO_END : ((Expr.Literal) end.constant()).value();
  }

  private static RangeRows counted(PlaceRange range, JoinGraph.Spoke spoke) {
    Bound low = range.low();
    Bound high = range.high();
    return new RangeRows(
        spoke.attribute(),
        spoke.type(),
        low == null || low.inclusive(),
        high == null || high.inclusive());
  }

  /** The rows of a range whose ends are known when the plan is run; NaN as long as they are not. */
  private double asked(PlaceRange range, Plan.Source source, JoinGraph.Spoke spoke) {
    Question question =
        new Question(source, counted(range, spoke), constant(range.low()), constant(range.high()));
    if (!question.hasAnswer()) {
      return Double.NaN;
    }
    Probe probe = probes.computeIfAbsent(question, this::probe);
    return values == null ? Double.NaN : probe.rows(values);
  }

  private static @Nullable Expr constant(@Nullable Bound end) {
    return end == null ? null : end.constant();
  }

  private Probe probe(Question question) {
    Evaluator low = compiled(question.low());
    boolean point = Objects.equals(question.low(), question.high());
    return new Probe(
        StarAccess.source(question.source(), COMPILER),
        question.range(),
        low,
        point ? low : compiled(question.high()));
  }

  private static @Nullable Evaluator compiled(@Nullable Expr expr) {
    return expr == null ? null : COMPILER.compile(expr);
  }

  /** What is asked when the plan is run. */
  List<Probe> probes() {
    return List.copyOf(probes.values());
  }

  /** A range whose rows somebody wants to know. */
  private record Question(
      Plan.Source source, RangeRows range, @Nullable Expr low, @Nullable Expr high) {

    boolean hasAnswer() {
      return isKnown(low) && isKnown(high) && isKnown(source.asOf());
    }
  }

  /** False for what depends on a row around the plan. */
  private static boolean isKnown(@Nullable Expr constant) {
    boolean[] known = {true};
    if (constant != null) {
      Expressions.visit(constant, part -> known[0] &= !(part instanceof Expr.Outer));
    }
    return known[0];
  }

  /** A guess for conditions over several leaves. */
  static double joinSelectivity(Expr condition) {
    return condition instanceof Expr.Call call && call.function().equals("=")
        ? EQUALITY_FRACTION
        : Expressions.hasSubQuery(condition) ? 0.5 : RANGE_FRACTION;
  }
}
