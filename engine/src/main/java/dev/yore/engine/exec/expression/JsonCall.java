package dev.yore.engine.exec.expression;

import dev.yore.engine.exec.Batch;
import dev.yore.engine.exec.Evaluator;
import dev.yore.engine.exec.ExecutionContext;
import dev.yore.engine.exec.function.Conversions;
import dev.yore.engine.exec.json.Json;
import dev.yore.engine.exec.json.JsonError;
import dev.yore.engine.exec.json.JsonPath;
import dev.yore.engine.exec.json.JsonPathRun;
import dev.yore.engine.exec.json.JsonValues;
import dev.yore.engine.plan.Expr;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The functions of JSON. What they do on empty and on error comes as words among the arguments. */
final class JsonCall extends CallEvaluator {
  private final Body body;
  private final DataType[] types;
  private final boolean[] json;

  /** The path of the last row, which mostly is the path of all. */
  private volatile @Nullable ReadPath read;

  private record ReadPath(String text, JsonPath path) {}

  private interface Body {
    @Nullable Object of(@Nullable Object[] arguments, ExecutionContext context);
  }

  JsonCall(Expr.Call call, List<Evaluator> arguments) {
    super(call, arguments, false);
    this.types = arguments.stream().map(Evaluator::type).toArray(DataType[]::new);
    this.json = new boolean[arguments.size()];
    for (int i = 0; i < json.length; i++) {
      json[i] =
          arguments.get(i).expr() instanceof Expr.Call made && JsonValues.isMaker(made.function());
    }
    this.body = body(call.function());
  }

  private Body body(String function) {
    return switch (function) {
      case "json_value" -> this::value;
      case "json_query" -> this::query;
      case "json_exists" -> this::exists;
      case "json_object" -> this::object;
      case "json_array" -> this::array;
      case "format json" -> (a, c) -> a[0];
      default -> is(function);
    };
  }

  private static Body is(String function) {
    boolean negated = function.startsWith("is not ");
    String kind = function.substring(function.lastIndexOf(' ') + 1);
    return (a, c) -> a[0] == null ? null : is(kind, (String) a[0]) != negated;
  }

  private static boolean is(String kind, String text) {
    try {
      Object tree = Json.parse(text);
      return switch (kind) {
        case "object" -> tree instanceof Map<?, ?>;
        case "array" -> tree instanceof List<?>;
        case "scalar" -> !(tree instanceof Map<?, ?>) && !(tree instanceof List<?>);
        default -> true;
      };
    } catch (JsonError invalid) {
      return false;
    }
  }

  @Override
  Vector compute(Vector[] values, Batch batch, ExecutionContext context) {
    @Nullable Object[] arguments = new @Nullable Object[values.length];
    return Boxed.rows(
        type(),
        batch,
        row -> {
          for (int i = 0; i < values.length; i++) {
            arguments[i] = Vectors.get(types[i], values[i], row);
          }
          return body.of(arguments, context);
        });
  }

  private List<@Nullable Object> items(@Nullable Object[] arguments) {
    String path = (String) Objects.requireNonNull(arguments[1]);
    ReadPath known = read;
    if (known == null || !known.text().equals(path)) {
      known = new ReadPath(path, JsonPath.parse(path));
      read = known;
    }
    return JsonPathRun.items(
        known.path(), Json.parse((String) Objects.requireNonNull(arguments[0])));
  }

  private static boolean missing(@Nullable Object[] arguments) {
    return arguments[0] == null || arguments[1] == null;
  }

  private static @Nullable Object single(List<@Nullable Object> items) {
    if (items.size() > 1) {
      throw JsonError.several();
    }
    return items.get(0);
  }

  /** JSON_VALUE(document, path, { behaviour [default] occasion }). */
  private @Nullable Object value(@Nullable Object[] a, ExecutionContext context) {
    if (missing(a)) {
      return null;
    }
    try {
      List<@Nullable Object> items = items(a);
      if (!items.isEmpty()) {
        return scalar(single(items), context);
      }
    } catch (JsonError failed) {
      return valueOn("error", failed, a, context);
    }
    return valueOn("empty", JsonError.empty(), a, context);
  }

