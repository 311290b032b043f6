package dev.yore.engine.planner;

import dev.yore.engine.exec.Evaluator;
import dev.yore.engine.exec.Filter;
import dev.yore.engine.exec.HashJoin;
import dev.yore.engine.exec.KeyFilter;
import dev.yore.engine.exec.NestedLoopJoin;
import dev.yore.engine.exec.Operator;
import dev.yore.engine.exec.Project;
import dev.yore.engine.exec.expression.ExpressionCompiler;
import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Expressions;
import dev.yore.engine.plan.Plan;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.Layout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans one join graph: pushes conditions down, orders the joins, builds the operators. */
final class GraphPlanner implements JoinOrder.Costs {
  /** Keys are told to scans when less of the values there are than this may be among them. */
  private static final double FILTER_FRACTION_MAX = 0.7;

  private static final List<List<Integer>> NO_CLASSES = List.of();

  private final JoinGraph graph;
  private final Estimates estimates;
  private final ExpressionCompiler compiler;
  private final Equalities equalities;
  private final BitSet optionalPlaces;
  private final List<Expr> joinConditions = new ArrayList<>();
  private final List<List<Expr>> leafConditions = new ArrayList<>();
  private final List<Expr> constantConditions = new ArrayList<>();
  private final @Nullable StarAccess[] stars;
  private final @Nullable Planned[] opaques;
  private final JoinSizes sizes;
  private final Set<Pass> passes;
  private final FilteredPlanner planner;
  private final List<Filtered> outside;

  /** Plans the leaves that are plans of their own. */
  interface FilteredPlanner {
    /**
     * @param filters what its columns may be filtered by
     */
    Planned plan(Plan plan, List<Filtered> filters);
  }

  GraphPlanner(
      Plan plan,
      Estimates estimates,
      ExpressionCompiler compiler,
      Set<Pass> passes,
      List<Filtered> filters,
      FilteredPlanner planner) {
    this.passes = passes;
    this.planner = planner;
    this.graph = new JoinGraph(plan, estimates::schema, passes.contains(Pass.DEPENDENT_JOINS));
    this.estimates = estimates;
    this.compiler = compiler;
    this.outside =
        filters.stream()
            .map(each -> new Filtered(graph.output.get(each.at()), each.filter()))
            .toList();
    List<Expr> conditions = factored(graph.predicates);
    this.optionalPlaces = graph.optionalPlaces();
    this.equalities = new Equalities(graph.fields.size(), conditions, optionalPlaces);
    for (int leaf = 0; leaf < graph.leaves.size(); leaf++) {
      JoinGraph.Dependence dependence = graph.dependences.get(leaf);
      leafConditions.add(new ArrayList<>(dependence == null ? List.of() : dependence.own()));
    }
    conditions.forEach(this::assign);
    equalities.classes().forEach(this::equateWithinLeaves);
    this.stars = new StarAccess[graph.leaves.size()];
    this.opaques = new Planned[graph.leaves.size()];
    BitSet needed = neededPlaces();
    for (int i = 0; i < graph.leaves.size(); i++) {
      switch (graph.leaves.get(i)) {
        case JoinGraph.Star star ->
            stars[i] =
                new StarAccess(
                    star, leafConditions.get(i), needed, graph.fields, estimates, compiler);
        case JoinGraph.Opaque opaque ->
            opaques[i] = planner.plan(withConditionsIn(i, opaque), List.of());
      }
    }
    double[] leafRows = new double[graph.leaves.size()];
    Arrays.setAll(leafRows, this::ownRows);
    this.sizes = new JoinSizes(graph, equalities, joinConditions, estimates, stars, leafRows);
  }

  /** The leaf's plan, which now tests by itself what it can of the leaf's conditions. */
  private Plan withConditionsIn(int leaf, JoinGraph.Opaque opaque) {
    Plan plan = opaque.plan();
    if (passes.contains(Pass.PUSH_DOWN)) {
      for (Expr condition : List.copyOf(leafConditions.get(leaf))) {
        Plan into = PushDown.into(plan, Expressions.remap(condition, opaque.columns()::indexOf));
        if (into != null) {
          plan = into;
          leafConditions.get(leaf).remove(condition);
        }
      }
      graph.leaves.set(leaf, new JoinGraph.Opaque(plan, opaque.columns(), opaque.places()));
    }
    return plan;
  }

