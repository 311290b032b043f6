package dev.yore.engine.planner;

import static java.util.Objects.requireNonNull;

import dev.yore.engine.exec.ColumnRange;
import dev.yore.engine.exec.DbSource;
import dev.yore.engine.exec.Distinct;
import dev.yore.engine.exec.EntityLookup;
import dev.yore.engine.exec.Evaluator;
import dev.yore.engine.exec.IndexJoin;
import dev.yore.engine.exec.Operator;
import dev.yore.engine.exec.Project;
import dev.yore.engine.exec.RangeScan;
import dev.yore.engine.exec.StarColumn;
import dev.yore.engine.exec.StarScan;
import dev.yore.engine.exec.ValueLookup;
import dev.yore.engine.exec.ValuesOperator;
import dev.yore.engine.exec.expression.ExpressionCompiler;
import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Expressions;
import dev.yore.engine.plan.Plan;
import dev.yore.engine.schema.Schema;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.ValueType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one star is read: scanned as columns, found through the index of a value, or looked up by its
 * entity. Costs are in rows of one column scanned.
 */
final class StarAccess {
  /** Finding one entity and reading one of its attributes. */
  static final double LOOKUP_COST = 200;

  private static final double SPOKE_LOOKUP_COST = 5;

  private final JoinGraph.Star star;
  private final List<Expr> conditions;
  private final BitSet needed;
  private final Schema schema;
  private final Estimates estimates;
  private final ExpressionCompiler compiler;
  private final List<Plan.Field> fields;
  private final double entities;
  private final double rows;

  /**
   * @param conditions over the star's places only
   * @param needed the places that somebody else reads
   */
  StarAccess(
      JoinGraph.Star star,
      List<Expr> conditions,
      BitSet needed,
      List<Plan.Field> fields,
      Estimates estimates,
      ExpressionCompiler compiler) {
    this.star = star;
    this.conditions = conditions;
    this.needed = needed;
    this.fields = fields;
    this.schema = estimates.schema(star.source());
    this.estimates = estimates;
    this.compiler = compiler;
    this.entities = estimates.entities(star);
    double fraction = 1;
    for (Expr condition : conditions) {
      fraction *= estimates.selectivity(condition, star);
    }
    this.rows = entities * fraction;
  }

  JoinGraph.Star star() {
    return star;
  }

  /** Rows that satisfy the star's own conditions. */
  double rows() {
    return rows;
  }

  /** Entities before any condition. */
  double entities() {
    return entities;
  }

  private double scanCost() {
    return entities * (1 + 0.5 * star.spokes().size());
  }

  private double lookupCost(double found) {
    return found * (LOOKUP_COST + SPOKE_LOOKUP_COST * star.spokes().size());
  }

  double cost() {
    if (entityBound() != null) {
      return lookupCost(1);
    }
    Candidate best = bestCandidate();
    return best == null ? scanCost() : Math.min(scanCost(), indexCost(best));
  }

  /** The cost of finding the star once by its entity or, at {@code place}, by an indexed value. */
  double lookupCostBy(int place) {
    if (place == star.entity()) {
      return lookupCost(1);
    }
    JoinGraph.Spoke spoke = Estimates.spoke(star, place);
    if (spoke == null || orderFor(spoke) == null) {
      return Double.POSITIVE_INFINITY;
    }
    double found =
        entities / Math.max(1, estimates.statistics(star.source(), spoke.attribute()).distinct());
    return LOOKUP_COST + lookupCost(Math.max(1, found));
  }

  private @Nullable IndexOrder orderFor(JoinGraph.Spoke spoke) {
    if (schema.inAvet(spoke.attribute())) {
      return IndexOrder.AVET;
    }
    return spoke.type().valueType() == ValueType.REF ? IndexOrder.VAET : null;
  }

  private @Nullable Bound entityBound() {
    for (Expr condition : conditions) {
      Bound bound = Bound.of(condition);
      if (bound != null
          && bound.place() == star.entity()
          && bound.comparison() == Bound.Comparison.EQUAL) {
        return bound;
      }
    }
    return null;
  }

