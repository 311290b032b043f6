package dev.yore.engine.datalog;

import dev.yore.engine.plan.Expr;
import dev.yore.engine.schema.Attribute;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.Keyword;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Compiles clauses that must all hold. What needs nothing is joined first: patterns, inputs, {@code
 * or} and rules that bind what they share. Then come, as soon as their variables are bound,
 * functions, predicates and the other {@code or}s, and last what excludes rows. So the order in
 * which clauses were written does not matter.
 */
final class ConjunctionCompiler {
  /** Calls that are not functions of values. */
  static final Set<String> SPECIAL = Set.of("ground", "get-else", "get-some", "missing?");

  private final Compilation compilation;
  private final RuleCompiler rules;
  private final PatternCompiler patterns;
  private final List<Clause> waiting = new ArrayList<>();
  private final ExpectedTypes expected;
  private Relation relation;

  private ConjunctionCompiler(
      Compilation compilation, RuleCompiler rules, Relation base, List<Clause> clauses) {
    this.compilation = compilation;
    this.rules = rules;
    this.patterns = new PatternCompiler(compilation);
    this.expected = new ExpectedTypes(compilation, clauses);
    this.relation = base;
  }

  /**
   * The rows of {@code base} with what the clauses bind, where all hold.
   *
   * @param base rows to begin with; a unit for none
   */
  static Relation compile(
      Compilation compilation, RuleCompiler rules, Relation base, List<Clause> clauses) {
    return new ConjunctionCompiler(compilation, rules, base, clauses).compile(clauses);
  }

  private Relation compile(List<Clause> clauses) {
    List<Clause> all = new ArrayList<>();
    clauses.forEach(clause -> flatten(clause, all));
    all.forEach(this::addGenerator);
    if (!patterns.isEmpty()) {
      relation = relation.join(patterns.relation());
    }
    while (applyNext(this::isReady)) {}
    waiting.stream().filter(clause -> !excludes(clause)).findFirst().ifPresent(this::refuse);
    while (applyNext(clause -> true)) {}
    return relation;
  }

  private static void flatten(Clause clause, List<Clause> into) {
    if (clause instanceof Clause.Or or && or.join() == null && or.branches().size() == 1) {
      or.branches().getFirst().forEach(inner -> flatten(inner, into));
    } else {
      into.add(clause);
    }
  }

  /** Adds what a clause gives by itself, or lets it wait. */
  private void addGenerator(Clause clause) {
    switch (clause) {
      case Clause.Pattern pattern -> add(pattern);
      case Clause.Function f when f.call().function().equals("ground") ->
          relation = relation.join(Ground.relation(compilation, expected, f));
      case Clause.Function f -> waiting.add(f);
      case Clause.Predicate p -> waiting.add(p);
      case Clause.Not not -> waiting.add(not);
      case Clause.Or or -> addOr(or);
      case Clause.RuleCall call -> addRule(call);
    }
  }

  private void add(Clause.Pattern pattern) {
    int input = compilation.source(pattern.source(), pattern.position());
    List<Attribute> attributes = OpenAttributes.of(compilation, pattern, input, expected);
    boolean events =
        compilation.database(input).view().history() || !(pattern.op() instanceof Term.Blank);
    if (attributes != null) {
      relation =
          relation.join(new OpenAttributes(compilation, pattern, input).relation(attributes));
    } else {
      Attribute attribute = attribute(pattern.attribute(), input);
      if (events) {
        relation =
            relation.join(new EventPattern(compilation, pattern, attribute, input).relation());
      } else {
        patterns.add(pattern, attribute);
      }
    }
  }

