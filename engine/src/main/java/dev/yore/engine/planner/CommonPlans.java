package dev.yore.engine.planner;

import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Expressions;
import dev.yore.engine.plan.Plan;
import dev.yore.engine.plan.Plans;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds the parts of a plan that stand in it more than once, as a common table expression does that
 * is named twice. Only parts are taken that give few rows for what they read, and the same rows
 * wherever they stand.
 */
final class CommonPlans {
  private final Set<Plan> seen = new HashSet<>();
  private final Set<Plan> repeated = new HashSet<>();

  private CommonPlans() {}

  static Set<Plan> of(Plan plan) {
    CommonPlans common = new CommonPlans();
    common.visit(plan);
    return common.repeated;
  }

  private void visit(Plan plan) {
    if (condenses(plan) && !seen.add(plan)) {
      // What it is made of is repeated with it and need not be kept by itself.
      if (isTheSameEverywhere(plan)) {
        repeated.add(plan);
      }
      return;
    }
    Plans.inputs(plan).forEach(this::visit);
    Plans.visitOwnExpressions(
        plan,
        expr ->
            Expressions.visit(
                expr,
                node -> {
                  if (node instanceof Expr.SubQuery query) {
                    visit(query.plan());
                  }
                }));
  }

  private static boolean condenses(Plan plan) {
    return switch (plan) {
      case Plan.Aggregate ignored -> true;
      case Plan.GroupingSets ignored -> true;
      case Plan.Distinct ignored -> true;
      case Plan.Fixpoint ignored -> true;
      case Plan.SetOperation operation -> !operation.all();
      case Plan.Sort sort -> sort.limit() != null;
      default -> false;
    };
  }

  private static boolean isTheSameEverywhere(Plan plan) {
    boolean[] differs = {false};
    Plans.visitExpressions(plan, expr -> differs[0] |= differs(expr));
    return !differs[0] && !hasWorkingTable(plan);
  }

  private static boolean differs(Expr expr) {
    boolean[] found = {Expressions.isVolatile(expr)};
    Expressions.visit(
        expr,
        node ->
            found[0] |=
                switch (node) {
                  case Expr.Outer ignored -> true;
                  case Expr.SubQuery query -> !isTheSameEverywhere(query.plan());
                  default -> false;
                });
    return found[0];
  }

  /** True when a plan reads the rows of a recursion that goes on around it. */
  private static boolean hasWorkingTable(Plan plan) {
    return plan instanceof Plan.WorkingTable
        || (!(plan instanceof Plan.Fixpoint)
            && Plans.inputs(plan).stream().anyMatch(CommonPlans::hasWorkingTable));
  }
}
