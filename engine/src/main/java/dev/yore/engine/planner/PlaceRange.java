package dev.yore.engine.planner;

import dev.yore.engine.plan.Expr;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The values that conditions leave to one place.
 *
 * @param low an equality when both ends are the same one; null when there is no lower end
 * @param high null when there is no upper end
 */
record PlaceRange(int place, @Nullable Bound low, @Nullable Bound high) {

  static PlaceRange of(Bound bound) {
    boolean point = bound.comparison() == Bound.Comparison.EQUAL;
    return new PlaceRange(
        bound.place(),
        point || !bound.upper() ? bound : null,
        point || bound.upper() ? bound : null);
  }

  /** True when it is one value. */
  boolean isPoint() {
    return low != null && low == high;
  }

  private boolean has(@Nullable Bound bound) {
    return Objects.equals(bound, low) || Objects.equals(bound, high);
  }

  /** With one more end, or null when it has that already. */
  private @Nullable PlaceRange with(Bound bound) {
    if (bound.comparison() == Bound.Comparison.EQUAL) {
      return isPoint() ? null : of(bound);
    }
    if (bound.upper()) {
      return high == null ? new PlaceRange(place, low, bound) : null;
    }
    return low == null ? new PlaceRange(place, bound, high) : null;
  }

  /** Conditions that all hold, taken together by place. */
  record Grouped(Map<Integer, PlaceRange> ranges, List<Expr> others) {
    static Grouped of(List<Expr> conditions) {
      Map<Integer, PlaceRange> ranges = new LinkedHashMap<>();
      List<Expr> others = new ArrayList<>();
      for (Expr condition : conditions) {
        Bound bound = Bound.of(condition);
        PlaceRange known = bound == null ? null : ranges.get(bound.place());
        PlaceRange range = known == null || bound == null ? null : known.with(bound);
        if (bound != null && known == null) {
          ranges.put(bound.place(), PlaceRange.of(bound));
        } else if (known != null && known.has(bound)) {
          continue;
        } else if (range != null) {
          ranges.put(range.place(), range);
        } else {
          others.add(condition);
        }
      }
      return new Grouped(ranges, others);
    }
  }
}
