package dev.yore.engine.exec.expression;

import dev.yore.engine.exec.Evaluator;
import dev.yore.engine.exec.ExecutionContext;
import dev.yore.engine.exec.Operator;
import dev.yore.engine.exec.function.Functions;
import dev.yore.engine.exec.function.Patterns;
import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Plan;
import dev.yore.storage.column.Vector;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.ValueType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns expressions into evaluators; what is constant is computed then and there. */
public final class ExpressionCompiler {
  /** An OR of this many equalities with constants becomes a look into a set. */
  private static final int LIST_MIN = 3;

  private static final ExecutionContext NOWHERE =
      new ExecutionContext(
          List.of(), new Object[0], Instant.EPOCH, ZoneOffset.UTC, new AtomicBoolean(), 0, 1 << 20);

  private final Function<Plan, Operator> subPlans;

  /** The sub-queries planned so far, without those inside of others. */
  private final List<Operator> planned = new ArrayList<>();

  /**
   * @param subPlans plans the queries of sub-queries
   */
  public ExpressionCompiler(Function<Plan, Operator> subPlans) {
    this.subPlans = subPlans;
  }

  /** The evaluator of an expression. */
  public Evaluator compile(Expr expr) {
    int known = planned.size();
    Evaluator compiled = compiled(expr);
    if (planned.size() > known) {
      compiled.subPlans(planned.subList(known, planned.size()));
    }
    return compiled;
  }

  private Evaluator compiled(Expr expr) {
    return switch (expr) {
      case Expr.Column column -> new Leaves.ColumnOf(column);
      case Expr.Literal literal -> Leaves.Constant.of(literal);
      case Expr.Parameter parameter -> new Leaves.ParameterOf(parameter);
      case Expr.Outer outer -> new Leaves.OuterColumn(outer);
      case Expr.Cast cast -> cast(compile(cast.operand()), cast.type(), cast);
      case Expr.Case choice -> choice(choice);
      case Expr.SubQuery query -> subQuery(query);
      case Expr.Call call -> folded(call(call));
    };
  }

  public List<Evaluator> compile(List<Expr> exprs) {
    return exprs.stream().map(this::compile).toList();
  }

  /** An evaluator for each part of a conjunction; none for null. */
  public List<Evaluator> conditions(@Nullable Expr expr) {
    List<Evaluator> parts = new ArrayList<>();
    if (expr != null) {
      addConditions(expr, parts);
    }
    return parts;
  }

  private void addConditions(Expr expr, List<Evaluator> into) {
    if (expr instanceof Expr.Call call && call.function().equals("and")) {
      call.arguments().forEach(argument -> addConditions(argument, into));
    } else {
      into.add(compile(expr));
    }
  }

  private Evaluator subQuery(Expr.SubQuery query) {
    int known = planned.size();
    Operator plan = subPlans.apply(query.plan());
    planned.subList(known, planned.size()).clear();
    planned.add(plan);
    List<Evaluator> operands = new ArrayList<>();
    for (int i = 0; i < query.operands().size(); i++) {
      Expr operand = query.operands().get(i);
      operands.add(as(Types.compared(operand.type(), plan.fields().get(i).type()), operand));
    }
    return new SubQueryEvaluator(query, plan, operands);
  }

  private Evaluator choice(Expr.Case choice) {
    List<Evaluator> results = new ArrayList<>();
    choice.branches().forEach(when -> results.add(as(choice.type(), when.result())));
    results.add(as(choice.type(), choice.otherwise()));
    return new Branches.Case(
        choice,
        choice.branches().stream().map(when -> compile(when.condition())).toList(),
        results);
  }

  /** The evaluator of an expression, converted to a type if need be. */
  private Evaluator as(DataType type, Expr expr) {
    return cast(compile(expr), type, new Expr.Cast(expr, type));
  }

  private static Evaluator cast(Evaluator operand, DataType type, Expr expr) {
    if (operand.type().equals(type)) {
      return operand;
    }
    return CastEvaluator.free(operand.type(), type)
        ? new Renamed(expr, operand)
        : folded(new CastEvaluator(expr, operand));
  }

  /** A value under another type that lies alike in memory. */
  private static final class Renamed extends Evaluator {
    private final Evaluator operand;

