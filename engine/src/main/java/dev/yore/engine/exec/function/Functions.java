package dev.yore.engine.exec.function;

import dev.yore.engine.exec.function.FunctionDefinition.Body;
import dev.yore.engine.exec.function.FunctionDefinition.Kind;
import dev.yore.engine.exec.function.FunctionDefinition.Stability;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The functions, by lower-case name. */
public final class Functions {
  private static final Map<String, List<FunctionDefinition>> BY_NAME = new HashMap<>();

  static {
    TextFunctions.register();
    NumberFunctions.register();
    TimeFunctions.register();
    SystemFunctions.register();
    RegexFunctions.register();
    FormatFunctions.register();
    WholeNumberFunctions.register();
    IntervalFunctions.register();
    TimeZones.register();
  }

  private Functions() {}

  /** The function of this name that suits arguments of these types best. */
  public static FunctionDefinition find(String name, List<DataType> arguments) {
    List<FunctionDefinition> named = BY_NAME.get(name);
    if (named == null) {
      throw YoreException.of(ErrorCode.UNDEFINED_FUNCTION, "No function has this name")
          .with("function", name)
          .with("arguments", arguments.toString())
          .suggesting(name, BY_NAME.keySet());
    }
    return named.stream()
        .filter(function -> function.fit(arguments) > 0)
        .max(Comparator.comparingInt(function -> function.fit(arguments)))
        .orElseThrow(() ->
            YoreException.of(ErrorCode.UNDEFINED_FUNCTION, "The function takes other arguments")
                .with("function", name)
                .with("arguments", arguments.toString())
                .with(
                    "expected",
                    named.stream()
                        .map(FunctionDefinition::signature)
                        .collect(Collectors.joining(" or "))));
  }

  /** True when any function has this name. */
  public static boolean exists(String name) {
    return BY_NAME.containsKey(name);
  }

  static void add(FunctionDefinition function) {
    BY_NAME.computeIfAbsent(function.name(), n -> new ArrayList<>()).add(function);
  }

  /** A strict function that always gives the same. */
  static void pure(String name, Body body, Kind... parameters) {
    add(new FunctionDefinition(name, List.of(parameters), false, true, Stability.IMMUTABLE, body));
  }

  /** A strict function whose result depends on the session or the statement. */
  static void stable(String name, Body body, Kind... parameters) {
    add(new FunctionDefinition(name, List.of(parameters), false, true, Stability.STABLE, body));
  }

  /** A strict function that gives something else each time. */
  static void changing(String name, Body body, Kind... parameters) {
    add(new FunctionDefinition(name, List.of(parameters), false, true, Stability.VOLATILE, body));
  }

  /** A function that is called with nulls, and whose last parameter repeats. */
  static void variadic(String name, Body body, Kind... parameters) {
    add(new FunctionDefinition(name, List.of(parameters), true, false, Stability.IMMUTABLE, body));
  }
}
