package dev.yore.engine.datalog;

import dev.yore.storage.error.SourcePosition;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A clause of a Datalog query: it binds, tests or excludes. */
public sealed interface Clause {
  /** The source of clauses that name none. */
  String DEFAULT_SOURCE = "$";

  /** Where it began in the text, or null. */
  @Nullable SourcePosition position();

  /** Matches datoms: {@code [e a v tx op]}; what was not written is blank. */
  record Pattern(
      String source,
      Term entity,
      Term attribute,
      Term value,
      Term tx,
      Term op,
      @Nullable SourcePosition position)
      implements Clause {
    @Override
    public String toString() {
      List<Term> terms = List.of(entity, attribute, value, tx, op);
      int last = terms.size();
      while (last > 1 && terms.get(last - 1) instanceof Term.Blank) {
        last--;
      }
      return (source.equals(DEFAULT_SOURCE) ? "[" : "[" + source + " ")
          + joined(terms.subList(0, last))
          + "]";
    }
  }

  /** Holds where a call is true: {@code [(< ?a ?b)]}. */
  record Predicate(Call call, @Nullable SourcePosition position) implements Clause {
    @Override
    public String toString() {
      return "[" + call + "]";
    }
  }

  /** Gives the value of a call to variables: {@code [(+ ?a 1) ?b]}. */
  record Function(Call call, Binding binding, @Nullable SourcePosition position) implements Clause {
    @Override
    public String toString() {
      return "[" + call + " " + binding + "]";
    }
  }

  /** A function's name and arguments. */
  record Call(String function, List<Term> arguments, @Nullable SourcePosition position) {
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public String toString() {
      return "(" + function + (arguments.isEmpty() ? "" : " " + joined(arguments)) + ")";
    }
  }

  /**
   * Holds when no row of {@code body} agrees with the outer row on the shared variables.
   *
   * @param join the shared variables, or null for all that stand outside as well
   */
  record Not(@Nullable List<String> join, List<Clause> body, @Nullable SourcePosition position)
      implements Clause {
    public Not {
      body = List.copyOf(body);
      join = join == null ? null : List.copyOf(join);
    }

    @Override
    public String toString() {
      return (join == null ? "(not " : "(not-join [" + String.join(" ", join) + "] ")
          + joined(body)
          + ")";
    }
  }

  /**
   * Holds where one of several branches does.
   *
   * @param join the shared variables, or null for all
   * @param required those of {@code join} that must be bound elsewhere
   */
  record Or(
      @Nullable List<String> join,
      List<String> required,
      List<List<Clause>> branches,
      @Nullable SourcePosition position)
      implements Clause {
    public Or {
      join = join == null ? null : List.copyOf(join);
      required = List.copyOf(required);
      branches = branches.stream().map(List::copyOf).toList();
    }

    @Override
    public String toString() {
      return (join == null ? "(or " : "(or-join [" + String.join(" ", join) + "] ")
          + branches.stream()
              .map(b -> b.size() == 1 ? b.getFirst().toString() : "(and " + joined(b) + ")")
              .collect(Collectors.joining(" "))
          + ")";
    }
  }

  /** Asks a rule: {@code (ancestor ?x ?y)}. */
  record RuleCall(
      String source, String rule, List<Term> arguments, @Nullable SourcePosition position)
      implements Clause {
    public RuleCall {
      arguments = List.copyOf(arguments);
    }

    @Override
    public String toString() {
      return "("
          + (source.equals(DEFAULT_SOURCE) ? "" : source + " ")
          + rule
          + " "
          + joined(arguments)
          + ")";
    }
  }

  private static String joined(List<?> parts) {
    return parts.stream().map(Object::toString).collect(Collectors.joining(" "));
  }
}
