package dev.yore.engine.planner;

import dev.yore.engine.db.Db;
import dev.yore.engine.exec.Apply;
import dev.yore.engine.exec.Distinct;
import dev.yore.engine.exec.Evaluator;
import dev.yore.engine.exec.ExecutionContext;
import dev.yore.engine.exec.ExternalRows;
import dev.yore.engine.exec.Fixpoint;
import dev.yore.engine.exec.HashAggregate;
import dev.yore.engine.exec.HashJoin;
import dev.yore.engine.exec.Limit;
import dev.yore.engine.exec.NestedLoopJoin;
import dev.yore.engine.exec.Operator;
import dev.yore.engine.exec.OuterReferences;
import dev.yore.engine.exec.Project;
import dev.yore.engine.exec.Series;
import dev.yore.engine.exec.SetOperation;
import dev.yore.engine.exec.Shared;
import dev.yore.engine.exec.Sort;
import dev.yore.engine.exec.TopN;
import dev.yore.engine.exec.UnionAll;
import dev.yore.engine.exec.ValuesOperator;
import dev.yore.engine.exec.WorkingTable;
import dev.yore.engine.exec.expression.ExpressionCompiler;
import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Expressions;
import dev.yore.engine.plan.Plan;
import dev.yore.engine.plan.Plans;
import dev.yore.storage.value.DataType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes operators of a plan. A planner serves one plan; what it gives may be executed for ever. */
public final class Planner {
  private final Estimates estimates;
  private final ExpressionCompiler compiler;
  private final Set<Pass> passes;
  private final Repeats repeats;
  private final Map<Plan, Common> shared = new HashMap<>();

  private Planner(List<Db> databases, @Nullable ExecutionContext values, Set<Pass> passes) {
    this.passes = passes;
    this.estimates = new Estimates(databases, values);
    this.repeats = new Repeats(new Keys(new AttributeRules(databases)));
    this.compiler = new ExpressionCompiler(plan -> plan(plan).operator());
  }

  /** The operator whose rows are the plan's. */
  public static Operator plan(Plan plan, List<Db> databases) {
    return plan(plan, databases, Pass.chosen());
  }

  /** The same by some passes only. */
  public static Operator plan(Plan plan, List<Db> databases, Set<Pass> passes) {
    return made(plan, databases, null, passes).operator();
  }

  /** A plan, and what it would ask of the parameters' values. */
  record Made(Operator operator, List<Probe> probes) {}

  /**
   * @param databases the query's inputs as they are now, for their attributes and statistics
   * @param values an execution whose parameters the plan is for, or null when it is for any
   */
  static Made made(
      Plan plan, List<Db> databases, @Nullable ExecutionContext values, Set<Pass> passes) {
    Planner planner = new Planner(databases, values, passes);
    Plan rewritten = planner.rewritten(plan);
    if (passes.contains(Pass.COMMON_PLANS)) {
      CommonPlans.of(rewritten).forEach(common -> planner.shared.put(common, new Common()));
    }
    return new Made(planner.plan(rewritten).operator(), planner.estimates.probes());
  }

  private Plan rewritten(Plan plan) {
    Plan joined =
        passes.contains(Pass.DECORRELATION) ? new Decorrelation(this::plan).apply(plan) : plan;
    return passes.contains(Pass.KEYS) ? withoutRepeats(joined) : joined;
  }

  private Plan withoutRepeats(Plan plan) {
    return repeats.apply(Plans.mapSubQueries(plan, this::withoutRepeats));
  }

  private boolean takesApart(Plan plan) {
    return JoinGraph.takesApart(plan, passes.contains(Pass.DEPENDENT_JOINS));
  }

  private Planned plan(Plan plan) {
    return filtered(plan, List.of());
  }

  /**
   * Plans with scans that leave out what does not pass.
   *
   * @param filters of the plan's columns; where they cannot be passed on they are dropped
   */
  private Planned filtered(Plan plan, List<Filtered> filters) {
    Common common = shared.isEmpty() ? null : shared.get(plan);
    return common == null ? planned(plan, filters) : common.plan(() -> planned(plan, List.of()));
  }

  /** A part that stands in the plan more than once, and how it is computed. */
  private static final class Common {
    private @Nullable Planned planned;

    Planned plan(Supplier<Planned> planner) {
      if (planned == null) {
        Planned once = planner.get();
        planned = new Planned(new Shared(once.operator()), once.rows());
      }
      return planned;
    }
  }

