package dev.yore.engine.planner;

import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Expressions;
import dev.yore.engine.plan.Plan;
import dev.yore.storage.value.DataType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where repeats go in the end, a star that only says which values of variables shared with others
 * count needs no row for each of its entities: it becomes the right side of a semi-join.
 */
final class EarlyDistinct {
  private EarlyDistinct() {}

  /** Plans with the same distinct rows, in each of which one star is a semi-join. */
  static List<Plan> alternatives(Plan plan) {
    Plan.Block block = asBlock(plan);
    if (block == null) {
      return List.of();
    }
    List<List<Plan.Pattern>> stars = stars(block);
    List<Plan> alternatives = new ArrayList<>();
    for (List<Plan.Pattern> star : stars) {
      List<Plan.Pattern> others = new ArrayList<>(block.patterns());
      others.removeAll(star);
      Plan reduced = others.isEmpty() ? null : reduced(block, others, star, plan.fields());
      if (reduced != null) {
        alternatives.add(reduced);
      }
    }
    return alternatives;
  }

  /** The plan as one block, where it is no more than a block with conditions and fewer columns. */
  private static Plan.@Nullable Block asBlock(Plan plan) {
    return switch (plan) {
      case Plan.Block block -> block;
      case Plan.Filter filter when !Expressions.hasSubQuery(filter.condition()) -> {
        Plan.Block block = asBlock(filter.input());
        yield block == null ? null : withCondition(block, filter.condition());
      }
      case Plan.Project project
          when project.expressions().stream().allMatch(Expr.Column.class::isInstance) -> {
        Plan.Block block = asBlock(project.input());
        yield block == null ? null : withColumns(block, project.expressions());
      }
      default -> null;
    };
  }

  private static Plan.Block withCondition(Plan.Block block, Expr condition) {
    List<Expr> predicates = new ArrayList<>(block.predicates());
    for (Expr part : Expressions.conjuncts(condition)) {
      predicates.add(Expressions.remap(part, block.output()::get));
    }
    return new Plan.Block(block.variables(), block.patterns(), predicates, block.output());
  }

  private static Plan.Block withColumns(Plan.Block block, List<Expr> columns) {
    List<Integer> output =
        columns.stream().map(expr -> block.output().get(((Expr.Column) expr).index())).toList();
    return new Plan.Block(block.variables(), block.patterns(), block.predicates(), output);
  }

  private record StarKey(Plan.Source source, int entity) {}

  private static List<List<Plan.Pattern>> stars(Plan.Block block) {
    Map<StarKey, List<Plan.Pattern>> stars = new LinkedHashMap<>();
    for (Plan.Pattern pattern : block.patterns()) {
      StarKey key = new StarKey(pattern.source(), pattern.entity());
      stars.computeIfAbsent(key, k -> new ArrayList<>()).add(pattern);
    }
    return List.copyOf(stars.values());
  }

  /** The semi-join of the other patterns with a star; null where a row needs more of the star. */
  private static @Nullable Plan reduced(
      Plan.Block block,
      List<Plan.Pattern> others,
      List<Plan.Pattern> star,
      List<Plan.Field> fields) {
    BitSet ofStar = variables(star, true);
    BitSet shared = variables(others, false);
    shared.and(ofStar);
    if (minus(variables(others, true), shared).intersects(ofStar)) {
      return null; // a variable that may be null in the others ties them to the star
    }
    BitSet own = (BitSet) ofStar.clone();
    own.andNot(shared);
    List<Expr> starPredicates = new ArrayList<>();
    List<Expr> otherPredicates = new ArrayList<>();
    for (Expr predicate : block.predicates()) {
      BitSet used = Expressions.columns(predicate);
      boolean reachesOut = minus(used, ofStar).cardinality() > 0;
      if (used.intersects(own) && reachesOut) {
        return null;
      }
      if (!reachesOut) {
        starPredicates.add(predicate);
      }
      if (!used.intersects(own)) {
        otherPredicates.add(predicate);
      }
    }
    if (shared.isEmpty() || block.output().stream().anyMatch(own::get)) {
      return null;
    }
    List<Integer> keys = shared.stream().boxed().toList();
    List<Integer> kept = new ArrayList<>(block.output());
    keys.stream().filter(key -> !kept.contains(key)).forEach(kept::add);
    Plan.Block left = new Plan.Block(block.variables(), others, otherPredicates, kept);
    Plan.Block right = new Plan.Block(block.variables(), star, starPredicates, keys);
    Plan joined = new Plan.Join(Plan.Join.Kind.SEMI, left, right, equal(left, right));
    return project(joined, block.output().size(), fields);
  }

  /** The variables of patterns; those that may be null only if asked for. */
  private static BitSet variables(List<Plan.Pattern> patterns, boolean optional) {
    BitSet variables = new BitSet();
    for (Plan.Pattern pattern : patterns) {
      variables.set(pattern.entity());
      if (pattern.value() >= 0 && (optional || !pattern.optional())) {
        variables.set(pattern.value());
      }
      if (pattern.tx() >= 0 && (optional || !pattern.optional())) {
        variables.set(pattern.tx());
      }
    }
    return variables;
  }

  private static BitSet minus(BitSet from, BitSet what) {
    BitSet rest = (BitSet) from.clone();
    rest.andNot(what);
    return rest;
  }

  private static @Nullable Expr equal(Plan.Block left, Plan.Block right) {
    List<Expr> equalities = new ArrayList<>();
    int width = left.output().size();
    for (int key = 0; key < right.output().size(); key++) {
      int variable = right.output().get(key);
      DataType type = left.variables().get(variable).type();
      equalities.add(
          Expr.Call.of(
              "=",
              DataType.BOOLEAN,
              new Expr.Column(left.output().indexOf(variable), type),
              new Expr.Column(width + key, type)));
    }
    return Expressions.conjunction(equalities);
  }

  private static Plan project(Plan joined, int width, List<Plan.Field> fields) {
    List<Expr> columns = new ArrayList<>();
    for (int c = 0; c < width; c++) {
      columns.add(new Expr.Column(c, joined.fields().get(c).type()));
    }
    return new Plan.Project(joined, columns, fields);
  }
}
