package dev.yore.engine.planner;

import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Expressions;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which places are equal in every row that a join graph gives: the classes that its equality
 * conditions close to. Any two leaves with places of one class can be joined, whatever pairs the
 * query happened to write.
 */
final class Equalities {
  private final int[] parents;
  private final List<List<Integer>> classes = new ArrayList<>();

  /** Takes the equalities between places out of {@code conditions}. */
  Equalities(int places, List<Expr> conditions) {
    this(places, conditions, new BitSet());
  }

  /**
   * Takes the equalities between places out of {@code conditions}.
   *
   * @param except places that count as equal to none
   */
  Equalities(int places, List<Expr> conditions, BitSet except) {
    parents = new int[places];
    for (int i = 0; i < places; i++) {
      parents[i] = i;
    }
    conditions.removeIf(
        condition -> !Expressions.columns(condition).intersects(except) && unite(condition));
    Map<Integer, List<Integer>> byRoot = new TreeMap<>();
    for (int place = 0; place < places; place++) {
      byRoot.computeIfAbsent(root(place), r -> new ArrayList<>()).add(place);
    }
    byRoot.values().stream().filter(members -> members.size() > 1).forEach(classes::add);
  }

  private boolean unite(Expr condition) {
    if (condition instanceof Expr.Call call
        && call.function().equals("=")
        && call.arguments().get(0) instanceof Expr.Column left
        && call.arguments().get(1) instanceof Expr.Column right
        && left.index() != right.index()
        && Bound.sameForm(left.type(), right.type())) {
      parents[root(left.index())] = root(right.index());
      return true;
    }
    return false;
  }

  private int root(int place) {
    int at = place;
    while (parents[at] != at) {
      at = parents[at];
    }
    return at;
  }

  /** The classes of two and more places. */
  List<List<Integer>> classes() {
    return classes;
  }

  /** The class of a place, or null when nothing is equal to it. */
  @Nullable List<Integer> classOf(int place) {
    for (List<Integer> members : classes) {
      if (members.contains(place)) {
        return members;
      }
    }
    return null;
  }
}