  private double ownRows(int leaf) {
    StarAccess star = stars[leaf];
    if (star != null) {
      return star.rows();
    }
    Planned opaque = opaques[leaf];
    double rows = opaque == null ? Estimates.OPAQUE_ROWS : opaque.rows();
    for (int i = 0; i < leafConditions.get(leaf).size(); i++) {
      rows *= Estimates.OTHER_FRACTION;
    }
    return rows;
  }

  private List<Expr> factored(List<Expr> predicates) {
    if (!passes.contains(Pass.COMMON_FACTORS)) {
      return new ArrayList<>(predicates);
    }
    List<Expr> factored = new ArrayList<>();
    for (Expr predicate : predicates) {
      for (Expr part : CommonFactors.of(predicate)) {
        factored.add(part);
        if (Long.bitCount(graph.leavesOf(Expressions.columns(part))) > 1) {
          factored.addAll(CommonFactors.implied(part, graph.leafOf::get));
        }
      }
    }
    return factored;
  }

  /** Gives a condition to the one leaf it reads, and through equalities to others as well. */
  private void assign(Expr condition) {
    BitSet places = Expressions.columns(condition);
    long leaves = graph.leavesOf(places);
    if (leaves == 0) {
      constantConditions.add(condition);
    } else if (Long.bitCount(leaves) > 1
        || places.intersects(optionalPlaces)
        || Expressions.hasSubQuery(condition)) {
      joinConditions.add(condition);
    } else {
      leafConditions.get(Long.numberOfTrailingZeros(leaves)).add(condition);
      copyToEquals(condition);
    }
  }

  /** What is known of one place is known of all that equal it. */
  private void copyToEquals(Expr condition) {
    Bound bound = Bound.of(condition);
    List<Integer> equal = bound == null ? null : equalities.classOf(bound.place());
    if (bound == null || equal == null) {
      return;
    }
    for (int place : equal) {
      if (place != bound.place()) {
        leafConditions
            .get(graph.leafOf.get(place))
            .add(Expressions.remap(condition, p -> p == bound.place() ? place : p));
      }
    }
  }

  private void equateWithinLeaves(List<Integer> members) {
    Map<Integer, Integer> first = new HashMap<>();
    for (int place : members) {
      Integer other = first.putIfAbsent(graph.leafOf.get(place), place);
      if (other != null) {
        leafConditions.get(graph.leafOf.get(place)).add(equal(other, place));
      }
    }
  }

  private Expr equal(int left, int right) {
    return Expr.Call.of(
        "=",
        DataType.BOOLEAN,
        new Expr.Column(left, graph.fields.get(left).type()),
        new Expr.Column(right, graph.fields.get(right).type()));
  }

  private BitSet neededPlaces() {
    BitSet needed = new BitSet();
    graph.output.forEach(needed::set);
    joinConditions.forEach(condition -> needed.or(Expressions.columns(condition)));
    for (JoinGraph.Dependence dependence : graph.dependences.values()) {
      dependence.conditions().forEach(condition -> needed.or(Expressions.columns(condition)));
    }
    for (List<Integer> members : equalities.classes()) {
      members.forEach(needed::set);
    }
    return needed;
  }

  Planned plan() {
    JoinOrder.Tree tree = JoinOrder.search(graph.leaves.size(), this);
    Part part = build(tree, outside);
    Operator operator = part.operator();
    if (!constantConditions.isEmpty()) {
      Expr all = Expressions.conjunction(constantConditions);
      operator = all == null ? operator : new Filter(operator, compiler.compile(all));
    }
    return new Planned(output(new Part(operator, part.columns())), rows(tree.leaves()));
  }

  /** The operator with the graph's output columns, in their order. */
  private Operator output(Part part) {
    int width = part.operator().fields().size();
    boolean same = width == graph.output.size();
    List<Evaluator> columns = new ArrayList<>();
    List<Plan.Field> fields = new ArrayList<>();
    for (int i = 0; i < graph.output.size(); i++) {
      int column = part.column(graph.output.get(i));
      same &= column == i;
      Plan.Field field = graph.fields.get(graph.output.get(i));
      columns.add(compiler.compile(new Expr.Column(column, field.type())));
      fields.add(field);
    }
    return same ? part.operator() : new Project(part.operator(), columns, fields);
  }

