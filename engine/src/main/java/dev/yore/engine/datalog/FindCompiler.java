package dev.yore.engine.datalog;

import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Plan;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.SourcePosition;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compiles what a query finds of the rows that its clauses leave: as a set, aggregated, sorted. */
final class FindCompiler {
  private final Compilation compilation;
  private final Query query;
  private final Map<String, Term> given;

  FindCompiler(Compilation compilation, Query query, Map<String, Term> given) {
    this.compilation = compilation;
    this.query = query;
    this.given = given;
  }

  Plan compile(Relation found) {
    Plan plan =
        FindElement.anyAggregate(query.find()) ? aggregated(set(found)) : listed(set(found));
    return sorted(plan);
  }

  /** The rows, each once, of all variables that are found or told apart by. */
  private Relation set(Relation found) {
    Map<String, @Nullable SourcePosition> wanted = new LinkedHashMap<>();
    query.find().forEach(e -> wanted.putIfAbsent(FindElement.variable(e), e.position()));
    query.with().forEach(v -> wanted.putIfAbsent(v.name(), v.position()));
    Relation rows = found;
    for (String variable : wanted.keySet()) {
      Term value = given.get(variable);
      if (value != null && !rows.has(variable)) {
        DataType type = compilation.naturalType(value);
        rows = rows.with(variable, compilation.value(value, Objects.requireNonNull(type), 0));
      }
      if (!rows.has(variable)) {
        throw YoreException.of(
                ErrorCode.UNBOUND_VARIABLE, "What is found should be bound by a clause in :where")
            .with("variable", variable)
            .with(
                "bound",
                String.join(" ", rows.variables().stream().filter(v -> !v.contains("#")).toList()))
            .at(wanted.get(variable));
      }
    }
    return rows.only(wanted.keySet()).distinct();
  }

  private Plan listed(Relation rows) {
    List<Expr> columns = new ArrayList<>();
    List<Plan.Field> fields = new ArrayList<>();
    for (FindElement element : query.find()) {
      Expr column = rows.column(FindElement.variable(element));
      columns.add(column);
      fields.add(new Plan.Field(element.toString(), column.type(), false));
    }
    boolean same = columns.size() == rows.variables().size();
    for (int i = 0; i < columns.size(); i++) {
      same &= columns.get(i) instanceof Expr.Column column && column.index() == i;
    }
    return same ? rows.plan() : new Plan.Project(rows.plan(), columns, fields);
  }

  private Plan aggregated(Relation set) {
    Relation rows = set;
    List<Integer> keys = new ArrayList<>();
    List<Plan.Aggregate.Call> calls = new ArrayList<>();
    List<Plan.Field> keyFields = new ArrayList<>();
    List<Plan.Field> callFields = new ArrayList<>();
    List<Integer> keyOf = new ArrayList<>();
    for (FindElement element : query.find()) {
      switch (element) {
        case FindElement.Variable v -> {
          int column = rows.column(v.name()).index();
          keyOf.add(keys.size());
          keys.add(column);
          keyFields.add(new Plan.Field(v.name(), rows.type(v.name()), false));
        }
        case FindElement.Aggregate a -> {
          keyOf.add(-1 - calls.size());
          rows = withArgument(rows, a);
          Plan.Aggregate.Call call = call(a, rows);
          calls.add(call);
          callFields.add(new Plan.Field(a.toString(), call.type(), false));
        }
      }
    }
    List<Plan.Field> fields = new ArrayList<>(keyFields);
    fields.addAll(callFields);
    Plan grouped = new Plan.Aggregate(rows.plan(), keys, calls, fields);
    if (keys.isEmpty()) {
      grouped = onlyOfRows(grouped, calls.size(), rows);
    }
    List<Expr> columns = new ArrayList<>();
    List<Plan.Field> out = new ArrayList<>();
    for (int place : keyOf) {
      int column = place >= 0 ? place : keys.size() - 1 - place;
      columns.add(new Expr.Column(column, fields.get(column).type()));
      out.add(fields.get(column));
    }
    return new Plan.Project(grouped, columns, out);
  }

