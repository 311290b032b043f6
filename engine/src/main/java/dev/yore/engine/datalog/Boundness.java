package dev.yore.engine.datalog;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Tells which variables clauses bind, without compiling them. */
final class Boundness {
  private final RuleCompiler rules;

  private Boundness(RuleCompiler rules) {
    this.rules = rules;
  }

  /** The variables that are bound when clauses have been asked, given those bound before. */
  static Set<String> of(RuleCompiler rules, List<Clause> clauses, Set<String> before) {
    return new Boundness(rules).bound(clauses, before);
  }

  private Set<String> bound(List<Clause> clauses, Set<String> before) {
    Set<String> bound = new LinkedHashSet<>(before);
    int known;
    do {
      known = bound.size();
      clauses.forEach(clause -> add(clause, bound));
    } while (bound.size() > known);
    return bound;
  }

  private void add(Clause clause, Set<String> bound) {
    switch (clause) {
      case Clause.Pattern p -> bound.addAll(Substitution.variables(List.of(p)));
      case Clause.Predicate ignored -> {}
      case Clause.Not ignored -> {}
      case Clause.Function f -> {
        if (contains(bound, f.call().arguments())) {
          names(f.binding().terms(), bound);
        }
      }
      case Clause.Or or -> addOr(or, bound);
      case Clause.RuleCall call -> {
        if (rules.standsAlone(call)) {
          names(call.arguments(), bound);
        } else {
          addOr(rules.expanded(call), bound);
        }
      }
    }
  }

  private void addOr(Clause.Or or, Set<String> bound) {
    if (!bound.containsAll(or.required())) {
      return;
    }
    Set<String> common = null;
    for (List<Clause> branch : or.branches()) {
      Set<String> here = bound(branch, bound);
      if (common == null) {
        common = here;
      } else {
        common.retainAll(here);
      }
    }
    List<String> join = or.join();
    if (common != null && join != null) {
      common.retainAll(join);
    }
    if (common != null) {
      bound.addAll(common);
    }
  }

  private static boolean contains(Set<String> bound, List<Term> terms) {
    return terms.stream().map(Binding::name).allMatch(n -> n == null || bound.contains(n));
  }

  private static void names(List<Term> terms, Set<String> into) {
    terms.stream().map(Binding::name).filter(java.util.Objects::nonNull).forEach(into::add);
  }
}
