package dev.yore.engine.datalog;

import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Plan;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compiles rules. One that never asks itself becomes an {@code or-join} where it is asked; a
 * recursive one becomes a fixpoint whose rounds begin with what the round before found.
 */
final class RuleCompiler {
  private final Compilation compilation;
  private final Map<String, List<Rule>> rules = new LinkedHashMap<>();
  private final Map<String, Set<String>> asked = new HashMap<>();
  private final Map<String, Relation> inProgress = new HashMap<>();
  private final Map<String, Relation> compiled = new HashMap<>();

  RuleCompiler(Compilation compilation, List<Rule> all) {
    this.compilation = compilation;
    for (Rule rule : all) {
      List<Rule> others = rules.computeIfAbsent(rule.name(), n -> new ArrayList<>());
      if (!others.isEmpty()
          && (others.getFirst().parameters().size() != rule.parameters().size()
              || others.getFirst().required() != rule.required())) {
        throw YoreException.of(
                ErrorCode.SYNTAX_ERROR, "All definitions of a rule should have heads of one form")
            .with("rule", rule.name())
            .at(rule.position());
      }
      others.add(rule);
    }
    rules.forEach((name, definitions) -> {
      Set<String> names = new LinkedHashSet<>();
      definitions.forEach(rule -> RecursiveRule.names(rule.body(), names));
      asked.put(name, names);
    });
  }

  private List<Rule> definitions(Clause.RuleCall call) {
    List<Rule> definitions = rules.get(call.rule());
    if (definitions == null) {
      throw YoreException.of(ErrorCode.UNDEFINED_FUNCTION, "No rule has this name")
          .with("rule", call.rule())
          .suggesting(call.rule(), rules.keySet())
          .at(call.position());
    }
    int expected = definitions.getFirst().parameters().size();
    if (call.arguments().size() != expected) {
      throw YoreException.of(ErrorCode.UNDEFINED_FUNCTION, "The rule takes other arguments")
          .with("call", call.toString())
          .with("expected", expected)
          .with("found", call.arguments().size())
          .at(call.position());
    }
    return definitions;
  }

  private static String key(Clause.RuleCall call) {
    return call.source() + " " + call.rule();
  }

  /** True when a rule asks another one, or itself, directly or not; not by way of some. */
  boolean reaches(String from, String to, Set<String> except) {
    Set<String> seen = new LinkedHashSet<>();
    List<String> open = new ArrayList<>(asked.getOrDefault(from, Set.of()));
    while (!open.isEmpty()) {
      String name = open.removeLast();
      if (name.equals(to)) {
        return true;
      }
      if (!except.contains(name) && seen.add(name)) {
        open.addAll(asked.getOrDefault(name, Set.of()));
      }
    }
    return false;
  }

  /** True for a call of a recursive rule, whose rows are found before they are joined. */
  boolean standsAlone(Clause.RuleCall call) {
    definitions(call);
    return inProgress.containsKey(key(call)) || reaches(call.rule(), call.rule(), Set.of());
  }

  /** A call of a rule as the alternatives that its definitions are. */
  Clause.Or expanded(Clause.RuleCall call) {
    List<Rule> definitions = definitions(call);
    Set<String> join = new LinkedHashSet<>();
    List<String> required = new ArrayList<>();
    for (int i = 0; i < call.arguments().size(); i++) {
      String name = Binding.name(call.arguments().get(i));
      if (name != null) {
        join.add(name);
      }
      if (name != null && i < definitions.getFirst().required()) {
        required.add(name);
      }
    }
    List<List<Clause>> branches = new ArrayList<>();
    definitions.forEach(rule -> branches.add(body(rule, call.arguments(), call.source())));
    return new Clause.Or(List.copyOf(join), required, branches, call.position());
  }

