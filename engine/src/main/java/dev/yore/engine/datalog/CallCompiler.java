package dev.yore.engine.datalog;

import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Expressions;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes expressions of the functions and predicates of Datalog. */
final class CallCompiler {
  private static final Map<String, String> COMPARISONS =
      Map.of(
          "<", "<", "<=", "<=", ">", ">", ">=", ">=", "=", "=", "==", "=", "not=", "<>", "!=",
          "<>");

  /** What calls of a name become, and how many arguments they take. */
  private record Definition(int least, int most, Maker maker) {}

  @FunctionalInterface
  private interface Maker {
    Expr make(CallCompiler compiler, Clause.Call call, List<Expr> arguments);
  }

  private static final Map<String, Definition> FUNCTIONS =
      Map.ofEntries(
          Map.entry("+", arithmetic("+")),
          Map.entry("-", arithmetic("-")),
          Map.entry("*", arithmetic("*")),
          Map.entry("/", arithmetic("/")),
          Map.entry("quot", whole("/")),
          Map.entry("rem", whole("%")),
          Map.entry("inc", of(1, 1, (c, call, a) -> c.number(call, "+", a.getFirst(), one()))),
          Map.entry("dec", of(1, 1, (c, call, a) -> c.number(call, "-", a.getFirst(), one()))),
          Map.entry("identity", of(1, 1, (c, call, a) -> a.getFirst())),
          Map.entry("not", of(1, 1, (c, call, a) -> c.not(call, a.getFirst()))),
          Map.entry("zero?", of(1, 1, (c, call, a) -> c.sign(call, "=", a.getFirst()))),
          Map.entry("pos?", of(1, 1, (c, call, a) -> c.sign(call, ">", a.getFirst()))),
          Map.entry("neg?", of(1, 1, (c, call, a) -> c.sign(call, "<", a.getFirst()))),
          Map.entry("even?", of(1, 1, (c, call, a) -> c.parity(call, "=", a.getFirst()))),
          Map.entry("odd?", of(1, 1, (c, call, a) -> c.parity(call, "<>", a.getFirst()))),
          Map.entry("starts-with?", of(2, 2, (c, call, a) -> c.like(call, a, "", "%"))),
          Map.entry("ends-with?", of(2, 2, (c, call, a) -> c.like(call, a, "%", ""))),
          Map.entry("includes?", of(2, 2, (c, call, a) -> c.like(call, a, "%", "%"))),
          Map.entry("like", of(2, 2, (c, call, a) -> c.match(call, "like", a.get(0), a.get(1)))),
          Map.entry("re-find", of(2, 2, (c, call, a) -> c.match(call, "~", a.get(1), a.get(0)))),
          Map.entry("upper-case", text("upper")),
          Map.entry("lower-case", text("lower")),
          Map.entry("trim", text("btrim")),
          Map.entry("str", of(1, 64, (c, call, a) -> c.concatenated(a))),
          Map.entry("subs", of(2, 3, (c, call, a) -> c.substring(a))),
          Map.entry("count", of(1, 1, (c, call, a) -> c.length(call, a.getFirst()))),
          Map.entry("abs", of(1, 1, (c, call, a) -> c.absolute(call, a.getFirst()))));

  private final Compilation compilation;
  private final Relation relation;

  /**
   * @param relation the rows whose columns variables are
   */
  CallCompiler(Compilation compilation, Relation relation) {
    this.compilation = compilation;
    this.relation = relation;
  }

  private static Definition of(int least, int most, Maker maker) {
    return new Definition(least, most, maker);
  }

  private static Definition arithmetic(String operator) {
    return of(
        1,
        64,
        (c, call, arguments) -> {
          Expr result = arguments.getFirst();
          if (arguments.size() == 1) {
            return operator.equals("-") ? c.number(call, "-", zero(), result) : result;
          }
          for (Expr argument : arguments.subList(1, arguments.size())) {
            result = c.number(call, operator, result, argument);
          }
          return result;
        });
  }

  private static Definition whole(String operator) {
    return of(
        2,
        2,
        (c, call, a) -> {
          c.require(call, a.get(0), ValueType.LONG);
          c.require(call, a.get(1), ValueType.LONG);
          return Expr.Call.of(operator, DataType.LONG, a.get(0), a.get(1));
        });
  }

