package dev.yore.engine.planner;

import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Expressions;
import dev.yore.engine.plan.Plan;
import dev.yore.engine.plan.Plans;
import dev.yore.storage.value.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns {@code WHERE x < (SELECT agg(y) FROM … WHERE k = outer.k)} into a join with the aggregate
 * grouped by {@code k}, which is then computed once for all.
 *
 * <p>A row without a group goes: its aggregate is null, and the comparison with it is not true. So
 * only aggregates that are null of nothing are taken (not {@code count}), and only below functions
 * that are null of null.
 */
final class Decorrelation {
  private static final Set<String> COMPARISONS = Set.of("=", "<>", "<", "<=", ">", ">=");
  private static final Set<String> ARITHMETIC = Set.of("+", "-", "*", "/");
  private static final Set<String> AGGREGATES = Set.of("sum", "min", "max", "avg");

  private final Function<Plan, Planned> planner;

  /**
   * @param planner tells what plans would cost
   */
  Decorrelation(Function<Plan, Planned> planner) {
    this.planner = planner;
  }

  /** The plan with all that can be taken apart, in sub-queries too. */
  Plan apply(Plan plan) {
    return inputs(Plans.mapSubQueries(plan, this::apply));
  }

  private Plan inputs(Plan plan) {
    Plan over = Plans.withInputs(plan, Plans.inputs(plan).stream().map(this::inputs).toList());
    return over instanceof Plan.Filter filter ? filter(filter) : over;
  }

  /** A condition with the sub-query in it. */
  private record Asking(Expr condition, Expr.SubQuery query, Grouped grouped) {}

  private Plan filter(Plan.Filter filter) {
    List<Expr> others = new ArrayList<>();
    List<Asking> asking = new ArrayList<>();
    for (Expr condition : Expressions.conjuncts(filter.condition())) {
      Expr.SubQuery query = askedStrictly(condition);
      Grouped grouped = query == null ? null : grouped(query);
      if (query == null || grouped == null) {
        others.add(condition);
      } else {
        asking.add(new Asking(condition, query, grouped));
      }
    }
    asking.removeIf(each -> {
      boolean keep = !pays(filter.input(), others, each);
      if (keep) {
        others.add(each.condition);
      }
      return keep;
    });
    return asking.isEmpty() ? filter : joined(filter, others, asking);
  }

  /** Whether grouping all costs less than asking for each row that the other conditions leave. */
  private boolean pays(Plan input, List<Expr> others, Asking asking) {
    List<Expr> plain = others.stream().filter(each -> !Expressions.hasSubQuery(each)).toList();
    Expr condition = Expressions.conjunction(plain);
    double rows =
        planner.apply(condition == null ? input : new Plan.Filter(input, condition)).rows();
    double each = planner.apply(asking.query.plan()).cost();
    return planner.apply(asking.grouped.plan).cost() < rows * each;
  }

  private static Plan joined(Plan.Filter filter, List<Expr> others, List<Asking> asking) {
    Plan current = filter.input();
    int own = current.fields().size();
    List<Expr> conditions = new ArrayList<>(others);
    for (Asking each : asking) {
      int width = current.fields().size();
      Grouped grouped = each.grouped;
      List<Expr> equal = new ArrayList<>();
      for (int i = 0; i < grouped.keys.size(); i++) {
        Key key = grouped.keys.get(i);
        equal.add(
            Expr.Call.of(
                "=",
                DataType.BOOLEAN,
                ownColumns(key.outer, each.query.correlation()),
                new Expr.Column(width + i, grouped.plan.fields().get(i).type())));
      }
      current =
          new Plan.Join(
              Plan.Join.Kind.INNER, current, grouped.plan, Expressions.conjunction(equal));
      int value = width + grouped.keys.size();
      conditions.add(
          Expressions.rewrite(
              each.condition,
              node ->
                  node instanceof Expr.SubQuery
                      ? new Expr.Column(value, each.query.type())
                      : node));
    }
    Expr condition = Expressions.conjunction(conditions);
    Plan filtered = condition == null ? current : new Plan.Filter(current, condition);
    return firstColumns(filtered, own);
  }

