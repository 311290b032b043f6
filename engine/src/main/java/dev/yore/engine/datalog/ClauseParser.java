package dev.yore.engine.datalog;

import dev.yore.engine.edn.EdnForm;
import dev.yore.engine.edn.EdnForm.Sequence.Kind;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.value.Keyword;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the clauses of {@code :where} and of rules. */
final class ClauseParser {
  /** The parts of a pattern: entity, attribute, value, transaction, operation. */
  private static final int PATTERN_TERMS_MAX = 5;

  List<Clause> clauses(List<EdnForm> forms) {
    List<Clause> clauses = new ArrayList<>();
    forms.forEach(form -> clauses.add(clause(form)));
    return clauses;
  }

  private Clause clause(EdnForm form) {
    if (!(form instanceof EdnForm.Sequence sequence)
        || sequence.kind() == Kind.SET
        || sequence.items().isEmpty()) {
      throw Forms.error(
          "A clause is expected: a pattern [?e :attribute ?v], a predicate [(< ?a 1)], a function"
              + " [(f ?a) ?b], (not …), (or …) or (rule …)",
          form);
    }
    return sequence.kind() == Kind.LIST ? inParentheses(sequence) : inBrackets(sequence);
  }

  private Clause inBrackets(EdnForm.Sequence form) {
    List<EdnForm> items = form.items();
    if (items.getFirst() instanceof EdnForm.Sequence call && call.kind() == Kind.LIST) {
      return switch (items.size()) {
        case 1 -> new Clause.Predicate(call(call), form.position());
        case 2 -> new Clause.Function(call(call), binding(items.get(1)), form.position());
        default ->
            throw Forms.error("After a call there should be one binding, or nothing", items.get(2));
      };
    }
    String source = Clause.DEFAULT_SOURCE;
    if (Forms.isDatabase(items.getFirst())) {
      source = java.util.Objects.requireNonNull(Forms.symbol(items.getFirst()));
      items = items.subList(1, items.size());
    }
    if (items.isEmpty() || items.size() > PATTERN_TERMS_MAX) {
      throw Forms.error("A pattern should have 1 to 5 parts: [e a v tx op]", form);
    }
    Term[] terms = new Term[PATTERN_TERMS_MAX];
    for (int i = 0; i < terms.length; i++) {
      terms[i] = i < items.size() ? term(items.get(i)) : new Term.Blank(form.position());
    }
    return new Clause.Pattern(
        source, terms[0], terms[1], terms[2], terms[3], terms[4], form.position());
  }

  private static Clause.Call call(EdnForm.Sequence form) {
    List<EdnForm> items = form.items();
    String function = items.isEmpty() ? null : Forms.symbol(items.getFirst());
    if (function == null || function.startsWith("?")) {
      throw Forms.error("A call should begin with the name of a function", form);
    }
    List<Term> arguments = new ArrayList<>();
    items.subList(1, items.size()).forEach(item -> arguments.add(argument(function, item)));
    return new Clause.Call(function, arguments, form.position());
  }

  /** An argument; there a vector is a value, not the name of an entity. */
  private static Term argument(String function, EdnForm form) {
    if (Forms.isDatabase(form)) {
      return new Term.Database(
          java.util.Objects.requireNonNull(Forms.symbol(form)), form.position());
    }
    if (form instanceof EdnForm.Scalar) {
      return term(form);
    }
    return new Term.Constant(java.util.Objects.requireNonNull(form.value()), form.position());
  }

  private static Term term(EdnForm form) {
    if (Forms.isVariable(form)) {
      return new Term.Variable(Forms.variable(form), form.position());
    }
    if (Forms.isSymbol(form, "_")) {
      return new Term.Blank(form.position());
    }
    String symbol = Forms.symbol(form);
    if (symbol != null) {
      throw Forms.error("A variable such as ?x, a blank _ or a value is expected", form);
    }
    List<EdnForm> vector = Forms.vector(form);
    if (vector != null
        && vector.size() == 2
        && vector.get(0).value() instanceof Keyword attribute
        && vector.get(1).value() != null) {
      return new Term.LookupRef(
          attribute, java.util.Objects.requireNonNull(vector.get(1).value()), form.position());
    }
    Object value = form.value();
    if (value == null) {
      throw Forms.error(
          ErrorCode.NIL_VALUE,
          "A value is expected: no fact has the value nil; use (missing? $ ?e :attribute)",
          form.position());
    }
    return new Term.Constant(value, form.position());
  }

  /** How values are given to variables. */
  static Binding binding(EdnForm form) {
    List<EdnForm> items = Forms.vector(form);
    if (items == null) {
      return new Binding.Scalar(bound(form));
    }
    if (items.isEmpty()) {
      throw Forms.error("A variable is expected in the brackets", form);
    }
    if (items.size() == 2 && Forms.isSymbol(items.get(1), "...")) {
      return new Binding.Collection(bound(items.getFirst()));
    }
    List<EdnForm> inner = Forms.vector(items.getFirst());
    if (inner != null) {
      boolean dots = items.size() == 2 && Forms.isSymbol(items.get(1), "...");
      if (items.size() != 1 && !dots) {
        throw Forms.error("A relation is bound as [[?x ?y]]", form);
      }
      return new Binding.Relation(inner.stream().map(ClauseParser::bound).toList());
    }
    return new Binding.Tuple(items.stream().map(ClauseParser::bound).toList());
  }