  /** Conditions on one indexed attribute that leave a range of its index. */
  private static final class Candidate {
    final JoinGraph.Spoke spoke;
    final IndexOrder order;
    @Nullable Bound low;
    @Nullable Bound high;
    List<Bound> anyOf = List.of();
    double rows;

    Candidate(JoinGraph.Spoke spoke, IndexOrder order, double rows) {
      this.spoke = spoke;
      this.order = order;
      this.rows = rows;
    }

    boolean isPoint() {
      return low != null && low.comparison() == Bound.Comparison.EQUAL;
    }
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

  private @Nullable Candidate listCandidate(Expr condition) {
    List<Bound> bounds = anyOf(condition);
    JoinGraph.Spoke spoke =
        bounds == null ? null : Estimates.spoke(star, bounds.getFirst().place());
    IndexOrder order = spoke == null ? null : orderFor(spoke);
    if (bounds == null || spoke == null || order == null) {
      return null;
    }
    double each =
        entities / Math.max(1, estimates.statistics(star.source(), spoke.attribute()).distinct());
    Candidate candidate = new Candidate(spoke, order, bounds.size() * (each + 1));
    candidate.anyOf = bounds;
    return candidate;
  }

  private @Nullable Candidate bestCandidate() {
    Map<Integer, Candidate> byPlace = new HashMap<>();
    Candidate best = null;
    for (Expr condition : conditions) {
      Candidate list = listCandidate(condition);
      if (list != null) {
        best = best == null || list.rows < best.rows ? list : best;
        continue;
      }
      Bound bound = Bound.of(condition);
      JoinGraph.Spoke spoke = bound == null ? null : Estimates.spoke(star, bound.place());
      IndexOrder order = spoke == null ? null : orderFor(spoke);
      if (bound == null || spoke == null || order == null) {
        continue;
      }
      boolean point = bound.comparison() == Bound.Comparison.EQUAL;
      if (order == IndexOrder.VAET && !point) {
        continue;
      }
      Candidate candidate =
          byPlace.computeIfAbsent(spoke.value(), p -> new Candidate(spoke, order, entities));
      candidate.rows *= estimates.selectivity(condition, star);
      if (point) {
        candidate.low = bound;
        candidate.high = bound;
      } else if (!candidate.isPoint()) {
        candidate.low = bound.upper() ? candidate.low : bound;
        candidate.high = bound.upper() ? bound : candidate.high;
      }
    }
    for (Candidate candidate : byPlace.values()) {
      best = best == null || candidate.rows < best.rows ? candidate : best;
    }
    return best;
  }

  /**
   * Reads the star by itself.
   *
   * @param filters that a scan applies if it is one
   */
  Part read(List<Filtered> filters) {
    Bound entity = entityBound();
    if (entity != null) {
      return byEntity(entity);
    }
    Candidate best = bestCandidate();
    return best != null && (isUniquePoint(best) || indexCost(best) < scanCost())
        ? byIndex(best)
        : scan(filters);
  }

  private double indexCost(Candidate candidate) {
    return LOOKUP_COST + lookupCost(candidate.rows);
  }

  /** One row at most: right however much the table grows while the plan is kept. */
  private boolean isUniquePoint(Candidate candidate) {
    return candidate.isPoint() && schema.require(candidate.spoke.attribute()).unique() != null;
  }

  private static DbSource source(Plan.Source source, ExpressionCompiler compiler) {
    Expr asOf = source.asOf();
    return asOf == null && source.input() == 0
        ? DbSource.GIVEN
        : new DbSource(source.input(), asOf == null ? null : compiler.compile(asOf));
  }

  private String name(int place) {
    return fields.get(place).name();
  }

  /** True when a place must come out of the star, for others or for a condition. */
  private boolean isRead(int place, BitSet byConditions) {
    return needed.get(place) || byConditions.get(place);
  }

  private BitSet placesOfConditions() {
    BitSet places = new BitSet();
    conditions.forEach(condition -> places.or(Expressions.columns(condition)));
    return places;
  }

