package dev.yore.engine.planner;

import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Expressions;
import dev.yore.storage.value.DataType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/**
 * Makes more of a condition {@code (a and b1) or (a and b2)}: it says {@code a and (b1 or b2)}; and
 * what its branches say of one leaf is a condition on that leaf alone.
 */
final class CommonFactors {
  private CommonFactors() {}

  /** Conditions that together say the same. */
  static List<Expr> of(Expr condition) {
    List<List<Expr>> branches = branches(condition);
    if (branches.size() < 2) {
      return List.of(condition);
    }
    Set<Expr> common = new LinkedHashSet<>(branches.getFirst());
    branches.forEach(common::retainAll);
    if (common.isEmpty()) {
      return List.of(condition);
    }
    List<Expr> factored = new ArrayList<>(common);
    List<Expr> rest = new ArrayList<>();
    for (List<Expr> branch : branches) {
      List<Expr> left = branch.stream().filter(part -> !common.contains(part)).toList();
      Expr all = Expressions.conjunction(left);
      if (all == null) {
        return factored;
      }
      rest.add(all);
    }
    factored.add(new Expr.Call("or", rest, DataType.BOOLEAN));
    return factored;
  }

  /**
   * What follows from a condition for single leaves.
   *
   * @param leafOf the leaf of each place
   */
  static List<Expr> implied(Expr condition, IntUnaryOperator leafOf) {
    List<List<Expr>> branches = branches(condition);
    List<Expr> implied = new ArrayList<>();
    if (branches.size() < 2) {
      return implied;
    }
    Map<Integer, List<Expr>> shared = byLeaf(branches.getFirst(), leafOf);
    List<Map<Integer, List<Expr>>> all =
        branches.stream().map(branch -> byLeaf(branch, leafOf)).toList();
    all.forEach(leaves -> shared.keySet().retainAll(leaves.keySet()));
    for (int leaf : shared.keySet()) {
      List<Expr> alternatives = new ArrayList<>();
      for (Map<Integer, List<Expr>> leaves : all) {
        Expr part = Expressions.conjunction(leaves.getOrDefault(leaf, List.of()));
        if (part != null && !alternatives.contains(part)) {
          alternatives.add(part);
        }
      }
      implied.add(
          alternatives.size() == 1
              ? alternatives.getFirst()
              : new Expr.Call("or", alternatives, DataType.BOOLEAN));
    }
    return implied;
  }

  /** The parts of each branch that read one leaf only. */
  private static Map<Integer, List<Expr>> byLeaf(List<Expr> branch, IntUnaryOperator leafOf) {
    Map<Integer, List<Expr>> byLeaf = new LinkedHashMap<>();
    for (Expr part : branch) {
      int[] leaves = Expressions.columns(part).stream().map(leafOf).distinct().toArray();
      if (leaves.length == 1 && !Expressions.hasSubQuery(part)) {
        byLeaf.computeIfAbsent(leaves[0], leaf -> new ArrayList<>()).add(part);
      }
    }
    return byLeaf;
  }

  private static List<List<Expr>> branches(Expr condition) {
    List<List<Expr>> branches = new ArrayList<>();
    collect(condition, branches);
    return branches;
  }

  private static void collect(Expr condition, List<List<Expr>> into) {
    if (condition instanceof Expr.Call call && call.function().equals("or")) {
      call.arguments().forEach(argument -> collect(argument, into));
    } else {
      into.add(Expressions.conjuncts(condition));
    }
  }
}