  private Attribute attribute(Term term, int input) {
    Object value = term instanceof Term.Constant constant ? constant.value() : null;
    if (term instanceof Term.Given given) {
      value = compilation.argument(given);
    }
    if (value instanceof Keyword ident) {
      return compilation.attribute(ident, input, term.position());
    }
    Attribute attribute =
        value instanceof Long id && id >= 0 && id <= Integer.MAX_VALUE
            ? compilation.schema(input).attribute(id.intValue())
            : null;
    if (attribute == null) {
      throw YoreException.of(
              ErrorCode.NOT_AN_ATTRIBUTE, "An attribute such as :person/name is expected here")
          .with("found", term.toString())
          .at(term.position());
    }
    return attribute;
  }

  private void addOr(Clause.Or or) {
    Set<String> shared = shared(or);
    boolean alone =
        or.required().isEmpty()
            && or.branches().stream()
                .allMatch(b -> Boundness.of(rules, b, Set.of()).containsAll(shared));
    if (alone) {
      relation = relation.join(union(or, shared, Relation.unit()));
    } else {
      waiting.add(or);
    }
  }

  /** The variables that an {@code or} and its surroundings share. */
  private static Set<String> shared(Clause.Or or) {
    List<String> join = or.join();
    if (join != null) {
      return new LinkedHashSet<>(join);
    }
    Set<String> first = Substitution.variables(or.branches().getFirst());
    for (List<Clause> branch : or.branches()) {
      Set<String> variables = Substitution.variables(branch);
      if (!variables.equals(first)) {
        throw YoreException.of(
                ErrorCode.UNBOUND_VARIABLE,
                "All branches of an or should have the same variables; or-join names those shared")
            .with("variables", String.join(" ", first))
            .with("other", String.join(" ", variables))
            .at(or.position());
      }
    }
    return first;
  }

  private Relation union(Clause.Or or, Set<String> shared, Relation base) {
    List<Relation> branches = new ArrayList<>();
    for (List<Clause> branch : or.branches()) {
      Relation rows = compile(compilation, rules, base, branch);
      for (String variable : shared) {
        if (!rows.has(variable)) {
          throw Errors.unbound(variable, or, rows.variables(), or.position());
        }
      }
      branches.add(rows.only(shared));
    }
    return Unions.distinct(branches, or.position());
  }

  private void addRule(Clause.RuleCall call) {
    if (rules.standsAlone(call)) {
      relation = relation.join(rules.relation(call));
    } else {
      addGenerator(rules.expanded(call));
    }
  }

  private boolean applyNext(Predicate<Clause> ready) {
    for (int i = 0; i < waiting.size(); i++) {
      if (ready.test(waiting.get(i))) {
        apply(waiting.remove(i));
        return true;
      }
    }
    return false;
  }

  private static boolean excludes(Clause clause) {
    return clause instanceof Clause.Not;
  }

  private boolean isReady(Clause clause) {
    return switch (clause) {
      case Clause.Predicate p -> bound(p.call().arguments());
      case Clause.Function f -> bound(f.call().arguments());
      case Clause.Or or ->
          relation.variables().containsAll(or.required())
              && or.branches().stream()
                  .allMatch(branch ->
                      Boundness.of(rules, branch, new LinkedHashSet<>(relation.variables()))
                          .containsAll(shared(or)));
      case Clause.Not ignored -> false;
      case Clause.Pattern ignored -> true;
      case Clause.RuleCall ignored -> true;
    };
  }

  private boolean bound(List<Term> terms) {
    return terms.stream().map(Binding::name).allMatch(name -> name == null || relation.has(name));
  }

  private void refuse(Clause clause) {
    Set<String> needed = new LinkedHashSet<>();
    switch (clause) {
      case Clause.Predicate p -> needed.addAll(Substitution.variables(List.of(p)));
      case Clause.Function f ->
          f.call().arguments().stream()
              .map(Binding::name)
              .filter(java.util.Objects::nonNull)
              .forEach(needed::add);
      default -> needed.addAll(Substitution.variables(List.of(clause)));
    }
    String missing =
        needed.stream().filter(name -> !relation.has(name)).findFirst().orElse(clause.toString());
    throw Errors.unbound(missing, clause, relation.variables(), clause.position());
  }

