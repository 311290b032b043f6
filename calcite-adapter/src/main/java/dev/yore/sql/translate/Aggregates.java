package dev.yore.sql.translate;

import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Plan;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.sql.SqlJsonConstructorNullClause;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlJsonArrayAggAggFunction;
import org.apache.calcite.sql.fun.SqlJsonObjectAggAggFunction;
import org.apache.calcite.util.ImmutableBitSet;

/** GROUP BY in all its forms. */
final class Aggregates {
  private static final Set<String> GROUPINGS = Set.of("GROUPING", "GROUPING_ID", "GROUP_ID");

  private final Aggregate aggregate;
  private final Plan input;
  private final List<Plan.Field> fields;
  private final List<Integer> keys;

  private Aggregates(Aggregate aggregate, Plan input) {
    this.aggregate = aggregate;
    this.input = input;
    this.fields = DataTypes.fields(aggregate.getRowType());
    this.keys = aggregate.getGroupSet().asList();
  }

  static Plan plan(Aggregate aggregate, Plan input) {
    Aggregates aggregates = new Aggregates(aggregate, input);
    boolean simple = aggregate.getGroupType() == Aggregate.Group.SIMPLE;
    if (simple && aggregate.getAggCallList().stream().noneMatch(Aggregates::isGrouping)) {
      return aggregates.simple();
    }
    return aggregates.sets();
  }

  private static boolean isGrouping(AggregateCall call) {
    return GROUPINGS.contains(call.getAggregation().getName());
  }

  private Plan simple() {
    if (aggregate.getAggCallList().isEmpty() && !keys.isEmpty()) {
      List<Expr> columns = new ArrayList<>();
      keys.forEach(key -> columns.add(new Expr.Column(key, input.fields().get(key).type())));
      return new Plan.Distinct(new Plan.Project(input, columns, fields));
    }
    List<Plan.Aggregate.Call> calls = new ArrayList<>();
    for (int i = 0; i < aggregate.getAggCallList().size(); i++) {
      calls.add(call(aggregate.getAggCallList().get(i), fields.get(keys.size() + i).type()));
    }
    return new Plan.Aggregate(input, keys, calls, fields);
  }

  /** Several groupings; what GROUPING says is told from the number of the grouping. */
  private Plan sets() {
    List<List<Integer>> sets = new ArrayList<>();
    for (ImmutableBitSet set : aggregate.getGroupSets()) {
      sets.add(set.asList().stream().map(keys::indexOf).toList());
    }
    List<Plan.Aggregate.Call> calls = new ArrayList<>();
    List<Plan.Field> grouped = new ArrayList<>(fields.subList(0, keys.size()));
    List<Expr> result = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      result.add(new Expr.Column(i, fields.get(i).type()));
    }
    int real = (int) aggregate.getAggCallList().stream().filter(c -> !isGrouping(c)).count();
    Expr number = new Expr.Column(keys.size() + real, DataType.LONG);
    for (int i = 0; i < aggregate.getAggCallList().size(); i++) {
      AggregateCall call = aggregate.getAggCallList().get(i);
      Plan.Field field = fields.get(keys.size() + i);
      if (isGrouping(call)) {
        result.add(grouping(call, number, sets, field.type()));
      } else {
        result.add(new Expr.Column(grouped.size(), field.type()));
        calls.add(call(call, field.type()));
        grouped.add(field);
      }
    }
    grouped.add(new Plan.Field("grouping", DataType.LONG, false));
    return new Plan.Project(
        new Plan.GroupingSets(input, keys, sets, calls, grouped), result, fields);
  }

  /** The name; what JSON does with nulls, and whether its values are JSON, is part of it. */
  private String function(AggregateCall call) {
    return switch (call.getAggregation()) {
      case SqlJsonObjectAggAggFunction object ->
          "json_objectagg" + variant(object.getNullClause(), call);
      case SqlJsonArrayAggAggFunction array ->
          "json_arrayagg" + variant(array.getNullClause(), call);
      default -> call.getAggregation().getName().toLowerCase(Locale.ROOT);
    };
  }

  private String variant(SqlJsonConstructorNullClause nulls, AggregateCall call) {
    boolean absent = nulls == SqlJsonConstructorNullClause.ABSENT_ON_NULL;
    return (absent ? " absent" : "") + (isJson(call.getArgList().getLast()) ? " json" : "");
  }

  private boolean isJson(int column) {
    return aggregate.getInput() instanceof Project project
        && RexToExpr.isJson(project.getProjects().get(column));
  }

  /** A bit for each argument, the last one the lowest, set where the grouping goes without it. */
  private Expr grouping(AggregateCall call, Expr number, List<List<Integer>> sets, DataType type) {
    if (call.getAggregation().getKind() == SqlKind.GROUP_ID) {
      return new Expr.Literal(0L, type);
    }
    List<Expr.When> branches = new ArrayList<>();
    for (int set = 0; set < sets.size(); set++) {
      long bits = 0;
      for (int argument : call.getArgList()) {
        bits = bits << 1 | (sets.get(set).contains(keys.indexOf(argument)) ? 0 : 1);
      }
      Expr isSet =
          Expr.Call.of("=", DataType.BOOLEAN, number, new Expr.Literal((long) set, DataType.LONG));
      branches.add(new Expr.When(isSet, new Expr.Literal(bits, type)));
    }
    return new Expr.Case(branches, new Expr.Literal(null, type), type);
  }

  private Plan.Aggregate.Call call(AggregateCall call, DataType type) {
    if (call.isApproximate()) {
      throw YoreException.of(ErrorCode.UNSUPPORTED, "approximate aggregates are not supported")
          .with("aggregate", call.toString());
    }
    String function = function(call);
    List<Integer> arguments = new ArrayList<>(call.getArgList());
    List<Plan.SortKey> order = new ArrayList<>();
    for (RelFieldCollation field : call.getCollation().getFieldCollations()) {
      Plan.SortKey key = RelToPlan.sortKey(field);
      order.add(new Plan.SortKey(arguments.size(), key.descending(), key.nullsFirst()));
      arguments.add(key.column());
    }
    if (function.equals("mode") && order.isEmpty()) {
      order.add(new Plan.SortKey(0, false, false));
    }
    return new Plan.Aggregate.Call(
        function, arguments, call.isDistinct(), call.filterArg, type, order);
  }
}