  /** A rule's body with arguments in place of its parameters. */
  private List<Clause> body(Rule rule, List<Term> arguments, String source) {
    Map<String, Term> terms = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      Term argument = arguments.get(i);
      boolean blank = argument instanceof Term.Blank;
      terms.put(
          rule.parameters().get(i),
          blank ? new Term.Variable(compilation.fresh("?_"), argument.position()) : argument);
    }
    return new Substitution(terms, compilation::fresh, true, source).apply(rule.body());
  }

  /** The rows of a recursive rule that a call asks for. */
  Relation relation(Clause.RuleCall call) {
    Relation rows = inProgress.get(key(call));
    if (rows == null) {
      rows = compiled.get(key(call));
    }
    if (rows == null) {
      rows = fixpoint(call);
      compiled.put(key(call), rows);
    }
    return asked(rows, call);
  }

  /** The rule's rows under the names of the call's arguments. */
  private Relation asked(Relation rows, Clause.RuleCall call) {
    Plan plan = rows.plan();
    Map<String, Integer> columns = new LinkedHashMap<>();
    for (int i = 0; i < call.arguments().size(); i++) {
      Term argument = call.arguments().get(i);
      Expr.Column column = new Expr.Column(i, plan.fields().get(i).type());
      Expr equal =
          switch (argument) {
            case Term.Blank ignored -> null;
            case Term.Variable v -> {
              Integer first = columns.putIfAbsent(v.name(), i);
              yield first == null ? null : new Expr.Column(first, plan.fields().get(first).type());
            }
            default ->
                compilation.value(
                    argument, column.type(), compilation.source(call.source(), call.position()));
          };
      if (equal != null) {
        plan = new Plan.Filter(plan, Expr.Call.of("=", DataType.BOOLEAN, column, equal));
      }
    }
    List<String> names = new ArrayList<>(columns.keySet());
    List<Integer> kept = new ArrayList<>(columns.values());
    if (names.isEmpty()) {
      names.add(compilation.fresh("?_"));
      kept.add(0);
    }
    List<Expr> values = new ArrayList<>();
    List<Plan.Field> fields = new ArrayList<>();
    for (int i = 0; i < kept.size(); i++) {
      DataType type = plan.fields().get(kept.get(i)).type();
      values.add(new Expr.Column(kept.get(i), type));
      fields.add(new Plan.Field(names.get(i), type, false));
    }
    return new Relation(new Plan.Project(plan, values, fields), names);
  }

  private Relation fixpoint(Clause.RuleCall call) {
    Rule first = definitions(call).getFirst();
    List<Term> parameters = new ArrayList<>();
    first.parameters().forEach(p -> parameters.add(new Term.Variable(compilation.fresh(p), null)));
    List<String> names = parameters.stream().map(Object::toString).toList();
    RecursiveRule rule =
        new RecursiveRule(
            this,
            new Clause.RuleCall(call.source(), call.rule(), parameters, call.position()),
            Set.copyOf(rulesInProgress()));
    if (rule.seeds().isEmpty()) {
      throw YoreException.of(
              ErrorCode.INVALID_RECURSION, "A rule should have a definition that does not ask it")
          .with("rule", call.rule())
          .at(first.position());
    }
    Relation seed = union(rule.seeds(), names, first);
    int id = compilation.nextFixpoint();
    List<Plan.Field> fields = seed.plan().fields();
    List<Relation> steps = new ArrayList<>();
    for (RecursiveRule.Step step : rule.steps()) {
      steps.add(step(step, call, id, fields, names, first));
    }
    Plan all =
        steps.size() == 1
            ? steps.getFirst().plan()
            : new Plan.SetOperation(
                Plan.SetOperation.Kind.UNION, true, steps.stream().map(Relation::plan).toList());
    return new Relation(new Plan.Fixpoint(id, seed.plan(), all, true), names);
  }

  private Set<String> rulesInProgress() {
    Set<String> names = new LinkedHashSet<>();
    inProgress.keySet().forEach(key -> names.add(key.substring(key.indexOf(' ') + 1)));
    return names;
  }

  private Relation step(
      RecursiveRule.Step step,
      Clause.RuleCall call,
      int id,
      List<Plan.Field> fields,
      List<String> names,
      Rule rule) {
    String key = key(call);
    Relation last = new Relation(new Plan.WorkingTable(id, fields), names);
    inProgress.put(key, new Relation(new Plan.WorkingTable(-id, fields), names));
    try {
      Relation rows =
          ConjunctionCompiler.compile(compilation, this, asked(last, step.asked()), step.clauses());
      return Unions.as(rows(rows, names, rule), fields);
    } finally {
      inProgress.remove(key);
    }
  }

  private Relation union(List<List<Clause>> bodies, List<String> names, Rule rule) {
    List<Relation> branches = new ArrayList<>();
    for (List<Clause> body : bodies) {
      Relation rows = ConjunctionCompiler.compile(compilation, this, Relation.unit(), body);
      branches.add(rows(rows, names, rule));
    }
    return Unions.distinct(branches, rule.position());
  }

  private static Relation rows(Relation rows, List<String> names, Rule rule) {
    for (int i = 0; i < names.size(); i++) {
      if (!rows.has(names.get(i))) {
        throw Errors.unbound(
            rule.parameters().get(i), "rule " + rule.name(), List.of(), rule.position());
      }
    }
    return rows.only(names);
  }
}