  private void apply(Clause clause) {
    switch (clause) {
      case Clause.Predicate p -> apply(p);
      case Clause.Function f -> apply(f);
      case Clause.Or or -> {
        Set<String> seen = new LinkedHashSet<>(Substitution.variables(List.of(or)));
        seen.retainAll(relation.variables());
        Relation base = seen.isEmpty() ? Relation.unit() : relation.only(seen).distinct();
        relation = relation.join(union(or, shared(or), base));
      }
      case Clause.Not not -> apply(not);
      case Clause.Pattern p -> throw YoreException.bug("patterns do not wait").at(p.position());
      case Clause.RuleCall r -> throw YoreException.bug("rules do not wait").at(r.position());
    }
  }

  private void apply(Clause.Predicate clause) {
    if (clause.call().function().equals("missing?")) {
      relation = relation.without(new AttributeCalls(compilation, relation).having(clause.call()));
      return;
    }
    if (SPECIAL.contains(clause.call().function())) {
      throw CallCompiler.unknown(clause.call());
    }
    relation = relation.filter(new CallCompiler(compilation, relation).condition(clause.call()));
  }

  private void apply(Clause.Function clause) {
    Clause.Call call = clause.call();
    switch (call.function()) {
      case "get-else" -> relation = new AttributeCalls(compilation, relation).getElse(clause);
      case "get-some" -> throw YoreException.unsupported("get-some").at(clause.position());
      case "tuple", "untuple", "q" ->
          throw YoreException.unsupported("A function for tuples or nested queries")
              .with("call", call.toString())
              .at(clause.position());
      default -> {
        Expr value = new CallCompiler(compilation, relation).value(call);
        relation = bind(relation, clause.binding(), value, compilation, call);
      }
    }
  }

  /** Gives a value to a variable; to one that is bound already it must be equal. */
  static Relation bind(
      Relation relation, Binding binding, Expr value, Compilation compilation, Clause.Call call) {
    if (!(binding instanceof Binding.Scalar scalar)) {
      throw YoreException.unsupported("A binding of several values to this function")
          .with("call", call.toString())
          .with("binding", binding.toString())
          .at(call.position());
    }
    return switch (scalar.term()) {
      case Term.Variable v when relation.has(v.name()) -> {
        Types.requireComparable(v.name(), relation.type(v.name()), value.type(), v.position());
        yield relation.filter(
            Expr.Call.of("=", DataType.BOOLEAN, relation.column(v.name()), value));
      }
      case Term.Variable v -> relation.with(v.name(), value);
      case Term.Blank ignored -> relation;
      case Term.Database database -> throw PatternCompiler.misplaced(database);
      default ->
          relation.filter(
              Expr.Call.of(
                  "=", DataType.BOOLEAN, value, compilation.value(scalar.term(), value.type(), 0)));
    };
  }

  private void apply(Clause.Not not) {
    List<String> join = not.join();
    Set<String> shared =
        new LinkedHashSet<>(join != null ? join : Substitution.variables(not.body()));
    if (join != null) {
      for (String variable : join) {
        if (!relation.has(variable)) {
          throw Errors.unbound(variable, not, relation.variables(), not.position());
        }
      }
    }
    shared.retainAll(relation.variables());
    Set<String> all = Substitution.variables(not.body());
    if (shared.isEmpty() && !all.isEmpty()) {
      throw Errors.unbound(all.iterator().next(), not, relation.variables(), not.position());
    }
    boolean alone = Boundness.of(rules, not.body(), Set.of()).containsAll(shared);
    Relation base = alone || shared.isEmpty() ? Relation.unit() : relation.only(shared).distinct();
    Relation body = compile(compilation, rules, base, not.body());
    relation = relation.without(shared.isEmpty() ? body : body.only(shared));
  }
}