  private Part build(JoinOrder.Tree tree, List<Filtered> filters) {
    Part part =
        switch (tree) {
          case JoinOrder.LeafTree leaf ->
              withConditions(readLeaf(leaf.leaf(), filters), tree.leaves(), 0, 0);
          case JoinOrder.JoinTree join when join.lookup() -> buildLookup(join, filters);
          case JoinOrder.JoinTree join when dependenceIn(join) != null ->
              buildDependent(join, filters);
          case JoinOrder.JoinTree join -> buildHashJoin(join, filters);
        };
    Expectations.tell(part.operator(), rows(tree.leaves()));
    return part;
  }

  private Part readLeaf(int leaf, List<Filtered> filters) {
    StarAccess star = stars[leaf];
    if (star != null) {
      return star.read(filters);
    }
    JoinGraph.Opaque leafPlan = (JoinGraph.Opaque) graph.leaves.get(leaf);
    Planned opaque =
        filters.isEmpty()
            ? opaques[leaf]
            : planner.plan(leafPlan.plan(), byColumn(filters, leafPlan.columns()));
    if (opaque == null) {
      throw new IllegalStateException("a leaf is a star or a plan");
    }
    Map<Integer, Integer> columns = new HashMap<>();
    for (int i = 0; i < leafPlan.columns().size(); i++) {
      columns.put(leafPlan.columns().get(i), i);
    }
    Part part = new Part(opaque.operator(), columns);
    Expr condition = Expressions.conjunction(leafConditions.get(leaf));
    return condition == null
        ? part
        : new Part(new Filter(part.operator(), compiler.compile(part.over(condition))), columns);
  }

  private static List<Filtered> byColumn(List<Filtered> filters, List<Integer> columns) {
    List<Filtered> byColumn = new ArrayList<>();
    for (Filtered filtered : filters) {
      int column = columns.indexOf(filtered.at());
      if (column >= 0) {
        byColumn.add(new Filtered(column, filtered.filter()));
      }
    }
    return byColumn;
  }

  /** What filters mean for some of the leaves: what equals a place is filtered alike. */
  private List<Filtered> inside(List<Filtered> filters, long leaves) {
    List<Filtered> inside = new ArrayList<>();
    for (Filtered filtered : filters) {
      List<Integer> equal = equalities.classOf(filtered.at());
      Integer place = equal == null ? null : graph.memberIn(equal, leaves);
      if ((leaves >>> graph.leafOf.get(filtered.at()) & 1) != 0) {
        inside.add(filtered);
      } else if (place != null) {
        inside.add(new Filtered(place, filtered.filter()));
      }
    }
    return inside;
  }

  /** Whether testing for some keys leaves out enough of {@code all} values. */
  private boolean isSelective(DataType type, double rows, double keys, double all) {
    return passes.contains(Pass.KEY_FILTERS)
        && type.layout() == Layout.LONG
        && Math.min(rows, keys) < FILTER_FRACTION_MAX * all;
  }

  /** Adds the join conditions that this set of leaves is the first to have all places of. */
  private Part withConditions(Part part, long leaves, long left, long right) {
    Expr condition = Expressions.conjunction(newConditions(leaves, left, right));
    return condition == null
        ? part
        : new Part(
            new Filter(part.operator(), compiler.compile(part.over(condition))), part.columns());
  }

  private List<Expr> newConditions(long leaves, long left, long right) {
    List<Expr> conditions = new ArrayList<>();
    // What asks for columns that a left join adds is asked after it.
    long done = isLoneDependent(right) ? 0 : right;
    for (Expr condition : joinConditions) {
      long reads = graph.leavesOf(Expressions.columns(condition));
      if (JoinGraph.within(reads, leaves)
          && !JoinGraph.within(reads, left)
          && !JoinGraph.within(reads, done)) {
        conditions.add(condition);
      }
    }
    return conditions;
  }

