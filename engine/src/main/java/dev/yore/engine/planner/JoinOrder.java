package dev.yore.engine.planner;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Searches the cheapest order of joins: by dynamic programming over sets of leaves up to {@link
 * #EXHAUSTIVE_MAX}, greedily beyond. A set of leaves is a bit mask. What a set gives does not
 * depend on how it was joined, so the cost alone decides.
 *
 * <p>After Selinger et al., "Access Path Selection in a Relational Database Management System",
 * SIGMOD 1979, with bushy trees.
 */
final class JoinOrder {
  static final int EXHAUSTIVE_MAX = 11;

  private static final double BUILD_COST = 2.5;
  private static final double OUTPUT_COST = 0.5;
  private static final double CROSS_COST = 2;

  /** How leaves are joined. */
  sealed interface Tree {
    long leaves();
  }

  record LeafTree(int leaf) implements Tree {
    @Override
    public long leaves() {
      return 1L << leaf;
    }
  }

  /**
   * @param lookup true when the right side is a leaf whose rows are looked up for each left row
   */
  record JoinTree(Tree left, Tree right, boolean lookup) implements Tree {
    @Override
    public long leaves() {
      return left.leaves() | right.leaves();
    }
  }

  /** What the search needs to know. */
  interface Costs {
    /** Rows that come of joining a set of leaves, all conditions applied. */
    double rows(long leaves);

    /** Rows of a leaf by itself. */
    double leafRows(int leaf);

    /** The cost of reading a leaf by itself. */
    double leafCost(int leaf);

    /**
     * The cost of looking a leaf up once from a row of {@code from}; infinite when it cannot be.
     */
    double lookupCost(int leaf, long from);

    /** True when a condition joins the two sets. */
    boolean connected(long left, long right);

    /** True for the right side of a semi-join, an anti-join or a left join. */
    boolean isDependent(int leaf);

    /** True unless one side is a dependent leaf and the other has not all that it reads. */
    boolean possible(long left, long right);
  }

  private record Best(Tree tree, double cost) {}

  private final int count;
  private final Costs costs;
  private final Map<Long, Double> rows = new HashMap<>();

  private JoinOrder(int count, Costs costs) {
    this.count = count;
    this.costs = costs;
  }

  static Tree search(int leaves, Costs costs) {
    JoinOrder order = new JoinOrder(leaves, costs);
    return leaves <= EXHAUSTIVE_MAX ? order.exhaustive() : order.greedy();
  }

  private double rows(long leaves) {
    return rows.computeIfAbsent(leaves, costs::rows);
  }

  private Tree exhaustive() {
    int sets = 1 << count;
    @Nullable Best[] best = new Best[sets];
    for (int leaf = 0; leaf < count; leaf++) {
      best[1 << leaf] = new Best(new LeafTree(leaf), costs.leafCost(leaf));
    }
    for (int set = 1; set < sets; set++) {
      if (Integer.bitCount(set) > 1) {
        Best found = bestSplit(set, best, true);
        best[set] = found != null ? found : bestSplit(set, best, false);
      }
    }
    Best all = best[sets - 1];
    if (all == null) {
      throw new IllegalStateException("no join order for " + count + " leaves");
    }
    return all.tree;
  }

  private @Nullable Best bestSplit(int set, @Nullable Best[] best, boolean connected) {
    Best found = null;
    for (int left = (set - 1) & set; left > 0; left = (left - 1) & set) {
      Best l = best[left];
      Best r = best[set & ~left];
      if (l != null
          && r != null
          && costs.possible(left, set & ~left)
          && costs.connected(left, set & ~left) == connected) {
        Best joined = join(l, r);
        if (found == null || joined.cost < found.cost) {
          found = joined;
        }
      }
    }
    return found;
  }

  /** Joins with {@code right} as the side that goes into the hash table or is looked up. */
  private Best join(Best left, Best right) {
    long l = left.tree.leaves();
    long r = right.tree.leaves();
    double output = rows(l | r) * OUTPUT_COST;
    double hash = left.cost + right.cost + rows(l) + rows(r) * BUILD_COST + output;
    if (right.tree instanceof LeafTree leaf && costs.isDependent(leaf.leaf)) {
      double built = costs.leafRows(leaf.leaf);
      double probe = Math.min(rows(l) + built * BUILD_COST, built + rows(l) * BUILD_COST);
      hash = left.cost + right.cost + probe + output;
    } else if (!costs.connected(l, r)) {
      hash = left.cost + right.cost + rows(l) * rows(r) * CROSS_COST;
    }
    if (right.tree instanceof LeafTree leaf) {
      double lookup = left.cost + rows(l) * costs.lookupCost(leaf.leaf, l) + output;
      if (lookup < hash) {
        return new Best(new JoinTree(left.tree, right.tree, true), lookup);
      }
    }
    return new Best(new JoinTree(left.tree, right.tree, false), hash);
  }

  /** Again and again joins the two parts whose join is cheapest. */
  private Tree greedy() {
    List<Best> parts = new ArrayList<>();
    for (int leaf = 0; leaf < count; leaf++) {
      parts.add(new Best(new LeafTree(leaf), costs.leafCost(leaf)));
    }
    while (parts.size() > 1) {
      joinCheapest(parts);
    }
    return parts.getFirst().tree;
  }

  private void joinCheapest(List<Best> parts) {
    Best cheapest = null;
    int left = 0;
    int right = 1;
    boolean connected = false;
    for (int i = 0; i < parts.size(); i++) {
      for (int j = 0; j < parts.size(); j++) {
        long l = parts.get(i).tree.leaves();
        long r = parts.get(j).tree.leaves();
        if (i == j || !costs.possible(l, r)) {
          continue;
        }
        boolean joins = costs.connected(l, r);
        Best joined = join(parts.get(i), parts.get(j));
        double extra = joined.cost - parts.get(i).cost - parts.get(j).cost + rows(l | r);
        double least =
            cheapest == null
                ? Double.MAX_VALUE
                : cheapest.cost
                    - parts.get(left).cost
                    - parts.get(right).cost
                    + rows(cheapest.tree.leaves());
        if (cheapest == null || (joins && !connected) || (joins == connected && extra < least)) {
          cheapest = joined;
          left = i;
          right = j;
          connected = joins;
        }
      }
    }
    if (cheapest != null) {
      parts.remove(Math.max(left, right));
      parts.remove(Math.min(left, right));
      parts.add(cheapest);
    }
  }
}
