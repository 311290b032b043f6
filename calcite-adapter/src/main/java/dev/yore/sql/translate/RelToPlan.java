package dev.yore.sql.translate;

import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Plan;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Intersect;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Minus;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.RepeatUnion;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Spool;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;

/** Calcite's logical tree as the engine's algebra, node by node, bottom up. */
public final class RelToPlan {
  private final Function<TableScan, Plan> scans;
  private final Map<List<String>, Integer> fixpoints = new HashMap<>();

  /**
   * @param scans gives the plan of a table
   */
  public RelToPlan(Function<TableScan, Plan> scans) {
    this.scans = scans;
  }

  public Plan translate(RelNode node) {
    return switch (node) {
      case TableScan scan -> scan(scan);
      case Filter filter ->
          new Plan.Filter(
              translate(filter.getInput()),
              expressions(filter, filter.getVariablesSet()).translate(filter.getCondition()));
      case Project project -> project(project);
      case Join join -> join(join);
      case Correlate correlate -> correlate(correlate);
      case Aggregate aggregate -> Aggregates.plan(aggregate, translate(aggregate.getInput()));
      case Sort sort -> sort(sort);
      case Union union -> setOperation(Plan.SetOperation.Kind.UNION, union);
      case Intersect intersect -> setOperation(Plan.SetOperation.Kind.INTERSECT, intersect);
      case Minus minus -> setOperation(Plan.SetOperation.Kind.EXCEPT, minus);
      case Values values -> values(values);
      case RepeatUnion recursion -> recursion(recursion);
      case TableFunctionScan scan -> TableFunctions.plan(scan, expressions(scan, Set.of()));
      case Spool spool -> translate(spool.getInput());
      default ->
          throw YoreException.of(ErrorCode.UNSUPPORTED, "this part of a query is not supported yet")
              .with("operator", node.getRelTypeName());
    };
  }

  private RexToExpr expressions(RelNode node, Set<CorrelationId> variables) {
    if (variables.size() > 1) {
      throw YoreException.of(
              ErrorCode.UNSUPPORTED, "sub-queries that see one row under several names")
          .with("operator", node.getRelTypeName());
    }
    int correlation = variables.isEmpty() ? -1 : variables.iterator().next().getId();
    return new RexToExpr(node.getCluster().getRexBuilder(), this::translate, correlation);
  }

  private Plan scan(TableScan scan) {
    Integer fixpoint = fixpoints.get(scan.getTable().getQualifiedName());
    return fixpoint == null
        ? scans.apply(scan)
        : new Plan.WorkingTable(fixpoint, DataTypes.fields(scan.getRowType()));
  }

  private Plan project(Project project) {
    List<Plan.Field> fields = DataTypes.fields(project.getRowType());
    Plan input = translate(project.getInput());
    RexToExpr expressions = expressions(project, project.getVariablesSet());
    return project.containsOver()
        ? WindowProjection.plan(input, project.getProjects(), expressions, fields)
        : new Plan.Project(input, expressions.translate(project.getProjects()), fields);
  }

  private Plan join(Join join) {
    RexNode condition = join.getCondition();
    return new Plan.Join(
        kind(join.getJoinType()),
        translate(join.getLeft()),
        translate(join.getRight()),
        condition.isAlwaysTrue()
            ? null
            : expressions(join, join.getVariablesSet()).translate(condition));
  }

  private static Plan.Join.Kind kind(JoinRelType type) {
    return switch (type) {
      case INNER -> Plan.Join.Kind.INNER;
      case LEFT -> Plan.Join.Kind.LEFT;
      case RIGHT -> Plan.Join.Kind.RIGHT;
      case FULL -> Plan.Join.Kind.FULL;
      case SEMI -> Plan.Join.Kind.SEMI;
      case ANTI -> Plan.Join.Kind.ANTI;
      default ->
          throw YoreException.of(ErrorCode.UNSUPPORTED, "this kind of join is not supported yet")
              .with("join", type);
    };
  }

  private Plan correlate(Correlate correlate) {
    return new Plan.Apply(
        kind(correlate.getJoinType()),
        translate(correlate.getLeft()),
        translate(correlate.getRight()),
        correlate.getCorrelationId().getId());
  }

  private Plan sort(Sort sort) {
    RexToExpr expressions = expressions(sort, Set.of());
    List<Plan.SortKey> keys = new ArrayList<>();
    for (RelFieldCollation field : sort.getCollation().getFieldCollations()) {
      keys.add(sortKey(field));
    }
    return new Plan.Sort(
        translate(sort.getInput()),
        keys,
        sort.offset == null ? null : expressions.translate(sort.offset),
        sort.fetch == null ? null : expressions.translate(sort.fetch));
  }

  static Plan.SortKey sortKey(RelFieldCollation field) {
    boolean descending = field.getDirection().isDescending();
    boolean nullsFirst =
        switch (field.nullDirection) {
          case FIRST -> true;
          case LAST -> false;
          case UNSPECIFIED -> descending;
        };
    return new Plan.SortKey(field.getFieldIndex(), descending, nullsFirst);
  }

  private Plan setOperation(Plan.SetOperation.Kind kind, SetOp node) {
    List<Plan.Field> fields = DataTypes.fields(node.getRowType());
    List<Plan> inputs =
        node.getInputs().stream().map(input -> conform(translate(input), fields)).toList();
    return new Plan.SetOperation(kind, node.all, inputs);
  }

  /** The plan with its columns converted to these types, so that set operations can compare. */
  private static Plan conform(Plan plan, List<Plan.Field> fields) {
    boolean same = true;
    List<Expr> expressions = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      DataType from = plan.fields().get(i).type();
      same &= from.equals(fields.get(i).type());
      expressions.add(RexToExpr.cast(new Expr.Column(i, from), fields.get(i).type()));
    }
    return same ? plan : new Plan.Project(plan, expressions, fields);
  }

  private static Plan values(Values values) {
    List<Plan.Field> fields = DataTypes.fields(values.getRowType());
    List<List<Expr>> rows = new ArrayList<>();
    for (List<RexLiteral> tuple : values.getTuples()) {
      List<Expr> row = new ArrayList<>();
      for (int i = 0; i < tuple.size(); i++) {
        row.add(RexToExpr.cast(RexToExpr.literal(tuple.get(i)), fields.get(i).type()));
      }
      rows.add(row);
    }
    return new Plan.Values(fields, rows);
  }

  private Plan recursion(RepeatUnion recursion) {
    if (recursion.iterationLimit >= 0) {
      throw YoreException.of(ErrorCode.UNSUPPORTED, "a limit on recursion is not supported");
    }
    List<Plan.Field> fields = DataTypes.fields(recursion.getRowType());
    int id = fixpoints.size();
    Plan seed = conform(translate(recursion.getSeedRel()), fields);
    if (recursion.getTransientTable() == null) {
      throw YoreException.of(ErrorCode.INTERNAL, "a recursion without a working table");
    }
    fixpoints.put(recursion.getTransientTable().getQualifiedName(), id);
    Plan step = conform(translate(recursion.getIterativeRel()), fields);
    return new Plan.Fixpoint(id, seed, step, !recursion.all);
  }
}