  private @Nullable Object scalar(@Nullable Object item, ExecutionContext context) {
    if (item instanceof Map<?, ?> || item instanceof List<?>) {
      throw JsonError.notScalar();
    }
    if (item == null) {
      return null;
    }
    String text = item instanceof String string ? string : Json.text(item);
    try {
      return Conversions.convert(text, DataType.STRING, type(), context.zone());
    } catch (YoreException unfit) {
      throw JsonError.of(unfit);
    }
  }

  private @Nullable Object valueOn(
      String occasion, JsonError error, @Nullable Object[] a, ExecutionContext context) {
    int i = 2;
    while (i < a.length) {
      boolean hasDefault = String.valueOf(a[i]).equals("default");
      int when = hasDefault ? i + 2 : i + 1;
      if (String.valueOf(a[when]).equals(occasion)) {
        return switch (String.valueOf(a[i])) {
          case "error" -> throw error.asError();
          case "default" -> {
            Object value = a[i + 1];
            yield value == null
                ? null
                : Conversions.convert(value, types[i + 1], type(), context.zone());
          }
          default -> null;
        };
      }
      i = when + 1;
    }
    return null;
  }

  /** JSON_QUERY(document, path, wrapper, on empty, on error). */
  private @Nullable Object query(@Nullable Object[] a, ExecutionContext context) {
    if (missing(a)) {
      return null;
    }
    Object text;
    try {
      List<@Nullable Object> items = items(a);
      boolean wraps =
          switch (String.valueOf(a[2])) {
            case "with_unconditional_array" -> true;
            case "with_conditional_array" -> items.size() > 1;
            default -> false;
          };
      text =
          items.isEmpty()
              ? queryOn(a[3], JsonError.empty())
              : Json.text(wraps ? items : single(items));
    } catch (JsonError failed) {
      text = queryOn(a[4], failed);
    }
    return text == null ? null : Conversions.convert(text, DataType.STRING, type(), context.zone());
  }

  private static @Nullable String queryOn(@Nullable Object behaviour, JsonError error) {
    return switch (String.valueOf(behaviour)) {
      case "error" -> throw error.asError();
      case "empty_array" -> "[]";
      case "empty_object" -> "{}";
      default -> null;
    };
  }

  /** JSON_EXISTS(document, path, on error). */
  private @Nullable Object exists(@Nullable Object[] a, ExecutionContext context) {
    if (missing(a)) {
      return null;
    }
    try {
      return !items(a).isEmpty();
    } catch (JsonError failed) {
      return switch (a.length > 2 ? String.valueOf(a[2]) : "false") {
        case "error" -> throw failed.asError();
        case "true" -> true;
        case "unknown" -> null;
        default -> false;
      };
    }
  }

  /** JSON_OBJECT(for nulls, { key, value }). */
  private Object object(@Nullable Object[] a, ExecutionContext context) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (int i = 1; i < a.length; i += 2) {
      if (a[i] == null) {
        throw YoreException.of(ErrorCode.NULL_VALUE_NOT_ALLOWED, "A key of a JSON object is null");
      }
      if (a[i + 1] != null || !String.valueOf(a[0]).equals("absent_on_null")) {
        object.put(
            (String) Conversions.convert(a[i], types[i], DataType.STRING, context.zone()),
            tree(a, i + 1, context));
      }
    }
    return Json.text(object);
  }

  /** JSON_ARRAY(for nulls, values). */
  private Object array(@Nullable Object[] a, ExecutionContext context) {
    List<@Nullable Object> array = new ArrayList<>();
    for (int i = 1; i < a.length; i++) {
      if (a[i] != null || !String.valueOf(a[0]).equals("absent_on_null")) {
        array.add(tree(a, i, context));
      }
    }
    return Json.text(array);
  }

  private @Nullable Object tree(@Nullable Object[] a, int i, ExecutionContext context) {
    Object value = a[i];
    return json[i] && value instanceof String text
        ? parsed(text)
        : JsonValues.tree(value, types[i], context.zone());
  }

  private static @Nullable Object parsed(String text) {
    try {
      return Json.parse(text);
    } catch (JsonError invalid) {
      throw invalid.asError();
    }
  }
}