  private Part buildLookup(JoinOrder.JoinTree join, List<Filtered> filters) {
    int leaf = ((JoinOrder.LeafTree) join.right()).leaf();
    StarAccess star = stars[leaf];
    long left = join.left().leaves();
    LookupKey key = star == null ? null : lookupKey(leaf, left);
    if (star == null || key == null) {
      throw new IllegalStateException("only stars are looked up");
    }
    Part from = build(join.left(), inside(filters, left));
    JoinGraph.Dependence dependence = graph.dependences.get(leaf);
    List<Expr> more = new ArrayList<>();
    if (dependence == null) {
      more.addAll(newConditions(join.leaves(), left, 1L << leaf));
      for (List<Integer> members : equalities.classes()) {
        Integer inLeft = graph.memberIn(members, left);
        Integer inLeaf = graph.memberIn(members, 1L << leaf);
        if (inLeft != null && inLeaf != null && inLeaf != key.place()) {
          more.add(equal(inLeft, inLeaf));
        }
      }
    } else {
      more.addAll(dependence.conditions());
      more.remove(key.condition());
    }
    Plan.Join.Kind kind = dependence == null ? Plan.Join.Kind.INNER : dependence.kind();
    Part found =
        key.place() == star.star().entity()
            ? star.lookUp(from, from.column(key.from()), kind, more)
            : star.lookUpByValue(from, key.place(), from.column(key.from()), kind, more);
    Expectations.tell(found.operator(), rows(join.leaves()), rows(left) * key.cost());
    return dependence == null ? found : withConditions(found, join.leaves(), left, 1L << leaf);
  }

  /**
   * @param condition of a dependent leaf that the lookup makes true, or null
   */
  private record LookupKey(int place, int from, double cost, @Nullable Expr condition) {}

  /** The cheapest way to find a star from rows of {@code from}, or null. */
  private @Nullable LookupKey lookupKey(int leaf, long from) {
    StarAccess star = stars[leaf];
    JoinGraph.Dependence dependence = graph.dependences.get(leaf);
    if (star == null) {
      return null;
    }
    LookupKey best = null;
    double looks = comeTogether(from) ? rows(from) : 0;
    for (Expr condition : dependence == null ? List.<Expr>of() : dependence.conditions()) {
      JoinSizes.Ends ends = sizes.ends(leaf, condition);
      if (ends != null && sameForm(ends) && (1L << graph.leafOf.get(ends.other()) & from) != 0) {
        best = cheaper(best, star, ends.own(), ends.other(), looks, condition);
      }
    }
    for (List<Integer> members : dependence == null ? equalities.classes() : NO_CLASSES) {
      Integer outside = graph.memberIn(members, from);
      for (int place : members) {
        if (outside != null && graph.leafOf.get(place) == leaf) {
          best = cheaper(best, star, place, outside, looks, null);
        }
      }
    }
    return best;
  }

  /** A scan or a join hands on few rows a batch, and each batch is looked up by itself. */
  private boolean comeTogether(long leaves) {
    StarAccess star = stars[Long.numberOfTrailingZeros(leaves)];
    return Long.bitCount(leaves) == 1 && star != null && star.isRange();
  }

  private boolean sameForm(JoinSizes.Ends ends) {
    return Bound.sameForm(
        graph.fields.get(ends.own()).type(), graph.fields.get(ends.other()).type());
  }

  private static @Nullable LookupKey cheaper(
      @Nullable LookupKey best,
      StarAccess star,
      int place,
      int from,
      double looks,
      @Nullable Expr condition) {
    double cost = star.lookupCostBy(place, looks);
    return cost < (best == null ? Double.POSITIVE_INFINITY : best.cost())
        ? new LookupKey(place, from, cost, condition)
        : best;
  }

  private JoinGraph.@Nullable Dependence dependenceIn(JoinOrder.JoinTree join) {
    return join.right() instanceof JoinOrder.LeafTree leaf
        ? graph.dependences.get(leaf.leaf())
        : null;
  }

