package dev.yore.engine.datalog;

import dev.yore.storage.error.SourcePosition;
import dev.yore.storage.value.Keyword;
import org.jspecify.annotations.Nullable;

/** What stands in a position of a pattern or as an argument of a call. */
public sealed interface Term {

  /** Where it stood in the text, or null. */
  @Nullable SourcePosition position();

  /**
   * @param name with the question mark, such as {@code ?e}
   */
  record Variable(String name, @Nullable SourcePosition position) implements Term {
    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * A value; in a position for entities, a keyword or a number names one.
   *
   * @param value not null
   */
  record Constant(Object value, @Nullable SourcePosition position) implements Term {
    @Override
    public String toString() {
      return EdnText.of(value);
    }
  }

  /** The entity that has this value of a unique attribute: {@code [:person/name "Helena"]}. */
  record LookupRef(Keyword attribute, Object value, @Nullable SourcePosition position)
      implements Term {
    @Override
    public String toString() {
      return "[" + attribute + " " + EdnText.of(value) + "]";
    }
  }

  /** Anything: {@code _}. */
  record Blank(@Nullable SourcePosition position) implements Term {
    @Override
    public String toString() {
      return "_";
    }
  }

  /** One of the query's databases, as an argument: {@code $}. */
  record Database(String name, @Nullable SourcePosition position) implements Term {
    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * A value that an input gives when the query runs.
   *
   * @param name the variable that it was written as
   * @param argument which of the query's arguments
   * @param element which element of that argument, which is a list; -1 for the argument itself
   */
  record Given(String name, int argument, int element, @Nullable SourcePosition position)
      implements Term {
    @Override
    public String toString() {
      return name;
    }
  }
}
