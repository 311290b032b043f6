package dev.yore.engine.datalog;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How values of an input, or of a function, are given to variables. */
public sealed interface Binding {

  /** Its variables and blanks in order. */
  List<Term> terms();

  /** The value: {@code ?x}. */
  record Scalar(Term term) implements Binding {
    @Override
    public List<Term> terms() {
      return List.of(term);
    }

    @Override
    public String toString() {
      return term.toString();
    }
  }

  /** Each value of a collection: {@code [?x ...]}. */
  record Collection(Term term) implements Binding {
    @Override
    public List<Term> terms() {
      return List.of(term);
    }

    @Override
    public String toString() {
      return "[" + term + " ...]";
    }
  }

  /** The values of a list in order: {@code [?x ?y]}. */
  record Tuple(List<Term> terms) implements Binding {
    public Tuple {
      terms = List.copyOf(terms);
    }

    @Override
    public String toString() {
      return joined(terms, "[", "]");
    }
  }

  /** Each list of a collection of lists: {@code [[?x ?y]]}. */
  record Relation(List<Term> terms) implements Binding {
    public Relation {
      terms = List.copyOf(terms);
    }

    @Override
    public String toString() {
      return joined(terms, "[[", "]]");
    }
  }

  private static String joined(List<Term> terms, String open, String close) {
    return terms.stream().map(Object::toString).collect(Collectors.joining(" ", open, close));
  }

  /** The name of a term that is a variable, or null. */
  static @Nullable String name(Term term) {
    return term instanceof Term.Variable variable ? variable.name() : null;
  }
}
