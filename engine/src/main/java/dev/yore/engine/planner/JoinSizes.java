package dev.yore.engine.planner;

import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Expressions;
import dev.yore.engine.plan.Plan;
import dev.yore.engine.schema.Attribute;
import dev.yore.engine.schema.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How many rows sets of a graph's leaves give when they are joined. Columns are taken to be
 * independent and the smaller set of values to lie within the greater; but the columns of a unique
 * composite tuple, joined all, find each row once, and the extreme of a group is one of its values.
 */
final class JoinSizes {
  private static final Set<String> EXTREMES = Set.of("min", "max");

  private final JoinGraph graph;
  private final Equalities equalities;
  private final List<Expr> joinConditions;
  private final Estimates estimates;
  private final @Nullable StarAccess[] stars;
  private final double[] leafRows;
  private final List<List<Key>> keys = new ArrayList<>();

  /**
   * Classes of equal places that depend on each other.
   *
   * @param found the least fraction of pairs that all of them leave
   */
  private record Key(List<List<Integer>> classes, double found) {}

  /**
   * @param stars how each leaf that is a star is read
   * @param leafRows rows of each leaf by itself
   */
  JoinSizes(
      JoinGraph graph,
      Equalities equalities,
      List<Expr> joinConditions,
      Estimates estimates,
      @Nullable StarAccess[] stars,
      double[] leafRows) {
    this.graph = graph;
    this.equalities = equalities;
    this.joinConditions = joinConditions;
    this.estimates = estimates;
    this.stars = stars;
    this.leafRows = leafRows;
    for (int leaf = 0; leaf < stars.length; leaf++) {
      StarAccess star = stars[leaf];
      keys.add(
          star != null
              ? composites(star)
              : graph.leaves.get(leaf) instanceof JoinGraph.Opaque opaque
                  ? extremes(opaque.plan(), opaque.columns())
                  : List.of());
    }
  }

  private List<Key> composites(StarAccess access) {
    JoinGraph.Star star = access.star();
    Schema schema = estimates.schema(star.source());
    Set<Integer> composites = new HashSet<>();
    for (JoinGraph.Spoke spoke : star.spokes()) {
      for (int composite : schema.compositesOf(spoke.attribute())) {
        composites.add(composite);
      }
    }
    List<Key> found = new ArrayList<>();
    for (int composite : composites) {
      Attribute attribute = schema.require(composite);
      List<@Nullable List<Integer>> classes =
          attribute.tupleAttributes().stream().map(part -> classOf(star, part)).toList();
      if (attribute.unique() != null && classes.stream().allMatch(Objects::nonNull)) {
        found.add(new Key(List.copyOf(classes), 1 / Math.max(1, access.entities())));
      }
    }
    return found;
  }

  /** Each group has a row with its least or greatest value. */
  private List<Key> extremes(Plan plan, List<Integer> places) {
    if (plan instanceof Plan.Project project) {
      List<Integer> below = new ArrayList<>(Collections.nCopies(width(project.input()), -1));
      for (int i = 0; i < places.size(); i++) {
        if (project.expressions().get(i) instanceof Expr.Column column) {
          below.set(column.index(), places.get(i));
        }
      }
      return extremes(project.input(), below);
    }
    if (!(plan instanceof Plan.Aggregate aggregate)) {
      return List.of();
    }
    List<Key> found = new ArrayList<>();
    int groups = aggregate.keys().size();
    for (int i = 0; i < aggregate.calls().size(); i++) {
      List<Integer> extreme =
          EXTREMES.contains(aggregate.calls().get(i).function())
              ? equalities.classOf(places.get(groups + i))
              : null;
      List<@Nullable List<Integer>> classes =
          new ArrayList<>(places.subList(0, groups).stream().map(equalities::classOf).toList());
      classes.add(extreme);
      if (extreme != null && classes.stream().allMatch(Objects::nonNull)) {
        found.add(new Key(List.copyOf(classes), 1 / mostEntities(extreme)));
      }
    }
    return found;
  }

  private static int width(Plan plan) {
    return plan.fields().size();
  }

  private double mostEntities(List<Integer> members) {
    double most = 1;
    for (int place : members) {
      StarAccess star = stars[graph.leafOf.get(place)];
      most = star == null ? most : Math.max(most, star.entities());
    }
    return most;
  }

  private @Nullable List<Integer> classOf(JoinGraph.Star star, int attribute) {
    for (JoinGraph.Spoke spoke : star.spokes()) {
      if (spoke.attribute() == attribute) {
        return equalities.classOf(spoke.value());
      }
    }
    return null;
  }

  /** Rows of a leaf by itself. */
  double leafRows(int leaf) {
    return leafRows[leaf];
  }

