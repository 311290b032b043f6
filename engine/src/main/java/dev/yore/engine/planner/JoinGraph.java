package dev.yore.engine.planner;

import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Expressions;
import dev.yore.engine.plan.Plan;
import dev.yore.engine.schema.Schema;
import dev.yore.storage.value.DataType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A conjunctive part of a plan laid flat: leaves that give columns, and conditions over those. Each
 * column of each leaf has a number of its own, its <em>place</em>; a variable that stands in two
 * leaves has two places and an equality between them.
 */
final class JoinGraph {

  /** What gives columns. */
  sealed interface Leaf {
    /** The places of its columns. */
    BitSet places();
  }

  /**
   * The patterns of one entity variable in one source.
   *
   * @param entity the place of the entity id
   */
  record Star(Plan.Source source, int entity, List<Spoke> spokes, BitSet places) implements Leaf {}

  /**
   * One attribute of a star.
   *
   * @param value the place of the value
   * @param tx the place of the transaction's entity id, or -1
   */
  record Spoke(int attribute, DataType type, int value, int tx, boolean optional) {}

  /** Any other plan. */
  record Opaque(Plan plan, List<Integer> columns, BitSet places) implements Leaf {}

  /**
   * That a leaf is the right side of a semi-join, an anti-join or a left join. It is joined to
   * others, not others to it, as soon as those are joined that its conditions read.
   *
   * @param conditions over places of other leaves and its own
   * @param own conditions over its own places, which say what it matches with at all
   */
  record Dependence(Plan.Join.Kind kind, List<Expr> conditions, List<Expr> own) {
    /** True when rows go on with its columns, which are null where nothing matches. */
    boolean optional() {
      return kind == Plan.Join.Kind.LEFT;
    }
  }

  final List<Leaf> leaves = new ArrayList<>();
  final List<Plan.Field> fields = new ArrayList<>();
  final List<Integer> leafOf = new ArrayList<>();
  final List<Expr> predicates = new ArrayList<>();
  final List<Integer> output;

  /** The leaves that depend on others. */
  final Map<Integer, Dependence> dependences = new LinkedHashMap<>();

  private final Function<Plan.Source, Schema> schemas;
  private final boolean dependents;
  private final Map<Integer, Integer> renamed = new LinkedHashMap<>();

  /**
   * @param schemas the attributes of each source
   * @param dependents whether semi-joins, anti-joins and outer joins are taken apart
   */
  JoinGraph(Plan plan, Function<Plan.Source, Schema> schemas, boolean dependents) {
    this.schemas = schemas;
    this.dependents = dependents;
    List<Integer> collected = collect(plan);
    predicates.replaceAll(predicate -> Expressions.remap(predicate, this::resolve));
    dependences.replaceAll((leaf, dependence) -> resolve(dependence));
    this.output = collected.stream().map(this::resolve).toList();
  }

  /** True for plans that a graph takes apart; others are leaves. */
  static boolean takesApart(Plan plan, boolean dependents) {
    return switch (plan) {
      case Plan.Block ignored -> true;
      case Plan.Filter ignored -> true;
      case Plan.Join join ->
          join.kind() == Plan.Join.Kind.INNER || (dependents && hasDependent(join));
      default -> false;
    };
  }

  /** True when one side follows the other, by a condition that reads both. */
  private static boolean hasDependent(Plan.Join join) {
    Expr condition = join.condition();
    if (join.kind() == Plan.Join.Kind.FULL
        || condition == null
        || Expressions.hasSubQuery(condition)) {
      return false;
    }
    int width = join.left().fields().size();
    BitSet reads = Expressions.columns(condition);
    return !reads.isEmpty() && reads.nextSetBit(0) < width && reads.length() > width;
  }

  private List<Integer> collect(Plan plan) {
    return switch (plan) {
      case Plan.Block block -> collectBlock(block);
      case Plan.Filter filter -> {
        List<Integer> places = collect(filter.input());
        addPredicates(filter.condition(), places);
        yield places;
      }
      case Plan.Join join when join.kind() == Plan.Join.Kind.INNER -> {
        List<Integer> places = new ArrayList<>(collect(join.left()));
        places.addAll(collect(join.right()));
        addPredicates(join.condition(), places);
        yield places;
      }
      case Plan.Join join when dependents && hasDependent(join) -> collectDependent(join);
      case Plan.Project project when onlyMovesColumns(project) -> {
        List<Integer> places = collect(project.input());
        List<Integer> moved = new ArrayList<>();
        for (Expr expr : project.expressions()) {
          moved.add(places.get(((Expr.Column) expr).index()));
        }
        yield moved;
      }
      default -> collectOpaque(plan);
    };
  }

  private static boolean onlyMovesColumns(Plan.Project project) {
    return project.expressions().stream().allMatch(Expr.Column.class::isInstance);
  }

