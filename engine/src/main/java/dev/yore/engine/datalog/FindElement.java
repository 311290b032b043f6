package dev.yore.engine.datalog;

import dev.yore.storage.error.SourcePosition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A column of a query's answer. */
public sealed interface FindElement {

  /** Where it stood in the text, or null. */
  @Nullable SourcePosition position();

  record Variable(String name, @Nullable SourcePosition position) implements FindElement {
    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * A value computed of all rows that agree on the variables outside of aggregates.
   *
   * @param limit the number of values wanted, for {@code (min 3 ?x)} and such, or -1
   */
  record Aggregate(String function, int limit, String variable, @Nullable SourcePosition position)
      implements FindElement {
    @Override
    public String toString() {
      return "(" + function + " " + (limit < 0 ? "" : limit + " ") + variable + ")";
    }
  }

  /** The variable that it is made of. */
  static String variable(FindElement element) {
    return switch (element) {
      case Variable variable -> variable.name();
      case Aggregate aggregate -> aggregate.variable();
    };
  }

  /** True when any is an aggregate. */
  static boolean anyAggregate(List<FindElement> elements) {
    return elements.stream().anyMatch(Aggregate.class::isInstance);
  }
}