  /** The star's columns; those that nobody reads are there only where they are required. */
  private List<StarColumn> columns(
      Map<Integer, Integer> columnOf, int firstColumn, @Nullable Integer entityColumn) {
    BitSet byConditions = placesOfConditions();
    List<StarColumn> columns = new ArrayList<>();
    if (entityColumn != null) {
      columnOf.put(star.entity(), entityColumn);
    } else if (isRead(star.entity(), byConditions)) {
      columnOf.put(star.entity(), firstColumn + columns.size());
      columns.add(StarColumn.entity(name(star.entity())));
    }
    for (JoinGraph.Spoke spoke : star.spokes()) {
      boolean required = !spoke.optional();
      boolean onlyTx = spoke.tx() >= 0 && !isRead(spoke.value(), byConditions);
      if (!onlyTx) {
        columnOf.put(spoke.value(), firstColumn + columns.size());
        columns.add(
            StarColumn.value(name(spoke.value()), spoke.attribute(), spoke.type(), required));
      }
      if (spoke.tx() >= 0) {
        columnOf.put(spoke.tx(), firstColumn + columns.size());
        columns.add(StarColumn.tx(name(spoke.tx()), spoke.attribute(), required));
      }
    }
    return columns;
  }

  private Part scan(List<Filtered> filters) {
    Map<Integer, Integer> columnOf = new HashMap<>();
    List<StarColumn> columns = columns(columnOf, 0, null);
    List<Evaluator> compiled = new ArrayList<>();
    List<ColumnRange> ranges = new ArrayList<>();
    for (Expr condition : conditions) {
      compiled.add(compiler.compile(Expressions.remap(condition, columnOf::get)));
      ColumnRange range = columnRange(condition, columnOf);
      if (range != null) {
        ranges.add(range);
      }
    }
    for (Filtered filtered : filters) {
      Integer column = columnOf.get(filtered.at());
      if (column != null) {
        compiled.add(filtered.filter().test(column, fields.get(filtered.at()).type()));
      }
    }
    Operator scan =
        new StarScan(source(star.source(), compiler), 0, Long.MAX_VALUE, columns, ranges, compiled);
    return new Part(Expectations.tell(scan, rows, scanCost()), columnOf);
  }

  private @Nullable ColumnRange columnRange(Expr condition, Map<Integer, Integer> columnOf) {
    Bound bound = Bound.of(condition);
    if (bound == null || bound.place() == star.entity()) {
      return null;
    }
    Evaluator constant = compiler.compile(bound.constant());
    boolean equal = bound.comparison() == Bound.Comparison.EQUAL;
    return new ColumnRange(
        requireNonNull(columnOf.get(bound.place())),
        equal || !bound.upper() ? constant : null,
        bound.inclusive(),
        equal || bound.upper() ? constant : null,
        bound.inclusive());
  }

  private Part byEntity(Bound bound) {
    Plan.Field field = new Plan.Field(name(star.entity()), DataType.REF, true);
    Operator one =
        new ValuesOperator(List.of(field), List.of(List.of(compiler.compile(bound.constant()))));
    Expectations.tell(one, 1);
    Part found = lookUp(new Part(one, new HashMap<>()), 0, Plan.Join.Kind.INNER, List.of());
    Expectations.tell(found.operator(), 1, lookupCost(1));
    return found;
  }

  private Part byIndex(Candidate candidate) {
    JoinGraph.Spoke spoke = candidate.spoke;
    List<StarColumn> found = new ArrayList<>();
    found.add(StarColumn.entity(name(star.entity())));
    Operator range;
    if (candidate.order == IndexOrder.AVET && candidate.anyOf.isEmpty()) {
      Bound low = candidate.low;
      Bound high = candidate.high;
      range =
          new RangeScan(
              source(star.source(), compiler),
              spoke.attribute(),
              spoke.type(),
              low == null ? null : compiler.compile(low.constant()),
              low == null || low.inclusive(),
              high == null ? null : compiler.compile(high.constant()),
              high == null || high.inclusive(),
              found);
    } else {
      range = referring(candidate, found);
    }
    Expectations.tell(range, candidate.rows, LOOKUP_COST + candidate.rows);
    Part looked = lookUp(new Part(range, new HashMap<>()), 0, Plan.Join.Kind.INNER, List.of());
    Expectations.tell(looked.operator(), rows, lookupCost(candidate.rows));
    return looked;
  }

