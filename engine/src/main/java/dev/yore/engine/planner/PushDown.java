package dev.yore.engine.planner;

import static java.util.Objects.requireNonNull;

import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Expressions;
import dev.yore.engine.plan.Plan;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Has conditions on the rows of a plan tested as far down in it as they mean the same: before rows
 * are grouped, made distinct, united, or numbered within a partition.
 */
final class PushDown {
  private PushDown() {}

  /**
   * The plan with a condition taken in, or null when it can only be tested on the plan's rows.
   *
   * @param condition over the plan's columns
   */
  static @Nullable Plan into(Plan plan, Expr condition) {
    return Expressions.hasSubQuery(condition) || Expressions.isVolatile(condition)
        ? null
        : taken(plan, condition);
  }

  private static @Nullable Plan taken(Plan plan, Expr condition) {
    BitSet columns = Expressions.columns(condition);
    return switch (plan) {
      case Plan.Block ignored -> new Plan.Filter(plan, condition);
      case Plan.Filter filter -> new Plan.Filter(filter.input(), and(filter, condition));
      case Plan.Project project -> {
        List<Expr> made = project.expressions();
        boolean moved = columns.stream().allMatch(c -> made.get(c) instanceof Expr.Column);
        yield moved
            ? new Plan.Project(
                below(
                    project.input(),
                    Expressions.remap(condition, c -> ((Expr.Column) made.get(c)).index())),
                made,
                project.fields())
            : null;
      }
      case Plan.Aggregate aggregate ->
          !columns.isEmpty() && columns.length() <= aggregate.keys().size()
              ? new Plan.Aggregate(
                  below(aggregate.input(), Expressions.remap(condition, aggregate.keys()::get)),
                  aggregate.keys(),
                  aggregate.calls(),
                  aggregate.fields())
              : null;
      case Plan.Distinct distinct -> new Plan.Distinct(below(distinct.input(), condition));
      case Plan.Window window ->
          !columns.isEmpty() && columns.stream().allMatch(window.partition()::contains)
              ? new Plan.Window(
                  below(window.input(), condition),
                  window.partition(),
                  window.order(),
                  window.calls(),
                  window.fields())
              : null;
      case Plan.Sort sort ->
          sort.limit() == null && sort.offset() == null
              ? new Plan.Sort(below(sort.input(), condition), sort.keys(), null, null)
              : null;
      case Plan.SetOperation operation -> {
        List<Plan> inputs = new ArrayList<>();
        operation.inputs().forEach(input -> inputs.add(below(input, condition)));
        yield new Plan.SetOperation(operation.kind(), operation.all(), inputs);
      }
      case Plan.Join join -> inJoin(join, condition, columns);
      default -> null;
    };
  }

  private static @Nullable Plan inJoin(Plan.Join join, Expr condition, BitSet columns) {
    int width = join.left().fields().size();
    return switch (join.kind()) {
      case INNER -> new Plan.Filter(join, condition);
      case SEMI, ANTI ->
          new Plan.Join(join.kind(), below(join.left(), condition), join.right(), join.condition());
      case LEFT ->
          columns.length() <= width
              ? new Plan.Join(
                  join.kind(), below(join.left(), condition), join.right(), join.condition())
              : null;
      case RIGHT ->
          !columns.isEmpty() && columns.nextSetBit(0) >= width
              ? new Plan.Join(
                  join.kind(),
                  join.left(),
                  below(join.right(), Expressions.remap(condition, c -> c - width)),
                  join.condition())
              : null;
      case FULL -> null;
    };
  }

  private static Plan below(Plan plan, Expr condition) {
    Plan into = taken(plan, condition);
    return into == null ? new Plan.Filter(plan, condition) : into;
  }

  private static Expr and(Plan.Filter filter, Expr condition) {
    List<Expr> all = new ArrayList<>(Expressions.conjuncts(filter.condition()));
    all.add(condition);
    return requireNonNull(Expressions.conjunction(all));
  }
}
