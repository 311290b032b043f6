package dev.yore.sql.convert;

import org.apache.calcite.plan.RelOptCostImpl;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.hep.HepMatchOrder;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.plan.hep.HepProgramBuilder;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.rules.FilterJoinRule.FilterIntoJoinRule.FilterIntoJoinRuleConfig;
import org.apache.calcite.rel.rules.FilterJoinRule.JoinConditionPushRule.JoinConditionPushRuleConfig;
import org.apache.calcite.rel.rules.FilterMergeRule;
import org.apache.calcite.rel.rules.FilterProjectTransposeRule;
import org.apache.calcite.rel.rules.ProjectMergeRule;
import org.apache.calcite.rel.rules.ProjectRemoveRule;
import org.apache.calcite.rex.RexUtil;

/**
 * Pushes filters down and merges projections.
 *
 * <p>No rule touches a node with a sub-query: correlation variables number the columns of the node
 * they stand in, and Calcite's rules move conditions without renumbering those. Rules come from
 * their own configurations, since loading {@code CoreRules} takes longer than planning a query. The
 * order of joins is the engine's to choose.
 */
final class RewriteProgram {
  private RewriteProgram() {}

  static RelNode apply(RelNode rel) {
    if (!hasWork(rel)) {
      return rel;
    }
    HepPlanner planner = new HepPlanner(Rules.PROGRAM, null, true, null, RelOptCostImpl.FACTORY);
    planner.setExecutor(NoReduction.INSTANCE);
    planner.setRoot(rel);
    return planner.findBestExp();
  }

  /**
   * Whether a rule could apply. None does to a projection of a filtered table, and loading the
   * rules takes longer than planning a query.
   */
  private static boolean hasWork(RelNode rel) {
    boolean here =
        switch (rel) {
          case Join ignored -> true;
          case Filter filter ->
              filter.getInput() instanceof Filter || filter.getInput() instanceof Project;
          case Project project ->
              project.getInput() instanceof Project
                  || RexUtil.isIdentity(project.getProjects(), project.getInput().getRowType());
          default -> false;
        };
    return here || rel.getInputs().stream().anyMatch(RewriteProgram::hasWork);
  }

  /** The rules, loaded when a query has something for them. */
  private static final class Rules {
    static final HepProgram PROGRAM =
        new HepProgramBuilder()
            .addMatchOrder(HepMatchOrder.TOP_DOWN)
            .addRuleInstance(filterMerge())
            .addRuleInstance(filterProject())
            .addRuleInstance(filterIntoJoin())
            .addRuleInstance(joinCondition())
            .addRuleInstance(projectMerge())
            .addRuleInstance(ProjectRemoveRule.Config.DEFAULT.toRule())
            .build();
  }

  private static RelOptRule filterMerge() {
    return FilterMergeRule.Config.DEFAULT
        .withOperandSupplier(b ->
            b.operand(Filter.class)
                .predicate(RewriteProgram::isPlain)
                .oneInput(
                    i -> i.operand(Filter.class).predicate(RewriteProgram::isPlain).anyInputs()))
        .as(FilterMergeRule.Config.class)
        .toRule();
  }

  private static RelOptRule filterProject() {
    return FilterProjectTransposeRule.Config.DEFAULT
        .withOperandSupplier(b ->
            b.operand(Filter.class)
                .predicate(RewriteProgram::isPlain)
                .oneInput(
                    i -> i.operand(Project.class).predicate(RewriteProgram::isPlain).anyInputs()))
        .as(FilterProjectTransposeRule.Config.class)
        .toRule();
  }

  private static RelOptRule filterIntoJoin() {
    return FilterIntoJoinRuleConfig.DEFAULT
        .withOperandSupplier(b ->
            b.operand(Filter.class)
                .predicate(RewriteProgram::isPlain)
                .oneInput(
                    i -> i.operand(Join.class).predicate(RewriteProgram::isPlain).anyInputs()))
        .as(FilterIntoJoinRuleConfig.class)
        .toRule();
  }

  private static RelOptRule joinCondition() {
    return JoinConditionPushRuleConfig.DEFAULT
        .withOperandSupplier(
            b -> b.operand(Join.class).predicate(RewriteProgram::isPlain).anyInputs())
        .as(JoinConditionPushRuleConfig.class)
        .toRule();
  }

  private static RelOptRule projectMerge() {
    return ProjectMergeRule.Config.DEFAULT
        .withOperandSupplier(b ->
            b.operand(Project.class)
                .predicate(RewriteProgram::isPlain)
                .oneInput(
                    i -> i.operand(Project.class).predicate(RewriteProgram::isPlain).anyInputs()))
        .as(ProjectMergeRule.Config.class)
        .toRule();
  }

  private static boolean isPlain(Filter filter) {
    return filter.getVariablesSet().isEmpty()
        && RexUtil.SubQueryFinder.find(filter.getCondition()) == null;
  }

  private static boolean isPlain(Project project) {
    return project.getVariablesSet().isEmpty()
        && RexUtil.SubQueryFinder.find(project.getProjects()) == null
        && !project.containsOver();
  }

  private static boolean isPlain(Join join) {
    return join.getVariablesSet().isEmpty()
        && RexUtil.SubQueryFinder.find(join.getCondition()) == null;
  }
}
