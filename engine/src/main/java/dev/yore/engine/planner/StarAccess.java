package dev.yore.engine.planner;

import static java.util.Objects.requireNonNull;

import dev.yore.engine.exec.ColumnRange;
import dev.yore.engine.exec.DbSource;
import dev.yore.engine.exec.Distinct;
import dev.yore.engine.exec.EntityLookup;
import dev.yore.engine.exec.Evaluator;
import dev.yore.engine.exec.Filter;
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
import dev.yore.storage.value.Layout;
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

  /**
   * Going on from one found to the next one in the same row group. One thread does it, so this is
   * some times what it takes beside a scan's row.
   */
  private static final double NEXT_COST = 20;

  private static final double GROUP_ENTITIES = 8192;

  /** Reading the entity and the value of a datom in a range of an index, by one thread. */
  private static final double RANGE_ROW_COST = 4;

  private final JoinGraph.Star star;
  private final List<Expr> conditions;
  private final PlaceRange.Grouped grouped;
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
    this.grouped = decisive(PlaceRange.Grouped.of(conditions));
    this.rows = entities * estimates.selectivity(grouped, star);
  }

  /** Beside a range of one row at most no other condition tells anything. */
  private PlaceRange.Grouped decisive(PlaceRange.Grouped all) {
    for (PlaceRange range : all.ranges().values()) {
      if (isUnique(range)) {
        return new PlaceRange.Grouped(Map.of(range.place(), range), List.of());
      }
    }
    return all;
  }

  /** True for a range of one row at most. */
  private boolean isUnique(PlaceRange range) {
    JoinGraph.Spoke spoke = Estimates.spoke(star, range.place());
    return range.isPoint() && (spoke == null || schema.require(spoke.attribute()).unique() != null);
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
    IndexRange best = bestRange();
    return best == null ? scanCost() : Math.min(scanCost(), indexCost(best));
  }

  /**
   * The cost of finding the star by its entity or, at {@code place}, by an indexed value.
   *
   * @param looks how many times it is found in one go; 0 for few at a time
   * @return for each of them
   */
  double lookupCostBy(int place, double looks) {
    if (place == star.entity()) {
      return lookupCost(1);
    }
    JoinGraph.Spoke spoke = Estimates.spoke(star, place);
    if (spoke == null || orderFor(spoke) == null) {
      return Double.POSITIVE_INFINITY;
    }
    double distinct = estimates.statistics(star.source(), spoke.attribute()).distinct();
    double found = Math.max(1, entities / Math.max(1, distinct));
    double spokes = SPOKE_LOOKUP_COST * star.spokes().size();
    return findCost(looks) + found * (findCost(looks * found) + spokes);
  }

  /** The cost of finding each of some that are looked for in order and lie evenly spread. */
  private double findCost(double looks) {
    if (!estimates.isNow(star.source())) {
      return LOOKUP_COST;
    }
    double groups = Math.max(1, entities / GROUP_ENTITIES);
    return Math.min(LOOKUP_COST, NEXT_COST + LOOKUP_COST * groups / Math.max(1, looks));
  }

  private @Nullable IndexOrder orderFor(JoinGraph.Spoke spoke) {
    return IndexRange.order(spoke, schema);
  }

  private @Nullable Bound entityBound() {
    PlaceRange range = grouped.ranges().get(star.entity());
    return range != null && range.isPoint() ? range.low() : null;
  }

  private @Nullable IndexRange bestRange() {
    return IndexRange.best(star, grouped, estimates);
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
    IndexRange best = bestRange();
    return best != null && (isUniquePoint(best) || indexCost(best) < scanCost())
        ? byIndex(best)
        : scan(filters);
  }

  /** True when it is read as one range of an index, whose rows come many at a time. */
  boolean isRange() {
    IndexRange best = bestRange();
    return entityBound() == null && best != null && covers(best) && indexCost(best) < scanCost();
  }

  private double indexCost(IndexRange range) {
    return LOOKUP_COST + (covers(range) ? RANGE_ROW_COST * range.rows() : lookupCost(range.rows()));
  }

  /** True when a range has all that is read of the star. */
  private boolean covers(IndexRange range) {
    return range.isScan() && star.spokes().size() == 1;
  }

  /** One row at most: right however much the table grows while the plan is kept. */
  private boolean isUniquePoint(IndexRange range) {
    return range.isPoint() && schema.require(range.spoke().attribute()).unique() != null;
  }

  static DbSource source(Plan.Source source, ExpressionCompiler compiler) {
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

  /**
   * The star's columns that are not there yet; those that nobody reads are there only where they
   * are required.
   */
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
      if (columnOf.containsKey(spoke.value())) {
        continue;
      }
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
    Part found = lookUp(new Part(one, Map.of()), 0, Plan.Join.Kind.INNER, List.of());
    Expectations.tell(found.operator(), 1, lookupCost(1));
    return found;
  }

  private Part byIndex(IndexRange range) {
    Part found =
        range.isScan() ? rangeScan(range) : new Part(referring(range), Map.of(star.entity(), 0));
    Expectations.tell(found.operator(), range.rows(), LOOKUP_COST + range.rows());
    List<Expr> rest = new ArrayList<>(conditions);
    rest.removeIf(condition -> found.columns().size() > 1 && answers(range, condition));
    Part looked = lookedUp(found, 0, Plan.Join.Kind.INNER, rest);
    Expectations.tell(looked.operator(), rows, indexCost(range));
    return looked;
  }

  /** True for a condition that holds for all of a range. */
  private static boolean answers(IndexRange range, Expr condition) {
    Bound bound = Bound.of(condition);
    return bound != null && (bound.equals(range.low()) || bound.equals(range.high()));
  }

  /** Scans a range; what it has of the attribute need not be looked up. */
  private Part rangeScan(IndexRange range) {
    JoinGraph.Spoke spoke = range.spoke();
    Map<Integer, Integer> columnOf = new HashMap<>();
    List<StarColumn> found = new ArrayList<>();
    columnOf.put(star.entity(), 0);
    found.add(StarColumn.entity(name(star.entity())));
    columnOf.put(spoke.value(), 1);
    found.add(StarColumn.value(name(spoke.value()), spoke.attribute(), spoke.type(), true));
    if (spoke.tx() >= 0) {
      columnOf.put(spoke.tx(), 2);
      found.add(StarColumn.tx(name(spoke.tx()), spoke.attribute(), true));
    }
    Bound low = range.low();
    Bound high = range.high();
    Operator scan =
        new RangeScan(
            source(star.source(), compiler),
            spoke.attribute(),
            spoke.type(),
            low == null ? null : compiler.compile(low.constant()),
            low == null || low.inclusive(),
            high == null ? null : compiler.compile(high.constant()),
            high == null || high.inclusive(),
            found);
    return new Part(scan, columnOf);
  }

  /** Finds the entities by one value or by several. */
  private Operator referring(IndexRange range) {
    Bound point = range.low();
    List<Bound> values = point == null ? range.anyOf() : List.of(point);
    JoinGraph.Spoke spoke = range.spoke();
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
            range.order(),
            spoke.attribute(),
            spoke.type(),
            List.of(StarColumn.entity(name(star.entity()))),
            null);
    return project(lookup, 1);
  }

  private Operator project(Operator operator, int column) {
    Plan.Field field = operator.fields().get(column);
    return new Project(
        operator, List.of(compiler.compile(new Expr.Column(column, field.type()))), List.of(field));
  }

  /**
   * Joins the star to each row of a part that has its entity.
   *
   * @param entityColumn the part's column with the entity
   * @param more further conditions, over places of both
   */
  Part lookUp(Part from, int entityColumn, Plan.Join.Kind kind, List<Expr> more) {
    return lookedUp(from, entityColumn, kind, withOwn(more));
  }

  private List<Expr> withOwn(List<Expr> more) {
    List<Expr> all = new ArrayList<>(conditions);
    all.addAll(more);
    return all;
  }

  /** Looks up what a part does not have of the star yet, if there is anything. */
  private Part lookedUp(Part from, int entityColumn, Plan.Join.Kind kind, List<Expr> tested) {
    Map<Integer, Integer> columnOf = new HashMap<>(from.columns());
    List<StarColumn> columns = columns(columnOf, from.operator().fields().size(), entityColumn);
    Evaluator test = compiled(over(columnOf, tested));
    if (columns.isEmpty() && kind == Plan.Join.Kind.INNER) {
      Operator all = from.operator();
      return new Part(test == null ? all : new Filter(all, test), columnOf);
    }
    Operator lookup =
        new EntityLookup(
            kind, from.operator(), entityColumn, source(star.source(), compiler), columns, test);
    return new Part(lookup, keepsRight(kind) ? columnOf : from.columns());
  }

  private static List<Expr> over(Map<Integer, Integer> columnOf, List<Expr> conditions) {
    return new ArrayList<>(
        conditions.stream().map(each -> Expressions.remap(each, columnOf::get)).toList());
  }

  private @Nullable Evaluator compiled(List<Expr> conditions) {
    Expr condition = Expressions.conjunction(conditions);
    return condition == null ? null : compiler.compile(condition);
  }

  private static boolean keepsRight(Plan.Join.Kind kind) {
    return kind == Plan.Join.Kind.INNER || kind == Plan.Join.Kind.LEFT;
  }

  /** True when a value that equals another is the same, so that one is read for the other. */
  private static boolean isAsItLooks(DataType type, DataType other) {
    return type.equals(other) && type.layout() == Layout.LONG;
  }

  /**
   * Joins the star to each row of a part that has the value of one of its indexed attributes.
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
    boolean many = schema.require(spoke.attribute()).many();
    Map<Integer, Integer> columnOf = new HashMap<>(from.columns());
    if (!many && kind != Plan.Join.Kind.LEFT && spoke.tx() < 0 && isAsItLooks(spoke.type(), type)) {
      columnOf.put(place, valueColumn);
    }
    List<StarColumn> columns = columns(columnOf, from.operator().fields().size(), null);
    Expr key = new Expr.Column(valueColumn, type);
    List<Expr> all = over(columnOf, withOwn(more));
    if (many) {
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
