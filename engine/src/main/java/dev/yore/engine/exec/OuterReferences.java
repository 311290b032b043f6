package dev.yore.engine.exec;

import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Plan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what a plan refers to in the rows around it. */
public final class OuterReferences {
  private final Set<Expr.Outer> found = new LinkedHashSet<>();
  private final Set<Integer> bound = new LinkedHashSet<>();

  private OuterReferences() {}

  /** The outer columns that a plan refers to and that nothing inside of it binds. */
  public static List<Expr.Outer> of(Plan plan) {
    OuterReferences references = new OuterReferences();
    references.plan(plan);
    List<Expr.Outer> free = new ArrayList<>(references.found);
    free.removeIf(outer -> references.bound.contains(outer.correlation()));
    return List.copyOf(free);
  }

  private void plan(Plan plan) {
    switch (plan) {
      case Plan.Block block -> {
        block.predicates().forEach(this::expr);
        for (Plan.Pattern pattern : block.patterns()) {
          expr(pattern.constant());
          expr(pattern.source().asOf());
        }
      }
      case Plan.Values values -> values.rows().forEach(row -> row.forEach(this::expr));
      case Plan.External external -> {}
      case Plan.Series series -> {
        expr(series.start());
        expr(series.stop());
        expr(series.step());
      }
      case Plan.Filter filter -> {
        plan(filter.input());
        expr(filter.condition());
      }
      case Plan.Project project -> {
        plan(project.input());
        project.expressions().forEach(this::expr);
      }
      case Plan.Join join -> {
        plan(join.left());
        plan(join.right());
        expr(join.condition());
      }
      case Plan.Apply apply -> {
        bound.add(apply.correlation());
        plan(apply.left());
        plan(apply.right());
      }
      case Plan.Aggregate aggregate -> plan(aggregate.input());
      case Plan.GroupingSets sets -> plan(sets.input());
      case Plan.Window window -> {
        plan(window.input());
        window.calls().forEach(call -> frame(call.frame()));
      }
      case Plan.Sort sort -> {
        plan(sort.input());
        expr(sort.offset());
        expr(sort.limit());
      }
      case Plan.Distinct distinct -> plan(distinct.input());
      case Plan.SetOperation operation -> operation.inputs().forEach(this::plan);
      case Plan.Fixpoint fixpoint -> {
        plan(fixpoint.seed());
        plan(fixpoint.step());
      }
      case Plan.WorkingTable table -> {}
    }
  }

  private void frame(Plan.Window.Frame frame) {
    for (Plan.Window.Bound bound : List.of(frame.start(), frame.end())) {
      if (bound instanceof Plan.Window.Bound.Distance distance) {
        expr(distance.offset());
      }
    }
  }

  private void expr(@Nullable Expr expr) {
    switch (expr) {
      case Expr.Outer outer -> found.add(outer);
      case Expr.Call call -> call.arguments().forEach(this::expr);
      case Expr.Case choice -> {
        for (Expr.When when : choice.branches()) {
          expr(when.condition());
          expr(when.result());
        }
        expr(choice.otherwise());
      }
      case Expr.Cast cast -> expr(cast.operand());
      case Expr.SubQuery query -> {
        bound.add(query.correlation());
        query.operands().forEach(this::expr);
        plan(query.plan());
      }
      case null, default -> {}
    }
  }
}