  private static Definition text(String function) {
    return of(
        1,
        1,
        (c, call, a) -> {
          c.require(call, a.getFirst(), ValueType.STRING);
          return Expr.Call.of(function, DataType.STRING, a.getFirst());
        });
  }

  private static Expr one() {
    return new Expr.Literal(1L, DataType.LONG);
  }

  private static Expr zero() {
    return new Expr.Literal(0L, DataType.LONG);
  }

  /** The condition that a predicate is. */
  Expr condition(Clause.Call call) {
    Expr condition = value(call);
    if (condition.type().valueType() != ValueType.BOOLEAN) {
      throw YoreException.of(
              ErrorCode.DATATYPE_MISMATCH,
              "A predicate should be true or false; to keep its value write [(f …) ?x]")
          .with("call", call.toString())
          .with("type", condition.type())
          .at(call.position());
    }
    return condition;
  }

  /** The value of a call. */
  Expr value(Clause.Call call) {
    String name = bare(call.function());
    if (COMPARISONS.containsKey(name)) {
      return comparison(call, COMPARISONS.get(name));
    }
    Definition definition = FUNCTIONS.get(name);
    if (definition == null) {
      throw unknown(call);
    }
    int count = call.arguments().size();
    if (count < definition.least() || count > definition.most()) {
      throw YoreException.of(ErrorCode.UNDEFINED_FUNCTION, "The function takes other arguments")
          .with("call", call.toString())
          .with("least", definition.least())
          .with("most", definition.most())
          .at(call.position());
    }
    List<Expr> arguments = new ArrayList<>();
    call.arguments().forEach(argument -> arguments.add(argument(argument)));
    return definition.maker().make(this, call, arguments);
  }

  /** The name without {@code clojure.core/} or {@code clojure.string/}. */
  private static String bare(String function) {
    int slash = function.indexOf('/');
    return slash > 0 && function.startsWith("clojure.") ? function.substring(slash + 1) : function;
  }

  static YoreException unknown(Clause.Call call) {
    TreeSet<String> known = new TreeSet<>(FUNCTIONS.keySet());
    known.addAll(COMPARISONS.keySet());
    known.addAll(ConjunctionCompiler.SPECIAL);
    return YoreException.of(ErrorCode.UNDEFINED_FUNCTION, "No function of queries has this name")
        .with("function", call.function())
        .suggesting(call.function(), known)
        .at(call.position());
  }

  /** A term as a value of its own type. */
  Expr argument(Term term) {
    if (term instanceof Term.Variable variable) {
      return relation.column(variable.name());
    }
    if (term instanceof Term.Database database) {
      throw PatternCompiler.misplaced(database);
    }
    DataType type = compilation.naturalType(term);
    if (type == null) {
      throw YoreException.of(ErrorCode.SYNTAX_ERROR, "A variable or a value is expected")
          .with("found", term.toString())
          .at(term.position());
    }
    return compilation.value(term, type, 0);
  }

  private Expr comparison(Clause.Call call, String operator) {
    List<Term> terms = call.arguments();
    boolean negated = operator.equals("<>");
    if (terms.size() < 2) {
      throw YoreException.of(
              ErrorCode.UNDEFINED_FUNCTION, "A comparison takes two arguments or more")
          .with("call", call.toString())
          .at(call.position());
    }
    List<Expr> parts = new ArrayList<>();
    for (int i = 0; i + 1 < terms.size(); i++) {
      parts.add(compared(call, negated ? "=" : operator, terms.get(i), terms.get(i + 1)));
    }
    Expr all = java.util.Objects.requireNonNull(Expressions.conjunction(parts));
    return negated ? Expr.Call.of("not", DataType.BOOLEAN, all) : all;
  }

  private Expr compared(Clause.Call call, String operator, Term left, Term right) {
    DataType leftType = type(left);
    DataType rightType = type(right);
    Expr a = as(left, leftType, rightType);
    Expr b = as(right, rightType, leftType);
    if (!Types.comparable(a.type(), b.type())) {
      throw YoreException.of(
              ErrorCode.DATATYPE_MISMATCH, "Values of types that compare are expected")
          .with("call", call.toString())
          .with("left", a.type())
          .with("right", b.type())
          .at(call.position());
    }
    return Expr.Call.of(operator, DataType.BOOLEAN, a, b);
  }