  private Part buildDependent(JoinOrder.JoinTree join, List<Filtered> filters) {
    JoinGraph.Dependence dependence = dependenceIn(join);
    if (dependence == null) {
      throw new IllegalStateException("nothing depends");
    }
    long l = join.left().leaves();
    long r = join.right().leaves();
    int leaf = ((JoinOrder.LeafTree) join.right()).leaf();
    boolean buildLeft = rows(l) * 2 < leafRows(leaf);
    Map<Integer, KeyFilter> keyFilters = new HashMap<>();
    List<Filtered> forLeft = new ArrayList<>(inside(filters, l));
    List<Filtered> forRight = new ArrayList<>();
    dependentFilters(dependence, leaf, buildLeft, l, keyFilters, forLeft, forRight);
    Part left = build(join.left(), forLeft);
    Part right = readLeaf(leaf, forRight);
    Map<Integer, Integer> columns = new HashMap<>(left.columns());
    int width = left.operator().fields().size();
    right.columns().forEach((place, column) -> columns.put(place, width + column));
    List<Evaluator> leftKeys = new ArrayList<>();
    List<Evaluator> rightKeys = new ArrayList<>();
    List<Expr> rest = new ArrayList<>();
    for (Expr condition : dependence.conditions()) {
      if (!addKey(condition, left, l, right, r, leftKeys, rightKeys)) {
        rest.add(condition);
      }
    }
    Expr condition = Expressions.conjunction(rest);
    Evaluator residual =
        condition == null ? null : compiler.compile(Expressions.remap(condition, columns::get));
    Operator operator =
        leftKeys.isEmpty()
            ? new NestedLoopJoin(dependence.kind(), left.operator(), right.operator(), residual)
            : new HashJoin(
                dependence.kind(),
                left.operator(),
                right.operator(),
                leftKeys,
                rightKeys,
                residual,
                buildLeft,
                keyFilters);
    Part joined = new Part(operator, dependence.optional() ? columns : left.columns());
    return withConditions(joined, join.leaves(), l, r);
  }

  /** Filters by the keys that go into the table; only of a semi-join are left rows filtered. */
  private void dependentFilters(
      JoinGraph.Dependence dependence,
      int leaf,
      boolean buildLeft,
      long left,
      Map<Integer, KeyFilter> keyFilters,
      List<Filtered> forLeft,
      List<Filtered> forRight) {
    if (!buildLeft && dependence.kind() != Plan.Join.Kind.SEMI) {
      return;
    }
    int key = 0;
    for (Expr condition : dependence.conditions()) {
      if (!isKey(condition, left, 1L << leaf)) {
        continue;
      }
      int number = key++;
      JoinSizes.Ends ends = sizes.ends(leaf, condition);
      if (ends == null) {
        continue;
      }
      DataType type = graph.fields.get(ends.own()).type();
      double known = sizes.distinct(ends.own());
      boolean useful =
          buildLeft
              ? isSelective(type, rows(left), sizes.distinct(ends.other()), known)
              : isSelective(type, leafRows(leaf), known, sizes.distinct(ends.other()));
      if (useful) {
        KeyFilter filter = new KeyFilter();
        keyFilters.put(number, filter);
        (buildLeft ? forRight : forLeft)
            .add(new Filtered(buildLeft ? ends.own() : ends.other(), filter));
      }
    }
  }

  private Part buildHashJoin(JoinOrder.JoinTree join, List<Filtered> filters) {
    long l = join.left().leaves();
    long r = join.right().leaves();
    Map<Integer, KeyFilter> keyFilters = new HashMap<>();
    List<Filtered> forLeft = new ArrayList<>(inside(filters, l));
    int key = 0;
    for (List<Integer> members : equalities.classes()) {
      Integer inLeft = graph.memberIn(members, l);
      Integer inRight = graph.memberIn(members, r);
      if (inLeft != null && inRight != null) {
        DataType type = graph.fields.get(inLeft).type();
        if (isSelective(type, rows(r), sizes.distinct(inRight), sizes.distinct(inLeft))) {
          KeyFilter filter = new KeyFilter();
          keyFilters.put(key, filter);
          forLeft.add(new Filtered(inLeft, filter));
        }
        key++;
      }
    }
    Part left = build(join.left(), forLeft);
    Part right = build(join.right(), inside(filters, r));
    Map<Integer, Integer> columns = new HashMap<>(left.columns());
    int width = left.operator().fields().size();
    right.columns().forEach((place, column) -> columns.put(place, width + column));
    List<Evaluator> leftKeys = new ArrayList<>();
    List<Evaluator> rightKeys = new ArrayList<>();
    for (List<Integer> members : equalities.classes()) {
      Integer inLeft = graph.memberIn(members, l);
      Integer inRight = graph.memberIn(members, r);
      if (inLeft != null && inRight != null) {
        leftKeys.add(compiler.compile(left.over(column(inLeft))));
        rightKeys.add(compiler.compile(right.over(column(inRight))));
      }
    }
    List<Expr> rest = new ArrayList<>();
    for (Expr condition : newConditions(join.leaves(), l, r)) {
      if (!addKey(condition, left, l, right, r, leftKeys, rightKeys)) {
        rest.add(condition);
      }
    }
    Expr condition = Expressions.conjunction(rest);
    Evaluator residual =
        condition == null ? null : compiler.compile(Expressions.remap(condition, columns::get));
    Operator operator =
        leftKeys.isEmpty()
            ? new NestedLoopJoin(Plan.Join.Kind.INNER, left.operator(), right.operator(), residual)
            : new HashJoin(
                Plan.Join.Kind.INNER,
                left.operator(),
                right.operator(),
                leftKeys,
                rightKeys,
                residual,
                false,
                keyFilters);
    return new Part(operator, columns);
  }

