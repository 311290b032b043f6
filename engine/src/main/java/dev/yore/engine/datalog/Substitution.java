package dev.yore.engine.datalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Puts terms in place of variables. Variables that {@code not-join} and {@code or-join} keep to
 * themselves get names of their own, so that equal names mean equal variables afterwards.
 */
final class Substitution {
  private final Map<String, Term> terms;
  private final UnaryOperator<String> fresh;
  private final boolean renamesOthers;
  private final String source;

  /**
   * @param fresh makes a name that nothing has out of a name
   * @param renamesOthers true to give new names to variables that {@code terms} does not have
   * @param source the database that clauses read which name none
   */
  Substitution(
      Map<String, Term> terms, UnaryOperator<String> fresh, boolean renamesOthers, String source) {
    this.terms = new HashMap<>(terms);
    this.fresh = fresh;
    this.renamesOthers = renamesOthers;
    this.source = source;
  }

  List<Clause> apply(List<Clause> clauses) {
    return clauses.stream().map(this::apply).toList();
  }

  private Clause apply(Clause clause) {
    return switch (clause) {
      case Clause.Pattern p ->
          new Clause.Pattern(
              source(p.source()),
              term(p.entity()),
              term(p.attribute()),
              term(p.value()),
              term(p.tx()),
              term(p.op()),
              p.position());
      case Clause.Predicate p -> new Clause.Predicate(call(p.call()), p.position());
      case Clause.Function f ->
          new Clause.Function(call(f.call()), binding(f.binding()), f.position());
      case Clause.RuleCall r ->
          new Clause.RuleCall(source(r.source()), r.rule(), terms(r.arguments()), r.position());
      case Clause.Not not -> {
        List<String> join = not.join();
        yield join == null
            ? new Clause.Not(null, apply(not.body()), not.position())
            : new Clause.Not(names(join), local(join).apply(not.body()), not.position());
      }
      case Clause.Or or -> or(or);
    };
  }

  private Clause or(Clause.Or or) {
    List<String> join = or.join();
    if (join == null) {
      return new Clause.Or(
          null, List.of(), or.branches().stream().map(this::apply).toList(), or.position());
    }
    return new Clause.Or(
        names(join),
        names(or.required()),
        or.branches().stream().map(branch -> local(join).apply(branch)).toList(),
        or.position());
  }

  /** What the inside of a clause sees: the variables it shares; all others are its own. */
  private Substitution local(List<String> shared) {
    Map<String, Term> seen = new HashMap<>();
    for (String name : shared) {
      seen.put(name, term(new Term.Variable(name, null)));
    }
    return new Substitution(seen, fresh, true, source);
  }

  private List<String> names(List<String> variables) {
    List<String> names = new ArrayList<>();
    for (String name : variables) {
      String renamed = Binding.name(term(new Term.Variable(name, null)));
      if (renamed != null) {
        names.add(renamed);
      }
    }
    return names;
  }

  private Clause.Call call(Clause.Call call) {
    return new Clause.Call(call.function(), terms(call.arguments()), call.position());
  }

  private Binding binding(Binding binding) {
    return switch (binding) {
      case Binding.Scalar scalar -> new Binding.Scalar(term(scalar.term()));
      case Binding.Collection collection -> new Binding.Collection(term(collection.term()));
      case Binding.Tuple tuple -> new Binding.Tuple(terms(tuple.terms()));
      case Binding.Relation relation -> new Binding.Relation(terms(relation.terms()));
    };
  }

  private List<Term> terms(List<Term> list) {
    return list.stream().map(this::term).toList();
  }

  private String source(String named) {
    return named.equals(Clause.DEFAULT_SOURCE) ? source : named;
  }

  private Term term(Term term) {
    if (term instanceof Term.Database database) {
      return new Term.Database(source(database.name()), database.position());
    }
    if (!(term instanceof Term.Variable variable)) {
      return term;
    }
    Term known = terms.get(variable.name());
    if (known == null && renamesOthers) {
      known = new Term.Variable(fresh.apply(variable.name()), variable.position());
      terms.put(variable.name(), known);
    }
    return switch (known) {
      case null -> term;
      case Term.Variable renamed -> new Term.Variable(renamed.name(), variable.position());
      default -> known;
    };
  }

  /** All variables of clauses, as far as they can be seen from outside. */
  static Set<String> variables(List<Clause> clauses) {
    Set<String> names = new LinkedHashSet<>();
    clauses.forEach(clause -> collect(clause, names));
    return names;
  }

  private static void collect(Clause clause, Set<String> into) {
    switch (clause) {
      case Clause.Pattern p ->
          add(List.of(p.entity(), p.attribute(), p.value(), p.tx(), p.op()), into);
      case Clause.Predicate p -> add(p.call().arguments(), into);
      case Clause.Function f -> {
        add(f.call().arguments(), into);
        add(f.binding().terms(), into);
      }
      case Clause.RuleCall r -> add(r.arguments(), into);
      case Clause.Not not -> shared(not.join(), List.of(not.body()), into);
      case Clause.Or or -> shared(or.join(), or.branches(), into);
    }
  }

  private static void shared(
      @Nullable List<String> join, List<List<Clause>> bodies, Set<String> into) {
    if (join != null) {
      into.addAll(join);
    } else {
      bodies.forEach(body -> body.forEach(clause -> collect(clause, into)));
    }
  }

  private static void add(List<Term> list, Set<String> into) {
    for (Term term : list) {
      String name = Binding.name(term);
      if (name != null) {
        into.add(name);
      }
    }
  }
}
