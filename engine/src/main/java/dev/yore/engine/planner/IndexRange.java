package dev.yore.engine.planner;

import dev.yore.engine.plan.Expr;
import dev.yore.engine.schema.Schema;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Conditions on one indexed attribute of a star that leave a range of its index, or some values.
 *
 * @param anyOf the values, where there are several; then there are no ends
 * @param rows how many rows are expected
 */
record IndexRange(
    JoinGraph.Spoke spoke,
    IndexOrder order,
    @Nullable Bound low,
    @Nullable Bound high,
    List<Bound> anyOf,
    double rows) {

  /** The index that finds values of an attribute, or null. */
  static @Nullable IndexOrder order(JoinGraph.Spoke spoke, Schema schema) {
    if (schema.inAvet(spoke.attribute())) {
      return IndexOrder.AVET;
    }
    return spoke.type().valueType() == ValueType.REF ? IndexOrder.VAET : null;
  }

  /** True for values that follow one another in AVET, which has them beside their entities. */
  boolean isScan() {
    return order == IndexOrder.AVET && anyOf.isEmpty();
  }

  boolean isPoint() {
    return low != null && low == high;
  }

  /** The range of fewest rows, or null when no condition is of an indexed attribute. */
  static @Nullable IndexRange best(
      JoinGraph.Star star, PlaceRange.Grouped conditions, Estimates estimates) {
    IndexRange best = null;
    for (PlaceRange range : conditions.ranges().values()) {
      best = better(best, ofRange(range, star, estimates));
    }
    for (Expr condition : conditions.others()) {
      best = better(best, ofList(condition, star, estimates));
    }
    return best;
  }

  private static @Nullable IndexRange better(@Nullable IndexRange a, @Nullable IndexRange b) {
    return a == null || (b != null && b.rows < a.rows) ? b : a;
  }

  private static @Nullable IndexRange ofRange(
      PlaceRange range, JoinGraph.Star star, Estimates estimates) {
    JoinGraph.Spoke spoke = Estimates.spoke(star, range.place());
    IndexOrder order = spoke == null ? null : order(spoke, estimates.schema(star.source()));
    if (spoke == null || order == null || (order == IndexOrder.VAET && !range.isPoint())) {
      return null;
    }
    double rows = estimates.entities(star) * estimates.fraction(range, star);
    return new IndexRange(spoke, order, range.low(), range.high(), List.of(), rows);
  }

  private static @Nullable IndexRange ofList(
      Expr condition, JoinGraph.Star star, Estimates estimates) {
    List<Bound> bounds = anyOf(condition);
    JoinGraph.Spoke spoke =
        bounds == null ? null : Estimates.spoke(star, bounds.getFirst().place());
    IndexOrder order = spoke == null ? null : order(spoke, estimates.schema(star.source()));
    if (bounds == null || spoke == null || order == null) {
      return null;
    }
    double each =
        estimates.entities(star)
            / Math.max(1, estimates.statistics(star.source(), spoke.attribute()).distinct());
    return new IndexRange(spoke, order, null, null, bounds, bounds.size() * (each + 1));
  }

  /** The equalities, all on one place, of which a condition says that one holds; or null. */
  private static @Nullable List<Bound> anyOf(Expr condition) {
    if (!(condition instanceof Expr.Call call) || !call.function().equals("or")) {
      return null;
    }
    List<Bound> bounds = new ArrayList<>();
    for (Expr argument : call.arguments()) {
      List<Bound> nested = anyOf(argument);
      Bound bound = Bound.of(argument);
      if (nested != null) {
        bounds.addAll(nested);
      } else if (bound != null && bound.comparison() == Bound.Comparison.EQUAL) {
        bounds.add(bound);
      } else {
        return null;
      }
    }
    int place = bounds.getFirst().place();
    return bounds.stream().allMatch(bound -> bound.place() == place) ? bounds : null;
  }
}