  private Planned planned(Plan plan, List<Filtered> filters) {
    if (takesApart(plan)) {
      return graph(plan, filters);
    }
    return switch (plan) {
      case Plan.Values values -> values(values);
      case Plan.External external ->
          new Planned(
              new ExternalRows(external.name(), external.fields(), external.rows()),
              Estimates.OPAQUE_ROWS);
      case Plan.Series series -> series(series);
      case Plan.Project project -> project(project, filters);
      case Plan.Join join -> join(join);
      case Plan.Apply apply -> apply(apply);
      case Plan.Aggregate aggregate -> aggregate(aggregate, filters);
      case Plan.GroupingSets sets -> Groupings.plan(sets, plan(sets.input()), compiler);
      case Plan.Window window -> Windows.plan(window, plan(window.input()), compiler);
      case Plan.Sort sort -> sort(sort);
      case Plan.Distinct distinct -> distinct(distinct);
      case Plan.SetOperation operation -> setOperation(operation);
      case Plan.Fixpoint fixpoint -> fixpoint(fixpoint);
      case Plan.WorkingTable table ->
          new Planned(new WorkingTable(table.id(), table.fields()), Estimates.OPAQUE_ROWS);
      case Plan.Block block -> throw new AssertionError(block);
      case Plan.Filter filter -> throw new AssertionError(filter);
    };
  }

  private Planned distinct(Plan.Distinct distinct) {
    Planned input = plan(distinct.input());
    if (passes.contains(Pass.EARLY_DISTINCT)) {
      for (Plan alternative : EarlyDistinct.alternatives(distinct.input())) {
        Planned other = plan(alternative);
        boolean cheaper = other.cost() + other.rows() < input.cost() + input.rows();
        input = cheaper ? other : input;
      }
    }
    return new Planned(new Distinct(input.operator()), input.rows() / 2);
  }

  private Planned values(Plan.Values values) {
    List<List<Evaluator>> rows = new ArrayList<>();
    values.rows().forEach(row -> rows.add(compiler.compile(row)));
    return new Planned(new ValuesOperator(values.fields(), rows), rows.size());
  }

  private Planned series(Plan.Series series) {
    DataType type = series.field().type();
    Expr next = Expr.Call.of("+", type, new Expr.Column(0, type), series.step());
    return new Planned(
        new Series(
            series.field(),
            compiler.compile(series.start()),
            compiler.compile(series.stop()),
            compiler.compile(next)),
        Estimates.OPAQUE_ROWS);
  }

  private Planned graph(Plan plan, List<Filtered> filters) {
    return new GraphPlanner(plan, estimates, compiler, passes, filters, this::filtered).plan();
  }

  private Planned project(Plan.Project project, List<Filtered> filters) {
    List<Filtered> passed = new ArrayList<>();
    for (Filtered filtered : filters) {
      if (project.expressions().get(filtered.at()) instanceof Expr.Column column) {
        passed.add(new Filtered(column.index(), filtered.filter()));
      }
    }
    if (takesApart(project.input())) {
      return projectedGraph(project, passed);
    }
    Planned input = filtered(project.input(), passed);
    return new Planned(
        new Project(input.operator(), compiler.compile(project.expressions()), project.fields()),
        input.rows());
  }

  /** Has the graph give just the columns that the expressions read. */
  private Planned projectedGraph(Plan.Project project, List<Filtered> filters) {
    BitSet used = new BitSet();
    project.expressions().forEach(expr -> used.or(Expressions.columns(expr)));
    List<Plan.Field> from = project.input().fields();
    List<Expr> moved = new ArrayList<>();
    List<Plan.Field> fields = new ArrayList<>();
    int[] places = new int[from.size()];
    for (int c = used.nextSetBit(0); c >= 0; c = used.nextSetBit(c + 1)) {
      places[c] = moved.size();
      moved.add(new Expr.Column(c, from.get(c).type()));
      fields.add(from.get(c));
    }
    Planned input =
        graph(
            new Plan.Project(project.input(), moved, fields),
            filters.stream().map(each -> new Filtered(places[each.at()], each.filter())).toList());
    List<Expr> expressions =
        project.expressions().stream()
            .map(expr -> Expressions.remap(expr, column -> places[column]))
            .toList();
    return new Planned(
        new Project(input.operator(), compiler.compile(expressions), project.fields()),
        input.rows());
  }

  private Planned join(Plan.Join join) {
    Planned left = plan(join.left());
    Planned right = plan(join.right());
    int width = left.operator().fields().size();
    List<Evaluator> leftKeys = new ArrayList<>();
    List<Evaluator> rightKeys = new ArrayList<>();
    List<Expr> rest = new ArrayList<>();
    for (Expr condition : Expressions.conjuncts(join.condition())) {
      if (!addKey(condition, width, leftKeys, rightKeys)) {
        rest.add(condition);
      }
    }
    Expr condition = Expressions.conjunction(rest);
    Evaluator residual = condition == null ? null : compiler.compile(condition);
    double rows = joinedRows(join.kind(), left.rows(), right.rows());
    Operator operator =
        leftKeys.isEmpty()
            ? new NestedLoopJoin(join.kind(), left.operator(), right.operator(), residual)
            : new HashJoin(
                join.kind(),
                left.operator(),
                right.operator(),
                leftKeys,
                rightKeys,
                residual,
                left.rows() * 2 < right.rows());
    return new Planned(operator, rows);
  }