  private static Term bound(EdnForm form) {
    return Forms.isSymbol(form, "_")
        ? new Term.Blank(form.position())
        : new Term.Variable(Forms.variable(form), form.position());
  }

  private Clause inParentheses(EdnForm.Sequence form) {
    List<EdnForm> items = form.items();
    String source = null;
    if (Forms.isDatabase(items.getFirst())) {
      source = Forms.symbol(items.getFirst());
      items = items.subList(1, items.size());
    }
    String name = items.isEmpty() ? null : Forms.symbol(items.getFirst());
    if (name == null || name.startsWith("?")) {
      throw Forms.error("After ( not, or, or the name of a rule is expected", form);
    }
    List<EdnForm> rest = items.subList(1, items.size());
    if (source != null && Set.of("not", "not-join", "or", "or-join", "and").contains(name)) {
      throw Forms.error("A database is named in patterns and rules only", form);
    }
    return switch (name) {
      case "not" -> new Clause.Not(null, body(rest, form), form.position());
      case "not-join" ->
          new Clause.Not(
              variables(rest, form), body(rest.subList(1, rest.size()), form), form.position());
      case "or" -> new Clause.Or(null, List.of(), branches(rest, form), form.position());
      case "or-join" -> orJoin(rest, form);
      case "and" -> new Clause.Or(null, List.of(), List.of(body(rest, form)), form.position());
      default ->
          new Clause.RuleCall(
              source == null ? Clause.DEFAULT_SOURCE : source,
              name,
              rest.stream().map(ClauseParser::term).toList(),
              form.position());
    };
  }

  private List<Clause> body(List<EdnForm> forms, EdnForm whole) {
    if (forms.isEmpty()) {
      throw Forms.error("A clause is expected inside", whole);
    }
    return clauses(forms);
  }

  private List<List<Clause>> branches(List<EdnForm> forms, EdnForm whole) {
    if (forms.isEmpty()) {
      throw Forms.error("A clause is expected inside", whole);
    }
    List<List<Clause>> branches = new ArrayList<>();
    for (EdnForm form : forms) {
      List<EdnForm> items = Forms.list(form);
      boolean and = items != null && !items.isEmpty() && Forms.isSymbol(items.getFirst(), "and");
      branches.add(
          and && items != null
              ? body(items.subList(1, items.size()), form)
              : List.of(clause(form)));
    }
    return branches;
  }

  private static List<EdnForm> head(List<EdnForm> rest, EdnForm whole) {
    List<EdnForm> head = rest.isEmpty() ? null : Forms.vector(rest.getFirst());
    if (head == null || head.isEmpty()) {
      throw Forms.error("The shared variables [?x …] are expected first", whole);
    }
    return head;
  }

  private static List<String> variables(List<EdnForm> rest, EdnForm whole) {
    return head(rest, whole).stream().map(Forms::variable).toList();
  }

  private Clause orJoin(List<EdnForm> rest, EdnForm.Sequence form) {
    List<EdnForm> head = head(rest, form);
    List<EdnForm> required = Forms.vector(head.getFirst());
    List<String> join = new ArrayList<>();
    List<String> needed =
        required == null ? List.of() : required.stream().map(Forms::variable).toList();
    join.addAll(needed);
    head.subList(required == null ? 0 : 1, head.size()).forEach(v -> join.add(Forms.variable(v)));
    return new Clause.Or(
        join, needed, branches(rest.subList(1, rest.size()), form), form.position());
  }

  /** Rules: a vector of {@code [(name ?x …) clause …]}. */
  static List<Rule> rules(EdnForm form) {
    List<EdnForm> items = Forms.items(form);
    if (items == null) {
      throw Forms.error("Rules should be a vector of [(name ?x …) clause …]", form);
    }
    return items.stream().map(new ClauseParser()::rule).toList();
  }

  private Rule rule(EdnForm form) {
    List<EdnForm> items = Forms.items(form);
    List<EdnForm> head = items == null || items.isEmpty() ? null : Forms.items(items.getFirst());
    String name = head == null || head.isEmpty() ? null : Forms.symbol(head.getFirst());
    if (items == null || head == null || name == null || items.size() < 2) {
      throw Forms.error("A rule should be [(name ?x …) clause …]", form);
    }
    List<String> parameters = new ArrayList<>();
    int required = 0;
    for (EdnForm parameter : head.subList(1, head.size())) {
      List<EdnForm> needed = Forms.vector(parameter);
      if (needed == null) {
        parameters.add(Forms.variable(parameter));
      } else if (parameters.isEmpty()) {
        needed.forEach(variable -> parameters.add(Forms.variable(variable)));
        required = needed.size();
      } else {
        throw Forms.error("The required variables [?x …] should come first", parameter);
      }
    }
    if (parameters.isEmpty() || Set.copyOf(parameters).size() != parameters.size()) {
      throw Forms.error("The head of a rule should have variables, each once", items.getFirst());
    }
    return new Rule(
        name, parameters, required, clauses(items.subList(1, items.size())), form.position());
  }
}