  private Expr column(int place) {
    return new Expr.Column(place, graph.fields.get(place).type());
  }

  /** Makes a condition {@code f(left) = g(right)} a key of the join. */
  private boolean addKey(
      Expr condition,
      Part left,
      long l,
      Part right,
      long r,
      List<Evaluator> leftKeys,
      List<Evaluator> rightKeys) {
    if (!isKey(condition, l, r)) {
      return false;
    }
    Expr first = ((Expr.Call) condition).arguments().get(0);
    Expr second = ((Expr.Call) condition).arguments().get(1);
    boolean straight = JoinGraph.within(graph.leavesOf(Expressions.columns(first)), l);
    leftKeys.add(compiler.compile(left.over(straight ? first : second)));
    rightKeys.add(compiler.compile(right.over(straight ? second : first)));
    return true;
  }

  /** True for {@code f(left) = g(right)}, whichever stands first. */
  private boolean isKey(Expr condition, long l, long r) {
    if (!(condition instanceof Expr.Call call)
        || !call.function().equals("=")
        || Expressions.hasSubQuery(condition)) {
      return false;
    }
    Expr first = call.arguments().get(0);
    Expr second = call.arguments().get(1);
    long firstReads = graph.leavesOf(Expressions.columns(first));
    long secondReads = graph.leavesOf(Expressions.columns(second));
    return Bound.sameForm(first.type(), second.type())
        && firstReads != 0
        && secondReads != 0
        && ((JoinGraph.within(firstReads, l) && JoinGraph.within(secondReads, r))
            || (JoinGraph.within(firstReads, r) && JoinGraph.within(secondReads, l)));
  }

  @Override
  public double leafCost(int leaf) {
    StarAccess star = stars[leaf];
    return star != null ? star.cost() : leafRows(leaf);
  }

  @Override
  public boolean isDependent(int leaf) {
    return graph.dependences.containsKey(leaf);
  }

  @Override
  public boolean possible(long left, long right) {
    return !isLoneDependent(left)
        && (!isLoneDependent(right)
            || JoinGraph.within(leavesReadBy(Long.numberOfTrailingZeros(right)), left | right));
  }

  private boolean isLoneDependent(long leaves) {
    return Long.bitCount(leaves) == 1 && isDependent(Long.numberOfTrailingZeros(leaves));
  }

  private long leavesReadBy(int leaf) {
    JoinGraph.Dependence dependence = graph.dependences.get(leaf);
    long reads = 0;
    for (Expr condition : dependence == null ? List.<Expr>of() : dependence.conditions()) {
      reads |= graph.leavesOf(Expressions.columns(condition));
    }
    return reads;
  }

  @Override
  public double lookupCost(int leaf, long from) {
    LookupKey key = lookupKey(leaf, from);
    return key == null ? Double.POSITIVE_INFINITY : key.cost();
  }

  @Override
  public boolean connected(long left, long right) {
    if (isLoneDependent(right)) {
      return true;
    }
    for (List<Integer> members : equalities.classes()) {
      if (graph.memberIn(members, left) != null && graph.memberIn(members, right) != null) {
        return true;
      }
    }
    for (Expr condition : joinConditions) {
      long reads = graph.leavesOf(Expressions.columns(condition));
      if (condition instanceof Expr.Call call
          && call.function().equals("=")
          && JoinGraph.within(reads, left | right)
          && (reads & left) != 0
          && (reads & right) != 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  public double leafRows(int leaf) {
    return sizes.leafRows(leaf);
  }

  @Override
  public double rows(long leaves) {
    return sizes.rows(leaves);
  }
}
