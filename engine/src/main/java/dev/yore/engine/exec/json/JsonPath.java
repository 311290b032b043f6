package dev.yore.engine.exec.json;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path of the SQL standard's path language.
 *
 * @param strict whether what is missing is an error; otherwise it is nothing, and arrays are
 *     wrapped and unwrapped as a step needs
 */
public record JsonPath(boolean strict, Step root) {

  /** Gives a sequence of items. */
  sealed interface Step {}

  /** {@code $}. */
  record Document() implements Step {}

  /** {@code @}: the item that a filter looks at. */
  record Current() implements Step {}

  /** {@code last}: the last subscript of the array. */
  record Last() implements Step {}

  record Constant(@Nullable Object value) implements Step {}

  record Member(Step of, String name) implements Step {}

  /** {@code .*}. */
  record AnyMember(Step of) implements Step {}

  /** {@code [*]}. */
  record AnyElement(Step of) implements Step {}

  record Elements(Step of, List<Range> ranges) implements Step {
    Elements {
      ranges = List.copyOf(ranges);
    }
  }

  record Filter(Step of, Predicate condition) implements Step {}

  record Method(Step of, String name) implements Step {}

  record Arithmetic(char operator, Step left, Step right) implements Step {}

  record Sign(boolean negative, Step of) implements Step {}

  /** Subscripts, both included. */
  record Range(Step from, Step to) {}

  /** True, false or unknown. */
  sealed interface Predicate {}

  record Compare(String operator, Step left, Step right) implements Predicate {}

  record And(Predicate left, Predicate right) implements Predicate {}

  record Or(Predicate left, Predicate right) implements Predicate {}

  record Not(Predicate of) implements Predicate {}

  record Exists(Step of) implements Predicate {}

  record IsUnknown(Predicate of) implements Predicate {}

  record StartsWith(Step of, Step prefix) implements Predicate {}

  record Matches(Step of, Pattern pattern) implements Predicate {}

  /** Reads a path, or fails with a syntax error. */
  public static JsonPath parse(String text) {
    return new JsonPathParser(text).path();
  }
}