    Renamed(Expr expr, Evaluator operand) {
      super(expr);
      this.operand = operand;
    }

    @Override
    public Vector evaluate(dev.yore.engine.exec.Batch batch, ExecutionContext context) {
      return operand.evaluate(batch, context);
    }
  }

  /** A constant in place of what is constant; an error waits for its execution. */
  private static Evaluator folded(Evaluator evaluator) {
    if (!(evaluator instanceof CallEvaluator call) || !call.foldable()) {
      return evaluator;
    }
    try {
      Vector value = Flat.of(evaluator.evaluate(Evaluator.NO_COLUMNS, NOWHERE));
      return new Leaves.Constant(evaluator.expr(), value.size() == 1 ? value : value.slice(0, 1));
    } catch (YoreException waits) {
      return evaluator;
    }
  }

  private Evaluator call(Expr.Call call) {
    String name = call.function();
    List<Expr> arguments = call.arguments();
    Comparison.Operator comparison = Comparison.Operator.of(name);
    if (comparison != null && arguments.size() == 2) {
      return comparison(call, comparison, arguments.get(0), arguments.get(1));
    }
    return switch (name) {
      case "and" -> new Logic.Connective(call, compile(arguments), false);
      case "or" -> or(call);
      case "not" -> not(call);
      case "is null" -> new Logic.Is(call, compile(arguments.get(0)), null, false);
      case "is unknown" -> new Logic.Is(call, compile(arguments.get(0)), null, false);
      case "is not null" -> new Logic.Is(call, compile(arguments.get(0)), null, true);
      case "is not unknown" -> new Logic.Is(call, compile(arguments.get(0)), null, true);
      case "is true" -> new Logic.Is(call, compile(arguments.get(0)), true, false);
      case "is not true" -> new Logic.Is(call, compile(arguments.get(0)), true, true);
      case "is false" -> new Logic.Is(call, compile(arguments.get(0)), false, false);
      case "is not false" -> new Logic.Is(call, compile(arguments.get(0)), false, true);
      case "is distinct from" -> distinct(call, false);
      case "is not distinct from" -> distinct(call, true);
      case "between" -> between(call);
      case "in" -> in(call, arguments.get(0), arguments.subList(1, arguments.size()));
      case "coalesce", "ifnull", "nvl" ->
          new Branches.Coalesce(
              call, arguments.stream().map(argument -> as(call.type(), argument)).toList());
      case "nullif" -> nullif(call);
      case "like" -> like(call, Patterns.Syntax.LIKE, false);
      case "not like" -> like(call, Patterns.Syntax.LIKE, true);
      case "ilike" -> like(call, Patterns.Syntax.ILIKE, false);
      case "not ilike" -> like(call, Patterns.Syntax.ILIKE, true);
      case "similar to" -> like(call, Patterns.Syntax.SIMILAR, false);
      case "not similar to" -> like(call, Patterns.Syntax.SIMILAR, true);
      case "~", "posix regex case sensitive" -> like(call, Patterns.Syntax.REGEX, false);
      case "!~", "negated posix regex case sensitive" -> like(call, Patterns.Syntax.REGEX, true);
      case "~*", "posix regex case insensitive" ->
          like(call, Patterns.Syntax.REGEX_IGNORING_CASE, false);
      case "!~*", "negated posix regex case insensitive" ->
          like(call, Patterns.Syntax.REGEX_IGNORING_CASE, true);
      case "+",
          "-",
          "*",
          "/",
          "%",
          "mod",
          "negate",
          "datetime_plus",
          "datetime_minus",
          "minus_date",
          "/int" ->
          arguments.size() == 1 && name.equals("+")
              ? as(call.type(), arguments.get(0))
              : new Arithmetic(this).compile(call);
      case "&", "|", "#", "<<", ">>", "bitnot" -> new BitArithmetic(call, compile(arguments));
      case "json_value",
          "json_query",
          "json_exists",
          "json_object",
          "json_array",
          "format json",
          "is json value",
          "is json object",
          "is json array",
          "is json scalar",
          "is not json value",
          "is not json object",
          "is not json array",
          "is not json scalar" ->
          new JsonCall(call, compile(arguments));
      default -> function(call);
    };
  }