  private @Nullable DataType type(Term term) {
    return term instanceof Term.Variable variable
        ? relation.type(variable.name())
        : compilation.naturalType(term);
  }

  /** A constant is taken as the other side's type where its own does not compare with that. */
  private Expr as(Term term, @Nullable DataType own, @Nullable DataType other) {
    boolean constant = !(term instanceof Term.Variable);
    if (constant && own != null && other != null && !Types.comparable(own, other)) {
      return compilation.value(term, other, 0);
    }
    return argument(term);
  }

  private void require(Clause.Call call, Expr argument, ValueType type) {
    if (argument.type().valueType() != type) {
      throw wrongType(call, argument, type.name().toLowerCase(java.util.Locale.ROOT));
    }
  }

  private static YoreException wrongType(Clause.Call call, Expr argument, String expected) {
    return YoreException.of(
            ErrorCode.DATATYPE_MISMATCH, "The function expects an argument of another type")
        .with("call", call.toString())
        .with("expected", expected)
        .with("found", argument.type())
        .at(call.position());
  }

  private Expr number(Clause.Call call, String operator, Expr left, Expr right) {
    for (Expr side : List.of(left, right)) {
      if (!side.type().numeric() && side.type().valueType() != ValueType.REF) {
        throw wrongType(call, side, "a number");
      }
    }
    DataType common = Types.common(left.type(), right.type());
    boolean id = common.valueType() == ValueType.REF;
    return Expr.Call.of(operator, id ? DataType.LONG : common, left, right);
  }

  private Expr not(Clause.Call call, Expr argument) {
    require(call, argument, ValueType.BOOLEAN);
    return Expr.Call.of("not", DataType.BOOLEAN, argument);
  }

  private Expr sign(Clause.Call call, String operator, Expr argument) {
    if (!argument.type().numeric()) {
      throw wrongType(call, argument, "a number");
    }
    return Expr.Call.of(operator, DataType.BOOLEAN, argument, zero());
  }

  private Expr parity(Clause.Call call, String operator, Expr argument) {
    require(call, argument, ValueType.LONG);
    Expr two = new Expr.Literal(2L, DataType.LONG);
    return Expr.Call.of(
        operator, DataType.BOOLEAN, Expr.Call.of("%", DataType.LONG, argument, two), zero());
  }

  private Expr like(Clause.Call call, List<Expr> arguments, String before, String after) {
    if (!(arguments.get(1) instanceof Expr.Literal literal)
        || !(literal.value() instanceof String part)) {
      throw YoreException.unsupported("Another second argument than a constant string")
          .with("call", call.toString())
          .at(call.position());
    }
    String escaped = part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    Expr pattern = new Expr.Literal(before + escaped + after, DataType.STRING);
    return match(call, "like", arguments.get(0), pattern);
  }

  private Expr match(Clause.Call call, String operator, Expr text, Expr pattern) {
    require(call, text, ValueType.STRING);
    require(call, pattern, ValueType.STRING);
    return Expr.Call.of(operator, DataType.BOOLEAN, text, pattern);
  }

  private Expr concatenated(List<Expr> arguments) {
    return new Expr.Call("concat", arguments, DataType.STRING);
  }

  private Expr substring(List<Expr> a) {
    Expr from = Expr.Call.of("+", DataType.LONG, a.get(1), one());
    return a.size() == 2
        ? Expr.Call.of("substring", DataType.STRING, a.get(0), from)
        : Expr.Call.of(
            "substring",
            DataType.STRING,
            a.get(0),
            from,
            Expr.Call.of("-", DataType.LONG, a.get(2), a.get(1)));
  }

  private Expr length(Clause.Call call, Expr text) {
    require(call, text, ValueType.STRING);
    return Expr.Call.of("char_length", DataType.LONG, text);
  }

  private Expr absolute(Clause.Call call, Expr argument) {
    if (!argument.type().numeric()) {
      throw wrongType(call, argument, "a number");
    }
    return Expr.Call.of("abs", argument.type(), argument);
  }
}