  private static Plan firstColumns(Plan plan, int count) {
    List<Plan.Field> fields = plan.fields().subList(0, count);
    List<Expr> columns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      columns.add(new Expr.Column(i, fields.get(i).type()));
    }
    return new Plan.Project(plan, columns, fields);
  }

  private static Expr ownColumns(Expr expr, int correlation) {
    return Expressions.rewrite(
        expr,
        node ->
            node instanceof Expr.Outer outer && outer.correlation() == correlation
                ? new Expr.Column(outer.column(), outer.type())
                : node);
  }

  /** The one scalar sub-query of a comparison that is not true where the sub-query is null. */
  private static Expr.@Nullable SubQuery askedStrictly(Expr condition) {
    if (!(condition instanceof Expr.Call call) || !COMPARISONS.contains(call.function())) {
      return null;
    }
    List<Expr.SubQuery> found = new ArrayList<>();
    boolean strict = call.arguments().stream().allMatch(argument -> isStrict(argument, found));
    return strict && found.size() == 1 && found.getFirst().kind() == Expr.SubQuery.Kind.SCALAR
        ? found.getFirst()
        : null;
  }

  private static boolean isStrict(Expr expr, List<Expr.SubQuery> found) {
    return switch (expr) {
      case Expr.SubQuery query -> found.add(query);
      case Expr.Cast cast -> isStrict(cast.operand(), found);
      case Expr.Call call when ARITHMETIC.contains(call.function()) ->
          call.arguments().stream().allMatch(argument -> isStrict(argument, found));
      default -> !Expressions.hasSubQuery(expr);
    };
  }

  /**
   * The rows of a sub-query for all keys at once.
   *
   * @param plan its columns are the keys, then the value
   */
  private record Grouped(Plan plan, List<Key> keys) {}

  /**
   * An equality with the outer row.
   *
   * @param outer the outer side
   * @param column of the plan that it was taken out of
   */
  private record Key(Expr outer, int column) {}

  private static @Nullable Grouped grouped(Expr.SubQuery query) {
    List<Plan.Project> above = new ArrayList<>();
    Plan plan = query.plan();
    while (plan instanceof Plan.Project project) {
      above.add(project);
      plan = project.input();
    }
    if (!(plan instanceof Plan.Aggregate aggregate)
        || !aggregate.keys().isEmpty()
        || !aggregate.calls().stream().allMatch(call -> AGGREGATES.contains(call.function()))
        || !above.stream().allMatch(Decorrelation::isStrict)) {
      return null;
    }
    Pulled input = new Pulling(query.correlation()).pull(aggregate.input());
    if (input == null || input.keys.isEmpty() || refers(input.plan, null)) {
      return null;
    }
    int keys = input.keys.size();
    List<Plan.Field> fields = new ArrayList<>();
    input.keys.forEach(key -> fields.add(input.plan.fields().get(key.column)));
    fields.addAll(aggregate.fields());
    Plan grouped =
        new Plan.Aggregate(
            input.plan, input.keys.stream().map(Key::column).toList(), aggregate.calls(), fields);
    for (Plan.Project project : above.reversed()) {
      grouped = withKeys(project, grouped, keys);
    }
    return new Grouped(grouped, input.keys);
  }

  private static boolean isStrict(Plan.Project project) {
    return project.expressions().stream()
        .allMatch(expr ->
            !Expressions.hasSubQuery(expr)
                && !Expressions.columns(expr).isEmpty()
                && isStrict(expr, new ArrayList<>())
                && isArithmetic(expr));
  }

  /** True for columns, and arithmetic on them and on constants: null of null. */
  private static boolean isArithmetic(Expr expr) {
    return switch (expr) {
      case Expr.Column ignored -> true;
      case Expr.Literal literal -> literal.value() != null;
      case Expr.Cast cast -> isArithmetic(cast.operand());
      case Expr.Call call ->
          ARITHMETIC.contains(call.function())
              && call.arguments().stream().allMatch(Decorrelation::isArithmetic);
      default -> false;
    };
  }

  private static Plan withKeys(Plan.Project project, Plan input, int keys) {
    List<Expr> expressions = new ArrayList<>();
    List<Plan.Field> fields = new ArrayList<>(input.fields().subList(0, keys));
    for (int i = 0; i < keys; i++) {
      expressions.add(new Expr.Column(i, fields.get(i).type()));
    }
    for (Expr expr : project.expressions()) {
      expressions.add(Expressions.remap(expr, column -> column + keys));
    }
    fields.addAll(project.fields());
    return new Plan.Project(input, expressions, fields);
  }

  /** Whether a plan refers to an outer row, of that correlation or of any. */
  private static boolean refers(Plan plan, @Nullable Integer correlation) {
    boolean[] found = new boolean[1];
    Plans.visitExpressions(plan, expr -> found[0] |= refers(expr, correlation));
    return found[0];
  }

  private static boolean refers(Expr expr, @Nullable Integer correlation) {
    boolean[] found = new boolean[1];
    Expressions.visit(
        expr,
        node -> {
          switch (node) {
            case Expr.Outer outer ->
                found[0] |= correlation == null || outer.correlation() == correlation;
            case Expr.SubQuery query -> found[0] |= refers(query.plan(), correlation);
            default -> {}
          }
        });
    return found[0];
  }

  /** A plan without its equalities with the outer row; further columns stand behind its own. */
  private record Pulled(Plan plan, List<Key> keys) {}

  /** Takes equalities with the outer row out of joins, filters and projections. */
  private record Pulling(int correlation) {

    @Nullable Pulled pull(Plan plan) {
      if (!refers(plan, correlation)) {
        return new Pulled(plan, List.of());
      }
      return switch (plan) {
        case Plan.Filter filter -> filter(filter);
        case Plan.Project project -> project(project);
        case Plan.Join join when join.kind() == Plan.Join.Kind.INNER -> join(join);
        default -> null;
      };
    }

    private @Nullable Pulled filter(Plan.Filter filter) {
      Pulled input = pull(filter.input());
      if (input == null) {
        return null;
      }
      List<Key> keys = new ArrayList<>(input.keys);
      List<Expr> rest = new ArrayList<>();
      for (Expr condition : Expressions.conjuncts(filter.condition())) {
        Key key = refers(condition, correlation) ? key(condition) : null;
        if (key != null) {
          keys.add(key);
        } else if (refers(condition, correlation)) {
          return null;
        } else {
          rest.add(condition);
        }
      }
      Expr condition = Expressions.conjunction(rest);
      return new Pulled(
          condition == null ? input.plan : new Plan.Filter(input.plan, condition), keys);
    }

    private @Nullable Key key(Expr condition) {
      if (!(condition instanceof Expr.Call call)
          || !call.function().equals("=")
          || Expressions.hasSubQuery(condition)) {
        return null;
      }
      Key straight = key(call.arguments().get(0), call.arguments().get(1));
      return straight != null ? straight : key(call.arguments().get(1), call.arguments().get(0));
    }

    private @Nullable Key key(Expr outer, Expr inner) {
      boolean fits =
          inner instanceof Expr.Column
              && Expressions.columns(outer).isEmpty()
              && Bound.sameForm(outer.type(), inner.type());
      return fits ? new Key(outer, ((Expr.Column) inner).index()) : null;
    }

    private @Nullable Pulled project(Plan.Project project) {
      Pulled input = pull(project.input());
      if (input == null
          || project.expressions().stream().anyMatch(expr -> refers(expr, correlation))) {
        return null;
      }
      List<Expr> expressions = new ArrayList<>(project.expressions());
      List<Plan.Field> fields = new ArrayList<>(project.fields());
      List<Key> keys = new ArrayList<>();
      for (Key key : input.keys) {
        Plan.Field field = input.plan.fields().get(key.column);
        keys.add(new Key(key.outer, expressions.size()));
        expressions.add(new Expr.Column(key.column, field.type()));
        fields.add(field);
      }
      return new Pulled(new Plan.Project(input.plan, expressions, fields), keys);
    }

    private @Nullable Pulled join(Plan.Join join) {
      Expr condition = join.condition();
      if (condition != null && refers(condition, correlation)) {
        Plan cross = new Plan.Join(Plan.Join.Kind.INNER, join.left(), join.right(), null);
        return filter(new Plan.Filter(cross, condition));
      }
      Pulled left = pull(join.left());
      Pulled right = pull(join.right());
      if (left == null || right == null) {
        return null;
      }
      int own = join.left().fields().size();
      int wide = left.plan.fields().size();
      int all = own + join.right().fields().size();
      Plan joined =
          new Plan.Join(
              Plan.Join.Kind.INNER,
              left.plan,
              right.plan,
              condition == null
                  ? null
                  : Expressions.remap(condition, c -> c < own ? c : c - own + wide));
      // Own columns first: left, right; then what the left one has more, then the right one.
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < all; i++) {
        order.add(i < own ? i : i - own + wide);
      }
      for (int i = 0; i < joined.fields().size(); i++) {
        if (!order.contains(i)) {
          order.add(i);
        }
      }
      List<Key> keys = new ArrayList<>();
      left.keys.forEach(key -> keys.add(new Key(key.outer, order.indexOf(key.column))));
      right.keys.forEach(key -> keys.add(new Key(key.outer, order.indexOf(key.column + wide))));
      List<Plan.Field> fields = order.stream().map(joined.fields()::get).toList();
      List<Expr> columns = new ArrayList<>();
      for (int i = 0; i < order.size(); i++) {
        columns.add(new Expr.Column(order.get(i), fields.get(i).type()));
      }
      return new Pulled(new Plan.Project(joined, columns, fields), keys);
    }
  }
}
