package dev.yore.engine.planner;

import dev.yore.engine.exec.Evaluator;
import dev.yore.engine.exec.Operator;
import dev.yore.engine.exec.Sort;
import dev.yore.engine.exec.Window;
import dev.yore.engine.exec.expression.ExpressionCompiler;
import dev.yore.engine.plan.Plan;
import dev.yore.engine.plan.Plan.Window.Bound;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes operators of windows, with a sort below where the rows do not lie right already. */
final class Windows {
  private Windows() {}

  static Planned plan(Plan.Window window, Planned input, ExpressionCompiler compiler) {
    List<Plan.SortKey> keys = window.sortKeys();
    Operator sorted =
        keys.isEmpty() || isSorted(window.input(), keys)
            ? input.operator()
            : new Sort(input.operator(), keys);
    return new Planned(new Window(sorted, window, distances(window, compiler)), input.rows());
  }

  /** True when the rows of a plan come in this order. */
  private static boolean isSorted(Plan plan, List<Plan.SortKey> keys) {
    return switch (plan) {
      case Plan.Window window -> begins(window.sortKeys(), keys) || isSorted(window.input(), keys);
      case Plan.Sort sort -> begins(sort.keys(), keys);
      default -> false;
    };
  }

  private static boolean begins(List<Plan.SortKey> order, List<Plan.SortKey> keys) {
    return order.size() >= keys.size() && order.subList(0, keys.size()).equals(keys);
  }

  private static Map<Bound.Distance, Evaluator> distances(
      Plan.Window window, ExpressionCompiler compiler) {
    Map<Bound.Distance, Evaluator> distances = new HashMap<>();
    for (Plan.Window.Call call : window.calls()) {
      for (Bound bound : List.of(call.frame().start(), call.frame().end())) {
        if (bound instanceof Bound.Distance distance) {
          distances.put(distance, compiler.compile(distance.offset()));
        }
      }
    }
    return distances;
  }
}