  private void addPredicates(@Nullable Expr condition, List<Integer> places) {
    for (Expr part : Expressions.conjuncts(condition)) {
      predicates.add(Expressions.remap(part, places::get));
    }
  }

  private List<Integer> collectOpaque(Plan plan) {
    List<Integer> columns = new ArrayList<>();
    int leaf = leaves.size();
    plan.fields().forEach(field -> columns.add(place(field, leaf)));
    leaves.add(new Opaque(plan, columns, bits(columns)));
    return columns;
  }

  private List<Integer> collectDependent(Plan.Join join) {
    boolean swapped = join.kind() == Plan.Join.Kind.RIGHT;
    List<Integer> main = collect(swapped ? join.right() : join.left());
    Plan plan = swapped ? join.left() : join.right();
    int leaf = leaves.size();
    int before = predicates.size();
    List<Integer> columns = isStar(plan) ? collect(plan) : collectOpaque(plan);
    List<Expr> own = new ArrayList<>(predicates.subList(before, predicates.size()));
    predicates.subList(before, predicates.size()).clear();
    List<Integer> both = new ArrayList<>(swapped ? columns : main);
    both.addAll(swapped ? main : columns);
    List<Expr> conditions = new ArrayList<>();
    for (Expr part : Expressions.conjuncts(join.condition())) {
      Expr condition = Expressions.remap(part, both::get);
      boolean inside = leavesOf(Expressions.columns(condition)) == 1L << leaf;
      (inside ? own : conditions).add(condition);
    }
    Plan.Join.Kind kind = swapped ? Plan.Join.Kind.LEFT : join.kind();
    dependences.put(leaf, new Dependence(kind, conditions, own));
    if (kind != Plan.Join.Kind.LEFT) {
      return main;
    }
    for (int place : columns) {
      Plan.Field field = fields.get(place);
      fields.set(place, new Plan.Field(field.name(), field.type(), true));
    }
    return both;
  }

  /** True when nothing but one star would come of a plan. */
  private boolean isStar(Plan plan) {
    if (!takesApart(plan, dependents) && !(plan instanceof Plan.Project)) {
      return false;
    }
    JoinGraph alone = new JoinGraph(plan, schemas, dependents);
    return alone.leaves.size() == 1
        && alone.leaves.getFirst() instanceof Star
        && alone.predicates.stream().noneMatch(Expressions::hasSubQuery);
  }

  private int place(Plan.Field field, int leaf) {
    fields.add(field);
    leafOf.add(leaf);
    return fields.size() - 1;
  }

  private static BitSet bits(Iterable<Integer> places) {
    BitSet bits = new BitSet();
    places.forEach(bits::set);
    return bits;
  }

  /**
   * @param repeat 0, or how often an attribute of cardinality many stood in the star before: each
   *     such pattern may bind another value, so it is a star of its own
   */
  private record StarKey(Plan.Source source, int entityVariable, int repeat) {}

  private record ManyKey(Plan.Source source, int entityVariable, int attribute) {}

  private List<Integer> collectBlock(Plan.Block block) {
    Map<StarKey, List<Plan.Pattern>> stars = new LinkedHashMap<>();
    Map<ManyKey, Integer> repeats = new LinkedHashMap<>();
    for (Plan.Pattern pattern : block.patterns()) {
      int repeat =
          schemas.apply(pattern.source()).require(pattern.attribute()).many()
              ? repeats.merge(
                      new ManyKey(pattern.source(), pattern.entity(), pattern.attribute()),
                      1,
                      Integer::sum)
                  - 1
              : 0;
      StarKey key = new StarKey(pattern.source(), pattern.entity(), repeat);
      stars.computeIfAbsent(key, k -> new ArrayList<>()).add(pattern);
    }
    int[] placeOf = new int[block.variables().size()];
    java.util.Arrays.fill(placeOf, -1);
    Set<Integer> used = usedVariables(block);
    stars.forEach((key, patterns) -> addStar(block, key, patterns, placeOf, used));
    for (Expr predicate : block.predicates()) {
      predicates.add(Expressions.remap(predicate, variable -> placeOf[variable]));
    }
    List<Integer> places = new ArrayList<>();
    block.output().forEach(variable -> places.add(placeOf[variable]));
    return places;
  }

  /** Variables whose values matter: all but those that one optional pattern alone mentions. */
  private static Set<Integer> usedVariables(Plan.Block block) {
    Set<Integer> used = new TreeSet<>(block.output());
    block.predicates().forEach(p -> Expressions.columns(p).stream().forEach(used::add));
    int[] mentions = new int[block.variables().size()];
    for (Plan.Pattern pattern : block.patterns()) {
      if (pattern.value() >= 0 && ++mentions[pattern.value()] > 1) {
        used.add(pattern.value());
      }
      used.add(pattern.entity());
    }
    return used;
  }

