package dev.yore.engine.exec.json;

import dev.yore.engine.exec.json.JsonPath.Predicate;
import dev.yore.engine.exec.json.JsonPath.Step;
import dev.yore.storage.value.ValueOrder;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One evaluation of a path on a document. */
public final class JsonPathRun {
  private final boolean lax;
  private final @Nullable Object document;

  /** The item that the innermost filter looks at. */
  private @Nullable Object current;

  /** The size of the innermost array whose subscripts are computed; -1 outside of all. */
  private int size = -1;

  private JsonPathRun(boolean lax, @Nullable Object document) {
    this.lax = lax;
    this.document = document;
  }

  /** The items that {@code path} finds in {@code document}, or a {@link JsonError}. */
  public static List<@Nullable Object> items(JsonPath path, @Nullable Object document) {
    return new JsonPathRun(!path.strict(), document).items(path.root());
  }

  private List<@Nullable Object> items(Step step) {
    return switch (step) {
      case JsonPath.Document ignored -> one(document);
      case JsonPath.Current ignored -> one(current);
      case JsonPath.Constant constant -> one(constant.value());
      case JsonPath.Last ignored -> one(BigDecimal.valueOf(last()));
      case JsonPath.Member member -> members(member);
      case JsonPath.AnyMember any -> anyMembers(any);
      case JsonPath.AnyElement any -> anyElements(items(any.of()));
      case JsonPath.Elements elements -> elements(elements);
      case JsonPath.Filter filter -> filtered(filter);
      case JsonPath.Method method -> methods(method);
      case JsonPath.Arithmetic arithmetic -> one(arithmetic(arithmetic));
      case JsonPath.Sign sign -> signed(sign);
    };
  }

  private static List<@Nullable Object> one(@Nullable Object item) {
    return Collections.singletonList(item);
  }

  private int last() {
    if (size < 0) {
      throw JsonError.path("last stands outside of a subscript");
    }
    return size - 1;
  }

  /** In lax mode the elements of arrays in place of the arrays. */
  private List<@Nullable Object> unwrapped(List<@Nullable Object> items) {
    if (!lax) {
      return items;
    }
    List<@Nullable Object> flat = new ArrayList<>();
    for (Object item : items) {
      if (item instanceof List<?> array) {
        flat.addAll(array);
      } else {
        flat.add(item);
      }
    }
    return flat;
  }

  private List<@Nullable Object> members(JsonPath.Member member) {
    List<@Nullable Object> found = new ArrayList<>();
    for (Object item : unwrapped(items(member.of()))) {
      if (item instanceof Map<?, ?> object && object.containsKey(member.name())) {
        found.add(object.get(member.name()));
      } else if (!lax) {
        throw JsonError.path("No object here has the member " + member.name());
      }
    }
    return found;
  }

  private List<@Nullable Object> anyMembers(JsonPath.AnyMember any) {
    List<@Nullable Object> found = new ArrayList<>();
    for (Object item : unwrapped(items(any.of()))) {
      if (item instanceof Map<?, ?> object) {
        found.addAll(object.values());
      } else if (!lax) {
        throw JsonError.path("Only objects have members");
      }
    }
    return found;
  }

  private List<@Nullable Object> anyElements(List<@Nullable Object> items) {
    List<@Nullable Object> found = new ArrayList<>();
    for (Object item : items) {
      found.addAll(array(item));
    }
    return found;
  }

  private List<?> array(@Nullable Object item) {
    if (item instanceof List<?> array) {
      return array;
    }
    if (lax) {
      return one(item);
    }
    throw JsonError.path("Only arrays have elements");
  }

  private List<@Nullable Object> elements(JsonPath.Elements step) {
    List<@Nullable Object> found = new ArrayList<>();
    int outer = size;
    for (Object item : items(step.of())) {
      List<?> array = array(item);
      size = array.size();
      for (JsonPath.Range range : step.ranges()) {
        int from = subscript(range.from());
        int to = range.to().equals(range.from()) ? from : subscript(range.to());
        if (!lax && (from < 0 || from > to || to >= array.size())) {
          throw JsonError.path("A subscript is outside of the array");
        }
        for (int i = Math.max(0, from); i <= Math.min(to, array.size() - 1); i++) {
          found.add(array.get(i));
        }
      }
    }
    size = outer;
    return found;
  }

  private int subscript(Step step) {
    List<@Nullable Object> items = items(step);
    if (items.size() != 1 || !(items.get(0) instanceof BigDecimal number)) {
      throw JsonError.path("A subscript is one number");
    }
    BigDecimal whole = number.setScale(0, RoundingMode.DOWN);
    if (whole.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
      throw JsonError.path("A subscript is outside of the range of integers");
    }
    return whole.intValue();
  }

  private List<@Nullable Object> filtered(JsonPath.Filter filter) {
    List<@Nullable Object> found = new ArrayList<>();
    Object outer = current;
    for (Object item : unwrapped(items(filter.of()))) {
      current = item;
      if (Boolean.TRUE.equals(test(filter.condition()))) {
        found.add(item);
      }
    }
    current = outer;
    return found;
  }

  private List<@Nullable Object> methods(JsonPath.Method method) {
    boolean whole = method.name().equals("type") || method.name().equals("size");
    List<@Nullable Object> results = new ArrayList<>();
    List<@Nullable Object> items = items(method.of());
    for (Object item : whole ? items : unwrapped(items)) {
      results.add(method(method.name(), item));
    }
    return results;
  }

