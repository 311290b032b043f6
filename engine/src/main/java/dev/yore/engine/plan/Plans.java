package dev.yore.engine.plan;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Walks plans and rebuilds them. */
public final class Plans {
  private Plans() {}

  /** The plans that a plan is made of. */
  public static List<Plan> inputs(Plan plan) {
    return switch (plan) {
      case Plan.Block ignored -> List.of();
      case Plan.Values ignored -> List.of();
      case Plan.External ignored -> List.of();
      case Plan.Series ignored -> List.of();
      case Plan.WorkingTable ignored -> List.of();
      case Plan.Filter filter -> List.of(filter.input());
      case Plan.Project project -> List.of(project.input());
      case Plan.Join join -> List.of(join.left(), join.right());
      case Plan.Apply apply -> List.of(apply.left(), apply.right());
      case Plan.Aggregate aggregate -> List.of(aggregate.input());
      case Plan.GroupingSets sets -> List.of(sets.input());
      case Plan.Window window -> List.of(window.input());
      case Plan.Sort sort -> List.of(sort.input());
      case Plan.Distinct distinct -> List.of(distinct.input());
      case Plan.SetOperation operation -> operation.inputs();
      case Plan.Fixpoint fixpoint -> List.of(fixpoint.seed(), fixpoint.step());
    };
  }

  /** The same plan over other inputs, which have the same columns. */
  public static Plan withInputs(Plan plan, List<Plan> inputs) {
    return switch (plan) {
      case Plan.Block ignored -> plan;
      case Plan.Values ignored -> plan;
      case Plan.External ignored -> plan;
      case Plan.Series ignored -> plan;
      case Plan.WorkingTable ignored -> plan;
      case Plan.Filter filter -> new Plan.Filter(inputs.getFirst(), filter.condition());
      case Plan.Project project ->
          new Plan.Project(inputs.getFirst(), project.expressions(), project.fields());
      case Plan.Join join ->
          new Plan.Join(join.kind(), inputs.get(0), inputs.get(1), join.condition());
      case Plan.Apply apply ->
          new Plan.Apply(apply.kind(), inputs.get(0), inputs.get(1), apply.correlation());
      case Plan.Aggregate aggregate ->
          new Plan.Aggregate(
              inputs.getFirst(), aggregate.keys(), aggregate.calls(), aggregate.fields());
      case Plan.GroupingSets sets ->
          new Plan.GroupingSets(
              inputs.getFirst(), sets.keys(), sets.sets(), sets.calls(), sets.fields());
      case Plan.Window window ->
          new Plan.Window(
              inputs.getFirst(),
              window.partition(),
              window.order(),
              window.calls(),
              window.fields());
      case Plan.Sort sort ->
          new Plan.Sort(inputs.getFirst(), sort.keys(), sort.offset(), sort.limit());
      case Plan.Distinct ignored -> new Plan.Distinct(inputs.getFirst());
      case Plan.SetOperation operation ->
          new Plan.SetOperation(operation.kind(), operation.all(), inputs);
      case Plan.Fixpoint fixpoint ->
          new Plan.Fixpoint(fixpoint.id(), inputs.get(0), inputs.get(1), fixpoint.distinct());
    };
  }

  /** Shows every expression of a plan and of the plans it is made of; not those of sub-queries. */
  public static void visitExpressions(Plan plan, Consumer<Expr> visitor) {
    mapExpressions(
        plan,
        expr -> {
          visitor.accept(expr);
          return expr;
        });
  }

  /** Rebuilds a plan, and the plans it is made of, with every expression replaced. */
  public static Plan mapExpressions(Plan plan, UnaryOperator<Expr> rule) {
    return mapOwnExpressions(
        withInputs(plan, inputs(plan).stream().map(input -> mapExpressions(input, rule)).toList()),
        rule);
  }

  /** Shows the expressions of a plan itself. */
  public static void visitOwnExpressions(Plan plan, Consumer<Expr> visitor) {
    mapOwnExpressions(
        plan,
        expr -> {
          visitor.accept(expr);
          return expr;
        });
  }

  /** Rebuilds a plan with the plan of each sub-query replaced that its expressions ask. */
  public static Plan mapSubQueries(Plan plan, UnaryOperator<Plan> rule) {
    return mapExpressions(
        plan,
        expr ->
            Expressions.rewrite(
                expr,
                node ->
                    node instanceof Expr.SubQuery query
                        ? new Expr.SubQuery(
                            query.kind(),
                            query.operands(),
                            query.comparison(),
                            rule.apply(query.plan()),
                            query.correlation(),
                            query.type())
                        : node));
  }

  private static Plan mapOwnExpressions(Plan over, UnaryOperator<Expr> rule) {
    return switch (over) {
      case Plan.Block block ->
          new Plan.Block(
              block.variables(),
              block.patterns().stream().map(pattern -> map(pattern, rule)).toList(),
              block.predicates().stream().map(rule).toList(),
              block.output());
      case Plan.Values values ->
          new Plan.Values(
              values.fields(),
              values.rows().stream().map(row -> row.stream().map(rule).toList()).toList());
      case Plan.Series series ->
          new Plan.Series(
              series.field(),
              rule.apply(series.start()),
              rule.apply(series.stop()),
              rule.apply(series.step()));
      case Plan.Filter filter -> new Plan.Filter(filter.input(), rule.apply(filter.condition()));
      case Plan.Project project ->
          new Plan.Project(
              project.input(), project.expressions().stream().map(rule).toList(), project.fields());
      case Plan.Join join ->
          new Plan.Join(join.kind(), join.left(), join.right(), map(join.condition(), rule));
      case Plan.Sort sort ->
          new Plan.Sort(
              sort.input(), sort.keys(), map(sort.offset(), rule), map(sort.limit(), rule));
      case Plan.Window window ->
          new Plan.Window(
              window.input(),
              window.partition(),
              window.order(),
              window.calls().stream().map(call -> map(call, rule)).toList(),
              window.fields());
      case Plan.GroupingSets ignored -> over;
      case Plan.External ignored -> over;
      case Plan.WorkingTable ignored -> over;
      case Plan.Apply ignored -> over;
      case Plan.Aggregate ignored -> over;
      case Plan.Distinct ignored -> over;
      case Plan.SetOperation ignored -> over;
      case Plan.Fixpoint ignored -> over;
    };
  }

  private static Plan.Pattern map(Plan.Pattern pattern, UnaryOperator<Expr> rule) {
    Plan.Source source = pattern.source();
    return new Plan.Pattern(
        new Plan.Source(source.input(), map(source.asOf(), rule)),
        pattern.attribute(),
        pattern.entity(),
        pattern.value(),
        map(pattern.constant(), rule),
        pattern.tx(),
        pattern.optional());
  }

  private static Plan.Window.Call map(Plan.Window.Call call, UnaryOperator<Expr> rule) {
    Plan.Window.Frame frame = call.frame();
    return new Plan.Window.Call(
        call.function(),
        call.arguments(),
        call.ignoreNulls(),
        new Plan.Window.Frame(
            frame.unit(), map(frame.start(), rule), map(frame.end(), rule), frame.exclude()),
        call.type());
  }

  private static Plan.Window.Bound map(Plan.Window.Bound bound, UnaryOperator<Expr> rule) {
    return bound instanceof Plan.Window.Bound.Distance distance
        ? new Plan.Window.Bound.Distance(distance.following(), rule.apply(distance.offset()))
        : bound;
  }

  private static @Nullable Expr map(@Nullable Expr expr, UnaryOperator<Expr> rule) {
    return expr == null ? null : rule.apply(expr);
  }
}
