package dev.yore.engine.planner;

import dev.yore.engine.exec.GroupingRows;
import dev.yore.engine.exec.HashAggregate;
import dev.yore.engine.exec.Operator;
import dev.yore.engine.exec.Otherwise;
import dev.yore.engine.exec.Project;
import dev.yore.engine.exec.UnionAll;
import dev.yore.engine.exec.ValuesOperator;
import dev.yore.engine.exec.expression.ExpressionCompiler;
import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Plan;
import dev.yore.storage.value.DataType;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes operators of grouping sets: each row once for each grouping, and one aggregation by the
 * keys and the number of the grouping. Groupings without keys have a row even without any input.
 */
final class Groupings {
  private final Plan.GroupingSets plan;
  private final ExpressionCompiler compiler;

  private Groupings(Plan.GroupingSets plan, ExpressionCompiler compiler) {
    this.plan = plan;
    this.compiler = compiler;
  }

  static Planned plan(Plan.GroupingSets plan, Planned input, ExpressionCompiler compiler) {
    Groupings groupings = new Groupings(plan, compiler);
    Operator grouped = groupings.grouped(input.operator());
    boolean total = plan.sets().stream().anyMatch(List::isEmpty);
    double rows = Math.max(1, input.rows() / 10) * plan.sets().size();
    return new Planned(
        total ? new Otherwise(grouped, groupings.totals(input.operator())) : grouped, rows);
  }

  private Operator grouped(Operator input) {
    int width = input.fields().size();
    List<Integer> keys = new ArrayList<>();
    for (int i = 0; i <= plan.keys().size(); i++) {
      keys.add(width + i);
    }
    Operator aggregate =
        new HashAggregate(
            new GroupingRows(input, plan.keys(), plan.sets()), keys, plan.calls(), aggregated());
    List<Expr> columns = new ArrayList<>();
    for (int i = 0; i < plan.keys().size(); i++) {
      columns.add(new Expr.Column(i, plan.fields().get(i).type()));
    }
    for (int i = 0; i < plan.calls().size(); i++) {
      columns.add(new Expr.Column(plan.keys().size() + 1 + i, plan.calls().get(i).type()));
    }
    columns.add(new Expr.Column(plan.keys().size(), DataType.LONG));
    return new Project(aggregate, compiler.compile(columns), plan.fields());
  }

  /** The columns of the aggregation: keys, number of the grouping, aggregates. */
  private List<Plan.Field> aggregated() {
    int keys = plan.keys().size();
    List<Plan.Field> fields = new ArrayList<>(plan.fields().subList(0, keys));
    fields.add(plan.fields().getLast());
    fields.addAll(plan.fields().subList(keys, keys + plan.calls().size()));
    return fields;
  }

  /** What groupings without keys give for no rows. */
  private Operator totals(Operator input) {
    int keys = plan.keys().size();
    List<Plan.Field> aggregates = plan.fields().subList(keys, keys + plan.calls().size());
    List<Operator> totals = new ArrayList<>();
    for (int set = 0; set < plan.sets().size(); set++) {
      if (plan.sets().get(set).isEmpty()) {
        Operator nothing = new ValuesOperator(input.fields(), List.of());
        List<Expr> columns = new ArrayList<>();
        for (int i = 0; i < keys; i++) {
          columns.add(new Expr.Literal(null, plan.fields().get(i).type()));
        }
        for (int i = 0; i < aggregates.size(); i++) {
          columns.add(new Expr.Column(i, aggregates.get(i).type()));
        }
        columns.add(new Expr.Literal((long) set, DataType.LONG));
        totals.add(
            new Project(
                new HashAggregate(nothing, List.of(), plan.calls(), aggregates),
                compiler.compile(columns),
                plan.fields()));
      }
    }
    return totals.size() == 1 ? totals.getFirst() : new UnionAll(totals, plan.fields());
  }
}