  private Object method(String name, @Nullable Object item) {
    return switch (name) {
      case "type" -> type(item);
      case "size" -> BigDecimal.valueOf(array(item).size());
      case "double" -> real(item);
      case "abs" -> number(item).abs();
      case "floor" -> number(item).setScale(0, RoundingMode.FLOOR);
      case "ceiling" -> number(item).setScale(0, RoundingMode.CEILING);
      default -> throw JsonError.path("No method has the name " + name);
    };
  }

  private static String type(@Nullable Object item) {
    return switch (item) {
      case null -> "null";
      case Map<?, ?> ignored -> "object";
      case List<?> ignored -> "array";
      case BigDecimal ignored -> "number";
      case Boolean ignored -> "boolean";
      default -> "string";
    };
  }

  private static BigDecimal real(@Nullable Object item) {
    try {
      return switch (item) {
        case BigDecimal number -> number;
        case String text -> Json.number(new BigDecimal(text.strip()));
        case null, default -> throw JsonError.path("Only numbers and strings have a double()");
      };
    } catch (NumberFormatException notANumber) {
      throw JsonError.path("The string is not a number");
    }
  }

  private static BigDecimal number(@Nullable Object item) {
    if (item instanceof BigDecimal number) {
      return number;
    }
    throw JsonError.path("Only numbers can be computed with");
  }

  private BigDecimal arithmetic(JsonPath.Arithmetic step) {
    BigDecimal left = single(step.left());
    BigDecimal right = single(step.right());
    boolean divides = step.operator() == '/' || step.operator() == '%';
    if (divides && right.signum() == 0) {
      throw JsonError.path("division by zero");
    }
    return switch (step.operator()) {
      case '+' -> left.add(right);
      case '-' -> left.subtract(right);
      case '*' -> left.multiply(right);
      case '/' -> left.divide(right, MathContext.DECIMAL128);
      default -> left.remainder(right);
    };
  }

  private BigDecimal single(Step step) {
    List<@Nullable Object> items = unwrapped(items(step));
    if (items.size() != 1) {
      throw JsonError.path("An operand is one number");
    }
    return number(items.get(0));
  }

  private List<@Nullable Object> signed(JsonPath.Sign sign) {
    List<@Nullable Object> results = new ArrayList<>();
    for (Object item : unwrapped(items(sign.of()))) {
      results.add(sign.negative() ? number(item).negate() : number(item));
    }
    return results;
  }

  /** True, false, or null when unknown. */
  private @Nullable Boolean test(Predicate predicate) {
    return switch (predicate) {
      case JsonPath.And and -> and(test(and.left()), test(and.right()));
      case JsonPath.Or or -> not(and(not(test(or.left())), not(test(or.right()))));
      case JsonPath.Not not -> not(test(not.of()));
      case JsonPath.IsUnknown unknown -> test(unknown.of()) == null;
      case JsonPath.Exists exists -> exists(exists.of());
      case JsonPath.Compare compare ->
          any(
              compare.left(),
              compare.right(),
              (left, right) -> compared(compare.operator(), left, right));
      case JsonPath.StartsWith starts ->
          any(
              starts.of(),
              starts.prefix(),
              (text, prefix) ->
                  text instanceof String t && prefix instanceof String p ? t.startsWith(p) : null);
      case JsonPath.Matches matches ->
          any(
              matches.of(),
              new JsonPath.Constant(true),
              (text, ignored) ->
                  text instanceof String t ? matches.pattern().matcher(t).find() : null);
    };
  }

  private interface Test {
    @Nullable Boolean of(@Nullable Object left, @Nullable Object right);
  }

  /**
   * Whether it is true of any pair; unknown where one fails, in lax mode if none is true before.
   */
  private @Nullable Boolean any(Step left, Step right, Test test) {
    boolean found = false;
    boolean unknown = false;
    try {
      List<@Nullable Object> rights = unwrapped(items(right));
      for (Object l : unwrapped(items(left))) {
        for (Object r : rights) {
          Boolean result = test.of(l, r);
          unknown |= result == null;
          found |= Boolean.TRUE.equals(result);
          if (lax ? found : unknown) {
            return lax ? Boolean.TRUE : null;
          }
        }
      }
    } catch (JsonError failed) {
      return null;
    }
    return found ? Boolean.TRUE : unknown ? null : Boolean.FALSE;
  }

  private @Nullable Boolean exists(Step step) {
    try {
      return !items(step).isEmpty();
    } catch (JsonError failed) {
      return null;
    }
  }

  private static @Nullable Boolean and(@Nullable Boolean left, @Nullable Boolean right) {
    if (Boolean.FALSE.equals(left) || Boolean.FALSE.equals(right)) {
      return false;
    }
    return left == null || right == null ? null : Boolean.TRUE;
  }

  private static @Nullable Boolean not(@Nullable Boolean value) {
    return value == null ? null : !value;
  }

  private static @Nullable Boolean compared(
      String operator, @Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      boolean equal = left == right;
      return switch (operator) {
        case "==" -> equal;
        case "!=" -> !equal;
        default -> equal && (operator.equals("<=") || operator.equals(">="));
      };
    }
    boolean scalars = left.getClass() == right.getClass() && !(left instanceof List<?>);
    if (!scalars || left instanceof Map<?, ?>) {
      return null;
    }
    int order = ValueOrder.compare(left, right);
    return switch (operator) {
      case "==" -> order == 0;
      case "!=" -> order != 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }
}