  private void addStar(
      Plan.Block block,
      StarKey key,
      List<Plan.Pattern> patterns,
      int[] placeOf,
      Set<Integer> used) {
    int leaf = leaves.size();
    BitSet places = new BitSet();
    int entity = variablePlace(block, key.entityVariable(), leaf, placeOf, places);
    List<Spoke> spokes = new ArrayList<>();
    boolean anyRequired = patterns.stream().anyMatch(pattern -> !pattern.optional());
    for (Plan.Pattern pattern : patterns) {
      boolean read =
          !anyRequired
              || !pattern.optional()
              || pattern.constant() != null
              || used.contains(pattern.value())
              || (pattern.tx() >= 0 && used.contains(pattern.tx()));
      if (read) {
        spokes.add(spoke(block, pattern, leaf, placeOf, places));
      }
    }
    leaves.add(new Star(key.source(), entity, merged(spokes), places));
  }

  private Spoke spoke(
      Plan.Block block, Plan.Pattern pattern, int leaf, int[] placeOf, BitSet places) {
    DataType type = schemas.apply(pattern.source()).typeOf(pattern.attribute());
    int value;
    if (pattern.value() >= 0) {
      value = variablePlace(block, pattern.value(), leaf, placeOf, places);
    } else {
      value = place(new Plan.Field("_", type, pattern.optional()), leaf);
      places.set(value);
    }
    if (pattern.constant() != null) {
      predicates.add(
          Expr.Call.of("=", DataType.BOOLEAN, new Expr.Column(value, type), pattern.constant()));
    }
    int tx = pattern.tx() < 0 ? -1 : variablePlace(block, pattern.tx(), leaf, placeOf, places);
    return new Spoke(pattern.attribute(), type, value, tx, pattern.optional());
  }

  /** The place of a variable in a leaf; where it has one already, a new one that must be equal. */
  private int variablePlace(
      Plan.Block block, int variable, int leaf, int[] placeOf, BitSet places) {
    Plan.Field field = block.variables().get(variable);
    int place = place(field, leaf);
    places.set(place);
    if (placeOf[variable] < 0) {
      placeOf[variable] = place;
    } else {
      predicates.add(
          Expr.Call.of(
              "=",
              DataType.BOOLEAN,
              new Expr.Column(placeOf[variable], field.type()),
              new Expr.Column(place, field.type())));
    }
    return place;
  }

  /** The spokes without repeats: several patterns of one attribute read one column. */
  private List<Spoke> merged(List<Spoke> spokes) {
    Map<Integer, Spoke> byAttribute = new LinkedHashMap<>();
    List<Spoke> kept = new ArrayList<>();
    for (Spoke spoke : spokes) {
      Spoke first = byAttribute.get(spoke.attribute());
      if (first == null) {
        byAttribute.put(spoke.attribute(), spoke);
        kept.add(spoke);
        continue;
      }
      renamed.put(spoke.value(), first.value());
      if (first.tx() >= 0 && spoke.tx() >= 0) {
        renamed.put(spoke.tx(), first.tx());
      }
      int tx = first.tx() >= 0 ? first.tx() : spoke.tx();
      Spoke both =
          new Spoke(
              first.attribute(),
              first.type(),
              first.value(),
              tx,
              first.optional() && spoke.optional());
      kept.set(kept.indexOf(first), both);
      byAttribute.put(spoke.attribute(), both);
    }
    return kept;
  }

  private Dependence resolve(Dependence dependence) {
    return new Dependence(
        dependence.kind, resolved(dependence.conditions), resolved(dependence.own));
  }

  private List<Expr> resolved(List<Expr> conditions) {
    return conditions.stream()
        .map(condition -> Expressions.remap(condition, this::resolve))
        .toList();
  }

  /** The place that stands for a place since spokes were merged. */
  private int resolve(int place) {
    Integer to = renamed.get(place);
    return to == null ? place : resolve(to);
  }

  /** The leaves, as a bit mask, that give places. */
  long leavesOf(BitSet places) {
    long leaves = 0;
    for (int place = places.nextSetBit(0); place >= 0; place = places.nextSetBit(place + 1)) {
      leaves |= 1L << leafOf.get(place);
    }
    return leaves;
  }

  /** True when a set of leaves is a part of another. */
  static boolean within(long reads, long leaves) {
    return (reads & ~leaves) == 0;
  }

  /** The first of some places that one of {@code leaves} gives, or null. */
  @Nullable Integer memberIn(List<Integer> members, long leaves) {
    for (int place : members) {
      if ((leaves >>> leafOf.get(place) & 1) != 0) {
        return place;
      }
    }
    return null;
  }

  /** The places that are null where a left join finds nothing. */
  BitSet optionalPlaces() {
    BitSet places = new BitSet();
    dependences.forEach((leaf, dependence) -> {
      if (dependence.optional()) {
        places.or(leaves.get(leaf).places());
      }
    });
    return places;
  }
}