  /** Rows that come of joining a set of leaves, all conditions applied. */
  double rows(long leaves) {
    double rows = 1;
    for (int leaf = 0; leaf < graph.leaves.size(); leaf++) {
      if ((leaves >>> leaf & 1) != 0) {
        JoinGraph.Dependence dependence = graph.dependences.get(leaf);
        rows *= dependence == null ? Math.max(leafRows[leaf], 1e-3) : followers(leaf, dependence);
      }
    }
    for (List<Integer> members : equalities.classes()) {
      rows *= classSelectivity(members, leaves);
    }
    for (Expr condition : joinConditions) {
      if (JoinGraph.within(graph.leavesOf(Expressions.columns(condition)), leaves)) {
        rows *= Estimates.joinSelectivity(condition);
      }
    }
    return rows * dependence(leaves);
  }

  /** By how much more rows find each other since the parts of a key are not independent. */
  private double dependence(long leaves) {
    double factor = 1;
    Set<List<Integer>> used = new HashSet<>();
    for (int leaf = 0; leaf < graph.leaves.size(); leaf++) {
      if ((leaves >>> leaf & 1) == 0) {
        continue;
      }
      for (Key key : keys.get(leaf)) {
        double selectivity = selectivity(key, leaf, leaves);
        if (selectivity < key.found && key.classes.stream().noneMatch(used::contains)) {
          factor *= key.found / selectivity;
          used.addAll(key.classes);
        }
      }
    }
    return factor;
  }

  /** What the leaf's equalities with others by all parts of the key are taken to leave; or 1. */
  private double selectivity(Key key, int leaf, long leaves) {
    long others = leaves & ~(1L << leaf);
    double selectivity = 1;
    for (List<Integer> members : key.classes) {
      if (graph.memberIn(members, others) == null) {
        return 1;
      }
      selectivity *= classSelectivity(members, leaves) / classSelectivity(members, others);
    }
    return selectivity;
  }

  /** One over the distinct values of all but the leaf that has fewest of them. */
  private double classSelectivity(List<Integer> members, long leaves) {
    long counted = 0;
    double[] distinct = new double[members.size()];
    int found = 0;
    for (int place : members) {
      long leaf = 1L << graph.leafOf.get(place);
      if ((leaf & leaves) != 0 && (leaf & counted) == 0) {
        counted |= leaf;
        distinct[found++] = distinct(place);
      }
    }
    Arrays.sort(distinct, 0, found);
    double selectivity = 1;
    for (int i = 1; i < found; i++) {
      selectivity /= Math.max(1, distinct[i]);
    }
    return selectivity;
  }

  /** How many different values a place may have. */
  double distinct(int place) {
    int leaf = graph.leafOf.get(place);
    StarAccess star = stars[leaf];
    if (star != null) {
      return estimates.distinct(star.star(), place, star.entities());
    }
    double rows = Math.max(1, leafRows[leaf]);
    return graph.leaves.get(leaf) instanceof JoinGraph.Opaque opaque
        ? Math.min(rows, estimates.distinct(opaque.plan(), opaque.columns().indexOf(place)))
        : rows;
  }

  /** By how much a semi-join, anti-join or left join changes the number of rows. */
  private double followers(int leaf, JoinGraph.Dependence dependence) {
    double found = 1;
    double matches = leafRows[leaf];
    for (Expr condition : dependence.conditions()) {
      Ends ends = ends(leaf, condition);
      if (ends == null) {
        found *= Estimates.REST_FRACTION;
        matches *= Estimates.REST_FRACTION;
      } else {
        double values = Math.min(leafRows[leaf], distinct(ends.own));
        found *= Math.min(1, values / distinct(ends.other));
        matches /= Math.max(distinct(ends.own), distinct(ends.other));
      }
    }
    return switch (dependence.kind()) {
      case SEMI -> Math.max(found, 1e-6);
      case ANTI -> Math.max(1 - found, 0.05);
      default -> Math.max(1, matches);
    };
  }

  /** The places that an equality of a dependent leaf with another compares. */
  record Ends(int own, int other) {}

  @Nullable Ends ends(int leaf, Expr condition) {
    if (!(condition instanceof Expr.Call call)
        || !call.function().equals("=")
        || !(call.arguments().get(0) instanceof Expr.Column first)
        || !(call.arguments().get(1) instanceof Expr.Column second)) {
      return null;
    }
    boolean straight = graph.leafOf.get(second.index()) == leaf;
    int own = straight ? second.index() : first.index();
    int other = straight ? first.index() : second.index();
    return graph.leafOf.get(own) == leaf && graph.leafOf.get(other) != leaf
        ? new Ends(own, other)
        : null;
  }
}