  /** Finds the entities by one value or by several. */
  private Operator referring(Candidate candidate, List<StarColumn> found) {
    Bound point = candidate.low;
    List<Bound> values = point == null ? candidate.anyOf : List.of(point);
    JoinGraph.Spoke spoke = candidate.spoke;
    Plan.Field field = new Plan.Field(name(spoke.value()), spoke.type(), true);
    Operator wanted =
        new ValuesOperator(
            List.of(field),
            values.stream().map(bound -> List.of(compiler.compile(bound.constant()))).toList());
    Operator lookup =
        new ValueLookup(
            Plan.Join.Kind.INNER,
            values.size() > 1 ? new Distinct(wanted) : wanted,
            compiler.compile(new Expr.Column(0, spoke.type())),
            source(star.source(), compiler),
            candidate.order,
            spoke.attribute(),
            spoke.type(),
            found,
            null);
    return project(lookup, 1);
  }

  private Operator project(Operator operator, int column) {
    Plan.Field field = operator.fields().get(column);
    return new Project(
        operator, List.of(compiler.compile(new Expr.Column(column, field.type()))), List.of(field));
  }

  /**
   * Looks the star up for each row of a part that has its entity.
   *
   * @param entityColumn the part's column with the entity
   * @param more further conditions, over places of both
   */
  Part lookUp(Part from, int entityColumn, Plan.Join.Kind kind, List<Expr> more) {
    Map<Integer, Integer> columnOf = new HashMap<>(from.columns());
    List<StarColumn> columns = columns(columnOf, from.operator().fields().size(), entityColumn);
    Operator lookup =
        new EntityLookup(
            kind,
            from.operator(),
            entityColumn,
            source(star.source(), compiler),
            columns,
            compiled(over(columnOf, more)));
    return new Part(lookup, keepsRight(kind) ? columnOf : from.columns());
  }

  /** The star's conditions and more, over columns. */
  private List<Expr> over(Map<Integer, Integer> columnOf, List<Expr> more) {
    List<Expr> all = new ArrayList<>(conditions);
    all.addAll(more);
    all.replaceAll(condition -> Expressions.remap(condition, columnOf::get));
    return all;
  }

  private @Nullable Evaluator compiled(List<Expr> conditions) {
    Expr condition = Expressions.conjunction(conditions);
    return condition == null ? null : compiler.compile(condition);
  }

  private static boolean keepsRight(Plan.Join.Kind kind) {
    return kind == Plan.Join.Kind.INNER || kind == Plan.Join.Kind.LEFT;
  }

  /**
   * Finds the star for each row of a part that has the value of one of its indexed attributes.
   *
   * @param place the place of that attribute's value
   * @param valueColumn the part's column with the value
   * @param more further conditions, over places of both
   */
  Part lookUpByValue(Part from, int place, int valueColumn, Plan.Join.Kind kind, List<Expr> more) {
    JoinGraph.Spoke spoke = Estimates.spoke(star, place);
    IndexOrder order = spoke == null ? null : orderFor(spoke);
    if (spoke == null || order == null) {
      throw new IllegalStateException("place " + place + " is not indexed");
    }
    DataType type = from.operator().fields().get(valueColumn).type();
    Map<Integer, Integer> columnOf = new HashMap<>(from.columns());
    List<StarColumn> columns = columns(columnOf, from.operator().fields().size(), null);
    Expr key = new Expr.Column(valueColumn, type);
    List<Expr> all = over(columnOf, more);
    if (schema.require(spoke.attribute()).many()) {
      // An entity with the value may have other values as well, which come along.
      Expr value = new Expr.Column(requireNonNull(columnOf.get(place)), spoke.type());
      all.add(Expr.Call.of("=", DataType.BOOLEAN, key, value));
    }
    Operator join =
        new IndexJoin(
            kind,
            from.operator(),
            compiler.compile(key),
            source(star.source(), compiler),
            order,
            spoke.attribute(),
            spoke.type(),
            columns,
            compiled(all));
    return new Part(join, keepsRight(kind) ? columnOf : from.columns());
  }
}