  private static double joinedRows(Plan.Join.Kind kind, double left, double right) {
    return switch (kind) {
      case INNER, LEFT -> Math.max(left, Math.min(left, right));
      case RIGHT -> right;
      case FULL -> left + right;
      case SEMI, ANTI -> left / 2;
    };
  }

  private boolean addKey(
      Expr condition, int width, List<Evaluator> leftKeys, List<Evaluator> rightKeys) {
    if (!(condition instanceof Expr.Call call)
        || !call.function().equals("=")
        || Expressions.hasSubQuery(condition)) {
      return false;
    }
    Expr first = call.arguments().get(0);
    Expr second = call.arguments().get(1);
    Side firstSide = side(first, width);
    Side secondSide = side(second, width);
    boolean straight = firstSide == Side.LEFT && secondSide == Side.RIGHT;
    boolean crossed = firstSide == Side.RIGHT && secondSide == Side.LEFT;
    if (!Bound.sameForm(first.type(), second.type()) || !(straight || crossed)) {
      return false;
    }
    leftKeys.add(compiler.compile(straight ? first : second));
    rightKeys.add(compiler.compile(Expressions.remap(straight ? second : first, c -> c - width)));
    return true;
  }

  private enum Side {
    LEFT,
    RIGHT,
    BOTH_OR_NONE
  }

  private static Side side(Expr expr, int width) {
    BitSet columns = Expressions.columns(expr);
    if (columns.isEmpty()) {
      return Side.BOTH_OR_NONE;
    }
    if (columns.length() <= width) {
      return Side.LEFT;
    }
    return columns.nextSetBit(0) >= width ? Side.RIGHT : Side.BOTH_OR_NONE;
  }

  private Planned apply(Plan.Apply apply) {
    Planned left = plan(apply.left());
    Planned right = plan(apply.right());
    return new Planned(
        new Apply(
            apply.kind(),
            left.operator(),
            right.operator(),
            apply.correlation(),
            OuterReferences.of(apply.right())),
        left.rows() * Math.max(1, right.rows()));
  }

  private Planned aggregate(Plan.Aggregate aggregate, List<Filtered> filters) {
    List<Filtered> ofKeys = new ArrayList<>();
    for (Filtered filtered : filters) {
      if (filtered.at() < aggregate.keys().size()) {
        ofKeys.add(new Filtered(aggregate.keys().get(filtered.at()), filtered.filter()));
      }
    }
    Planned input = filtered(aggregate.input(), ofKeys);
    double rows = groups(aggregate, input.rows());
    return new Planned(
        new HashAggregate(
            input.operator(), aggregate.keys(), aggregate.calls(), aggregate.fields()),
        rows);
  }

  /** How many groups there may be: no more than combinations of the keys' values. */
  private double groups(Plan.Aggregate aggregate, double rows) {
    double combinations = 1;
    for (int key : aggregate.keys()) {
      combinations *= estimates.distinct(aggregate.input(), key);
    }
    double most = Math.max(1, rows);
    return Double.isInfinite(combinations) && !aggregate.keys().isEmpty()
        ? Math.max(1, most / 10)
        : Math.min(most, combinations);
  }

  private Planned sort(Plan.Sort sort) {
    Planned input = plan(sort.input());
    Evaluator offset = compiled(sort.offset());
    Evaluator limit = compiled(sort.limit());
    double rows =
        sort.limit() instanceof Expr.Literal literal && literal.value() instanceof Number number
            ? Math.min(input.rows(), number.doubleValue())
            : input.rows();
    if (sort.keys().isEmpty()) {
      return new Planned(new Limit(input.operator(), offset, limit), rows);
    }
    if (limit != null) {
      return new Planned(new TopN(input.operator(), sort.keys(), offset, limit), rows);
    }
    Operator sorted = new Sort(input.operator(), sort.keys());
    return new Planned(offset == null ? sorted : new Limit(sorted, offset, null), rows);
  }

  private @Nullable Evaluator compiled(@Nullable Expr expr) {
    return expr == null ? null : compiler.compile(expr);
  }

  private Planned setOperation(Plan.SetOperation operation) {
    List<Planned> inputs = operation.inputs().stream().map(this::plan).toList();
    double rows = inputs.stream().mapToDouble(Planned::rows).sum();
    if (operation.kind() == Plan.SetOperation.Kind.UNION) {
      Operator all =
          new UnionAll(inputs.stream().map(Planned::operator).toList(), operation.fields());
      return new Planned(operation.all() ? all : new Distinct(all), rows);
    }
    Operator result = inputs.getFirst().operator();
    for (Planned input : inputs.subList(1, inputs.size())) {
      result = new SetOperation(operation.kind(), operation.all(), result, input.operator());
    }
    return new Planned(result, inputs.getFirst().rows() / 2);
  }

  private Planned fixpoint(Plan.Fixpoint fixpoint) {
    Planned seed = plan(fixpoint.seed());
    Planned step = plan(fixpoint.step());
    return new Planned(
        new Fixpoint(fixpoint.id(), seed.operator(), step.operator(), fixpoint.distinct()),
        seed.rows() + step.rows());
  }
}
