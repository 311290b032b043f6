package dev.yore.sql.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/**
 * Turns IN and EXISTS of a WHERE clause into semi-joins, NOT EXISTS into anti-joins.
 *
 * <p>Only where that is always right: as a conjunct, where unknown counts as false; NOT IN only if
 * neither side can be null; correlated only through conditions at the top of the sub-query. All
 * other sub-queries stay {@code RexSubQuery}s for the executor.
 */
final class SemiJoins extends RelHomogeneousShuttle {
  private final RexBuilder rex;

  private SemiJoins(RexBuilder rex) {
    this.rex = rex;
  }

  static RelNode apply(RelNode rel) {
    return rel.accept(new SemiJoins(rel.getCluster().getRexBuilder()));
  }

  @Override
  public RelNode visit(RelNode other) {
    RelNode visited = super.visit(other);
    boolean rewritable =
        visited instanceof LogicalFilter filter
            && filter.getVariablesSet().size() <= 1
            && RexUtil.SubQueryFinder.find(filter.getCondition()) != null;
    return rewritable ? rewrite((LogicalFilter) visited) : visited;
  }

  private RelNode rewrite(LogicalFilter filter) {
    List<RexNode> plain = new ArrayList<>();
    List<RexNode> remaining = new ArrayList<>();
    List<Rewritten> joins = new ArrayList<>();
    for (RexNode conjunct : RelOptUtil.conjunctions(filter.getCondition())) {
      if (RexUtil.SubQueryFinder.find(conjunct) == null) {
        plain.add(conjunct);
        continue;
      }
      Rewritten join = joined(conjunct, filter);
      if (join == null) {
        remaining.add(conjunct);
      } else {
        joins.add(join);
      }
    }
    RelNode result = filtered(filter.getInput(), plain);
    for (Rewritten join : joins) {
      result =
          LogicalJoin.create(
              result, join.right(), List.of(), join.condition(), Set.of(), join.type());
    }
    return remaining.isEmpty()
        ? result
        : LogicalFilter.create(
            result,
            RexUtil.composeConjunction(rex, remaining),
            com.google.common.collect.ImmutableSet.copyOf(filter.getVariablesSet()));
  }

  private RelNode filtered(RelNode input, List<RexNode> conditions) {
    return conditions.isEmpty()
        ? input
        : LogicalFilter.create(input, RexUtil.composeConjunction(rex, conditions));
  }

  private record Rewritten(RelNode right, RexNode condition, JoinRelType type) {}

  private @Nullable Rewritten joined(RexNode conjunct, LogicalFilter filter) {
    boolean negated = conjunct.isA(SqlKind.NOT);
    RexNode inner = negated ? ((RexCall) conjunct).getOperands().get(0) : conjunct;
    if (!(inner instanceof RexSubQuery query) || containsSubQuery(query.getOperands())) {
      return null;
    }
    JoinRelType type = negated ? JoinRelType.ANTI : JoinRelType.SEMI;
    return switch (query.getKind()) {
      case EXISTS -> exists(query, filter, type);
      case IN -> negated && canBeNull(query) ? null : in(query, filter, type);
      default -> null;
    };
  }

  private static boolean containsSubQuery(List<RexNode> nodes) {
    return RexUtil.SubQueryFinder.find(nodes) != null;
  }

  private static boolean canBeNull(RexSubQuery query) {
    boolean left = query.getOperands().stream().anyMatch(o -> o.getType().isNullable());
    boolean right =
        query.rel.getRowType().getFieldList().stream().anyMatch(f -> f.getType().isNullable());
    return left || right;
  }

  private @Nullable Rewritten exists(RexSubQuery query, LogicalFilter filter, JoinRelType type) {
    RelNode body = query.rel;
    while (body instanceof LogicalProject project && !containsSubQuery(project.getProjects())) {
      body = project.getInput();
    }
    return join(body, List.of(), filter, type);
  }

  private @Nullable Rewritten in(RexSubQuery query, LogicalFilter filter, JoinRelType type) {
    RelNode body = query.rel;
    List<RexNode> values = refs(body);
    if (isCorrelated(body)) {
      if (!(body instanceof LogicalProject project) || containsSubQuery(project.getProjects())) {
        return null;
      }
      values = project.getProjects();
      body = project.getInput();
    }
    List<RexNode> equalities = new ArrayList<>();
    int shift = filter.getInput().getRowType().getFieldCount();
    for (int i = 0; i < values.size(); i++) {
      RexNode value = RexUtil.shift(values.get(i), shift);
      equalities.add(rex.makeCall(SqlStdOperatorTable.EQUALS, query.getOperands().get(i), value));
    }
    return join(body, equalities, filter, type);
  }

  private List<RexNode> refs(RelNode rel) {
    List<RexNode> refs = new ArrayList<>();
    for (int i = 0; i < rel.getRowType().getFieldCount(); i++) {
      refs.add(rex.makeInputRef(rel, i));
    }
    return refs;
  }

  /** Joins {@code body}, whose topmost filter may be correlated to {@code filter}'s input. */
  private @Nullable Rewritten join(
      RelNode body, List<RexNode> conditions, LogicalFilter filter, JoinRelType type) {
    List<RexNode> all = new ArrayList<>(conditions);
    RelNode right = body;
    if (isCorrelated(body) && body instanceof LogicalFilter inner) {
      if (!inner.getVariablesSet().isEmpty() || containsSubQuery(List.of(inner.getCondition()))) {
        return null;
      }
      right = inner.getInput();
      int shift = filter.getInput().getRowType().getFieldCount();
      all.add(RexUtil.shift(inner.getCondition(), shift));
    }
    if (isCorrelated(right)) {
      return null;
    }
    RexNode condition = uncorrelated(RexUtil.composeConjunction(rex, all), filter);
    return isCorrelated(condition) ? null : new Rewritten(right, condition, type);
  }

  private static boolean isCorrelated(RelNode rel) {
    return !RelOptUtil.getVariablesUsed(rel).isEmpty();
  }

  private static boolean isCorrelated(RexNode condition) {
    RelOptUtil.VariableUsedVisitor visitor = new RelOptUtil.VariableUsedVisitor(null);
    condition.accept(visitor);
    return !visitor.variables.isEmpty();
  }

  /** Makes references to the outer row plain references to the left side of the join. */
  private static RexNode uncorrelated(RexNode condition, LogicalFilter filter) {
    Set<CorrelationId> own = filter.getVariablesSet();
    RelDataType left = filter.getInput().getRowType();
    return condition.accept(
        new RexShuttle() {
          @Override
          public RexNode visitFieldAccess(RexFieldAccess access) {
            boolean outer =
                access.getReferenceExpr() instanceof RexCorrelVariable variable
                    && own.contains(variable.id);
            return outer
                ? RexInputRef.of(access.getField().getIndex(), left)
                : super.visitFieldAccess(access);
          }
        });
  }
}
