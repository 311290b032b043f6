package dev.yore.sql.translate;

import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Plan;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;

/**
 * A projection with window functions: the columns that functions read are computed first, then a
 * window for each way in which rows are partitioned and ordered, then the projection itself.
 */
final class WindowProjection {
  private final RexToExpr expressions;
  private final List<Expr> columns = new ArrayList<>();
  private final List<Plan.Field> fields = new ArrayList<>();
  private final Map<RexOver, Spec> specs = new LinkedHashMap<>();

  private WindowProjection(Plan input, RexToExpr expressions) {
    this.expressions = expressions;
    for (Plan.Field field : input.fields()) {
      columns.add(new Expr.Column(columns.size(), field.type()));
      fields.add(field);
    }
  }

  /** How a call's rows lie, and the call over columns of the first projection. */
  private record Spec(List<Integer> partition, List<Plan.SortKey> order, Plan.Window.Call call) {}

  private record Rows(List<Integer> partition, List<Plan.SortKey> order) {}

  /**
   * @param nodes some of which have window functions inside
   * @param expressions translates what has none
   */
  static Plan plan(
      Plan input, List<RexNode> nodes, RexToExpr expressions, List<Plan.Field> result) {
    List<RexNode> sums = nodes.stream().map(WindowSums.of(expressions.builder())).toList();
    WindowProjection projection = new WindowProjection(input, expressions);
    for (RexOver over : overs(sums)) {
      projection.specs.put(over, projection.spec(over));
    }
    Map<RexOver, Expr> results = new LinkedHashMap<>();
    Plan windows = projection.windows(input, results);
    return new Plan.Project(windows, expressions.withWindows(results).translate(sums), result);
  }

  private static Set<RexOver> overs(List<RexNode> nodes) {
    Set<RexOver> found = new LinkedHashSet<>();
    for (RexNode node : nodes) {
      node.accept(
          new RexVisitorImpl<Void>(true) {
            @Override
            public Void visitOver(RexOver over) {
              found.add(over);
              return super.visitOver(over);
            }
          });
    }
    return found;
  }

  private Plan windows(Plan input, Map<RexOver, Expr> results) {
    Map<Rows, List<Map.Entry<RexOver, Spec>>> byRows = new LinkedHashMap<>();
    for (Map.Entry<RexOver, Spec> entry : specs.entrySet()) {
      Rows rows = new Rows(entry.getValue().partition, entry.getValue().order);
      byRows.computeIfAbsent(rows, r -> new ArrayList<>()).add(entry);
    }
    boolean computes = columns.size() > input.fields().size();
    Plan plan = computes ? new Plan.Project(input, columns, fields) : input;
    List<Plan.Field> width = new ArrayList<>(fields);
    for (Rows rows : inSortOrder(byRows.keySet())) {
      List<Plan.Window.Call> calls = new ArrayList<>();
      for (Map.Entry<RexOver, Spec> entry : byRows.getOrDefault(rows, List.of())) {
        Plan.Window.Call call = entry.getValue().call;
        Expr column = new Expr.Column(width.size(), call.type());
        results.put(entry.getKey(), RexToExpr.cast(column, DataTypes.of(entry.getKey().getType())));
        calls.add(call);
        width.add(new Plan.Field(call.function(), call.type(), true));
      }
      plan = new Plan.Window(plan, rows.partition, rows.order, calls, width);
    }
    return plan;
  }

  /** Windows of one partition stand together, the longest order first: its sort serves all. */
  private static List<Rows> inSortOrder(Set<Rows> all) {
    return all.stream()
        .sorted(
            Comparator.comparing((Rows rows) -> rows.partition.toString())
                .thenComparing(rows -> -rows.order.size()))
        .toList();
  }

  private Spec spec(RexOver over) {
    if (over.isDistinct()) {
      throw YoreException.of(
              ErrorCode.UNSUPPORTED, "DISTINCT is not implemented for window functions")
          .with("function", over.getAggOperator().getName());
    }
    List<Integer> partition =
        over.getWindow().partitionKeys.stream().map(this::column).distinct().sorted().toList();
    List<Plan.SortKey> order = new ArrayList<>();
    for (RexFieldCollation key : over.getWindow().orderKeys) {
      boolean descending = key.right.contains(SqlKind.DESCENDING);
      boolean first =
          key.right.contains(SqlKind.NULLS_FIRST)
              || (descending && !key.right.contains(SqlKind.NULLS_LAST));
      order.add(new Plan.SortKey(column(key.left), descending, first));
    }
    return new Spec(partition, order, call(over, order));
  }

  private Plan.Window.Call call(RexOver over, List<Plan.SortKey> order) {
    String function = over.getAggOperator().getName().toLowerCase(Locale.ROOT);
    DataType type = DataTypes.of(over.getType());
    List<Expr> given = expressions.translate(over.getOperands());
    List<Integer> arguments = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      boolean isResult =
          switch (function) {
            case "lag", "lead" -> i != 1;
            case "first_value", "last_value", "nth_value" -> i == 0;
            default -> false;
          };
      arguments.add(column(isResult ? RexToExpr.cast(given.get(i), type) : given.get(i)));
    }
    return new Plan.Window.Call(
        function,
        arguments,
        over.ignoreNulls(),
        new FrameTranslation(expressions, this::column).frame(over.getWindow(), order, columns),
        switch (function) {
          case "row_number", "rank", "dense_rank" -> DataType.LONG;
          case "percent_rank", "cume_dist" -> DataType.DOUBLE;
          default -> type;
        });
  }

  private int column(RexNode node) {
    return column(expressions.translate(node));
  }

  /** The place of an expression among the columns that are computed first. */
  private int column(Expr expr) {
    int known = columns.indexOf(expr);
    if (known >= 0) {
      return known;
    }
    columns.add(expr);
    fields.add(new Plan.Field("$" + columns.size(), expr.type(), true));
    return columns.size() - 1;
  }
}