  /** An aggregate of no rows at all finds nothing. */
  private static Plan onlyOfRows(Plan grouped, int calls, Relation rows) {
    Plan.Aggregate aggregate = (Plan.Aggregate) grouped;
    List<Plan.Aggregate.Call> counted = new ArrayList<>(aggregate.calls());
    counted.add(new Plan.Aggregate.Call("count", List.of(), false, -1, DataType.LONG));
    List<Plan.Field> fields = new ArrayList<>(aggregate.fields());
    fields.add(new Plan.Field("rows", DataType.LONG, false));
    return new Plan.Filter(
        new Plan.Aggregate(rows.plan(), aggregate.keys(), counted, fields),
        Expr.Call.of(
            ">",
            DataType.BOOLEAN,
            new Expr.Column(calls, DataType.LONG),
            new Expr.Literal(0L, DataType.LONG)));
  }

  /** Mean values are computed as doubles. */
  private static Relation withArgument(Relation rows, FindElement.Aggregate aggregate) {
    boolean mean =
        switch (aggregate.function()) {
          case "avg", "median", "variance", "stddev" -> true;
          default -> false;
        };
    DataType type = rows.type(aggregate.variable());
    boolean sum = aggregate.function().equals("sum");
    if ((mean || sum) && !type.numeric()) {
      throw YoreException.of(ErrorCode.DATATYPE_MISMATCH, "The aggregate expects numbers")
          .with("aggregate", aggregate.toString())
          .with("found", type)
          .at(aggregate.position());
    }
    String name = aggregate.variable() + " as double";
    if (!mean || rows.has(name)) {
      return rows;
    }
    return rows.with(name, new Expr.Cast(rows.column(aggregate.variable()), DataType.DOUBLE));
  }

  private static Plan.Aggregate.Call call(FindElement.Aggregate aggregate, Relation rows) {
    if (aggregate.limit() >= 0) {
      throw unsupported(aggregate);
    }
    Expr.Column column = rows.column(aggregate.variable());
    DataType type = column.type();
    return switch (aggregate.function()) {
      case "count" -> call("count", column, false, DataType.LONG);
      case "count-distinct" -> call("count", column, true, DataType.LONG);
      case "min", "max" -> call(aggregate.function(), column, false, type);
      case "sum" -> call("sum", column, false, sumType(type));
      case "avg", "median" ->
          call(aggregate.function(), mean(aggregate, rows), false, DataType.DOUBLE);
      case "variance" -> call("var_pop", mean(aggregate, rows), false, DataType.DOUBLE);
      case "stddev" -> call("stddev_pop", mean(aggregate, rows), false, DataType.DOUBLE);
      default -> throw unsupported(aggregate);
    };
  }

  private static Expr.Column mean(FindElement.Aggregate aggregate, Relation rows) {
    return rows.column(aggregate.variable() + " as double");
  }

  private static Plan.Aggregate.Call call(
      String function, Expr.Column column, boolean distinct, DataType type) {
    return new Plan.Aggregate.Call(function, List.of(column.index()), distinct, -1, type);
  }

  private static DataType sumType(DataType type) {
    return switch (type.valueType()) {
      case LONG -> DataType.LONG;
      case FLOAT, DOUBLE -> DataType.DOUBLE;
      case DECIMAL -> DataType.decimal(DataType.MAX_DECIMAL_DIGITS, type.scale());
      default -> DataType.of(ValueType.BIGINT);
    };
  }

  private static YoreException unsupported(FindElement.Aggregate aggregate) {
    return YoreException.unsupported("This aggregate")
        .with("aggregate", aggregate.toString())
        .at(aggregate.position());
  }

  private Plan sorted(Plan plan) {
    List<Plan.SortKey> keys = new ArrayList<>();
    query.order().forEach(key -> keys.add(new Plan.SortKey(key.column(), key.descending(), false)));
    boolean one = query.form() == Query.Form.TUPLE || query.form() == Query.Form.SCALAR;
    long limit = one ? (query.limit() == 0 ? 0 : 1) : query.limit();
    if (keys.isEmpty() && limit < 0 && query.offset() == 0) {
      return plan;
    }
    return new Plan.Sort(
        plan,
        keys,
        query.offset() == 0 ? null : new Expr.Literal(query.offset(), DataType.LONG),
        limit < 0 ? null : new Expr.Literal(limit, DataType.LONG));
  }
}
