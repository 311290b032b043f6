package dev.yore.engine.datalog;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The definitions of a recursive rule, taken apart until each alternative either does not ask the
 * rule or asks it directly.
 */
final class RecursiveRule {
  /**
   * A definition that asks the rule itself.
   *
   * @param asked the call that what the last round found answers
   * @param clauses all others; what all rounds found answers further calls
   */
  record Step(Clause.RuleCall asked, List<Clause> clauses) {}

  private final RuleCompiler rules;
  private final String name;
  private final String source;
  private final Set<String> others;
  private final List<List<Clause>> seeds = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();

  /**
   * @param head a call with the variables that all definitions are to bind
   * @param others rules that are being compiled already
   */
  RecursiveRule(RuleCompiler rules, Clause.RuleCall head, Set<String> others) {
    this.rules = rules;
    this.name = head.rule();
    this.source = head.source();
    this.others = others;
    rules.expanded(head).branches().forEach(this::add);
  }

  List<List<Clause>> seeds() {
    return seeds;
  }

  List<Step> steps() {
    return steps;
  }

  private void add(List<Clause> body) {
    for (int i = 0; i < body.size(); i++) {
      Clause clause = body.get(i);
      if (!asks(clause) || isDirect(clause)) {
        continue;
      }
      for (List<Clause> branch : alternatives(clause)) {
        List<Clause> replaced = new ArrayList<>(body.subList(0, i));
        replaced.addAll(branch);
        replaced.addAll(body.subList(i + 1, body.size()));
        add(replaced);
      }
      return;
    }
    addAlternative(body);
  }

  private void addAlternative(List<Clause> body) {
    List<Clause> rest = new ArrayList<>();
    List<Clause.RuleCall> asked = new ArrayList<>();
    for (Clause clause : body) {
      if (clause instanceof Clause.RuleCall call && isDirect(call)) {
        asked.add(call);
      } else {
        rest.add(clause);
      }
    }
    if (asked.isEmpty()) {
      seeds.add(body);
    }
    for (int i = 0; i < asked.size(); i++) {
      List<Clause> others = new ArrayList<>(rest);
      others.addAll(asked.subList(0, i));
      others.addAll(asked.subList(i + 1, asked.size()));
      steps.add(new Step(asked.get(i), others));
    }
  }

  private boolean isDirect(Clause clause) {
    return clause instanceof Clause.RuleCall call
        && call.rule().equals(name)
        && call.source().equals(source);
  }

  private List<List<Clause>> alternatives(Clause clause) {
    return switch (clause) {
      case Clause.Or or -> or.branches();
      case Clause.RuleCall call -> {
        if (rules.reaches(call.rule(), call.rule(), Set.of(name)) || !others.isEmpty()) {
          throw YoreException.unsupported("Recursion of several rules through each other")
              .with("rule", name)
              .with("other", call.rule())
              .at(call.position());
        }
        yield rules.expanded(call).branches();
      }
      default ->
          throw YoreException.of(
                  ErrorCode.INVALID_RECURSION, "A rule should not ask itself inside of not")
              .with("rule", name)
              .with("clause", clause.toString())
              .at(clause.position());
    };
  }

  /** True when a clause asks the rule, directly or by other rules. */
  private boolean asks(Clause clause) {
    Set<String> names = new java.util.LinkedHashSet<>();
    names(List.of(clause), names);
    return names.stream().anyMatch(n -> n.equals(name) || rules.reaches(n, name, Set.of()));
  }

  /** The names of the rules that clauses ask. */
  static void names(List<Clause> clauses, Set<String> into) {
    for (Clause clause : clauses) {
      switch (clause) {
        case Clause.RuleCall call -> into.add(call.rule());
        case Clause.Not not -> names(not.body(), into);
        case Clause.Or or -> or.branches().forEach(branch -> names(branch, into));
        case Clause.Pattern ignored -> {}
        case Clause.Predicate ignored -> {}
        case Clause.Function ignored -> {}
      }
    }
  }
}