  private Evaluator function(Expr.Call call) {
    List<Evaluator> arguments = compile(call.arguments());
    Evaluator field = CalendarField.of(call, arguments);
    if (field != null) {
      return field;
    }
    Evaluator part = Substring.of(call, arguments);
    if (part != null) {
      return part;
    }
    List<DataType> types = arguments.stream().map(Evaluator::type).toList();
    return new FunctionCall(call, Functions.find(call.function(), types), arguments);
  }

  private Evaluator comparison(Expr call, Comparison.Operator operator, Expr left, Expr right) {
    DataType type = Types.compared(left.type(), right.type());
    return new Comparison(call, operator, as(type, left), as(type, right));
  }

  private Evaluator distinct(Expr.Call call, boolean negated) {
    Expr left = call.arguments().get(0);
    Expr right = call.arguments().get(1);
    DataType type = Types.compared(left.type(), right.type());
    return new Logic.Distinct(call, as(type, left), as(type, right), negated);
  }

  private Evaluator between(Expr.Call call) {
    Expr value = call.arguments().get(0);
    return compile(
        Expr.Call.of(
            "and",
            DataType.BOOLEAN,
            Expr.Call.of(">=", DataType.BOOLEAN, value, call.arguments().get(1)),
            Expr.Call.of("<=", DataType.BOOLEAN, value, call.arguments().get(2))));
  }

  private Evaluator nullif(Expr.Call call) {
    Expr left = call.arguments().get(0);
    Expr equal = Expr.Call.of("=", DataType.BOOLEAN, left, call.arguments().get(1));
    Expr nothing = new Expr.Literal(null, call.type());
    return compile(new Expr.Case(List.of(new Expr.When(equal, nothing)), left, call.type()));
  }

  private Evaluator not(Expr.Call call) {
    Expr inner = call.arguments().get(0);
    if (inner instanceof Expr.Call negated) {
      Comparison.Operator operator = Comparison.Operator.of(negated.function());
      if (operator != null && negated.arguments().size() == 2) {
        return comparison(
            call, operator.negated(), negated.arguments().get(0), negated.arguments().get(1));
      }
    }
    return new Logic.Not(call, compile(inner));
  }

  private Evaluator like(Expr.Call call, Patterns.Syntax syntax, boolean negated) {
    DataType text = DataType.STRING;
    return new LikeEvaluator(
        call, syntax, negated, call.arguments().stream().map(a -> as(text, a)).toList());
  }

  private Evaluator in(Expr.Call call, Expr value, List<Expr> list) {
    DataType type = value.type();
    for (Expr element : list) {
      type = Types.compared(type, element.type());
    }
    List<Object> constants = new ArrayList<>();
    for (Expr element : list) {
      Object constant = InList.constant(as(type, element));
      if (constant == null) {
        break;
      }
      constants.add(constant);
    }
    boolean floating = type.valueType() == ValueType.DOUBLE || type.valueType() == ValueType.FLOAT;
    if (constants.size() == list.size() && !floating) {
      return new InList(call, as(type, value), constants);
    }
    List<Evaluator> equalities =
        list.stream().map(e -> compile(Expr.Call.of("=", DataType.BOOLEAN, value, e))).toList();
    return new Logic.Connective(call, equalities, true);
  }

  /** An OR; one of many equalities of one expression with constants is a list. */
  private Evaluator or(Expr.Call call) {
    List<Expr> parts = new ArrayList<>();
    flatten(call, parts);
    if (parts.size() >= LIST_MIN) {
      Expr value = null;
      List<Expr> constants = new ArrayList<>();
      for (Expr part : parts) {
        if (part instanceof Expr.Call equal
            && equal.function().equals("=")
            && equal.arguments().get(1) instanceof Expr.Literal literal
            && literal.value() != null
            && (value == null || value.equals(equal.arguments().get(0)))) {
          value = equal.arguments().get(0);
          constants.add(literal);
        }
      }
      if (value != null && constants.size() == parts.size()) {
        return in(call, value, constants);
      }
    }
    return new Logic.Connective(call, compile(parts), true);
  }

  private static void flatten(Expr expr, List<Expr> into) {
    if (expr instanceof Expr.Call call && call.function().equals("or")) {
      call.arguments().forEach(argument -> flatten(argument, into));
    } else {
      into.add(expr);
    }
  }
}
