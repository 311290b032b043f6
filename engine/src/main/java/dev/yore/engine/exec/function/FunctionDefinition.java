package dev.yore.engine.exec.function;

import dev.yore.engine.exec.ExecutionContext;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.ValueType;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A function of boxed values.
 *
 * @param parameters what its arguments must be
 * @param variadic true when the last parameter may be given any number of times, none included
 * @param strict true when it is not called and null comes back if an argument is null
 */
public record FunctionDefinition(
    String name,
    List<Kind> parameters,
    boolean variadic,
    boolean strict,
    Stability stability,
    Body body) {

  /** What a function computes. */
  @FunctionalInterface
  public interface Body {
    @Nullable Object apply(@Nullable Object[] arguments, ExecutionContext context);
  }

  /** How long a result holds for equal arguments. */
  public enum Stability {
    /** For ever. */
    IMMUTABLE,
    /** During one execution. */
    STABLE,
    /** Never. */
    VOLATILE
  }

  /** What an argument must be, and as which class a function gets it. */
  public enum Kind {
    /** {@link String}. */
    TEXT,
    /** Any value, as its text. */
    AS_TEXT,
    /** {@link Long}. */
    INTEGER,
    /** {@link java.math.BigDecimal}. */
    DECIMAL,
    /** {@link Double}. */
    DOUBLE,
    BOOLEAN,
    BYTES,
    DATE,
    TIME,
    TIMESTAMP,
    INSTANT,
    /** {@link Long} of months. */
    MONTHS,
    /** {@link Long} of microseconds. */
    DURATION,
    UUID,
    /** A value as it is. */
    ANY;

    /** How well a type suits: 0 not at all, 1 by conversion, 2 as it is. */
    int fit(DataType type) {
      ValueType value = type.valueType();
      boolean whole = value == ValueType.LONG || value == ValueType.REF;
      return switch (this) {
        case ANY, AS_TEXT -> 1;
        case TEXT -> value == ValueType.STRING ? 2 : value.text() ? 1 : 0;
        case INTEGER -> whole ? 2 : 0;
        case DECIMAL -> value == ValueType.DECIMAL || value == ValueType.BIGINT ? 2 : whole ? 1 : 0;
        case DOUBLE ->
            value == ValueType.DOUBLE || value == ValueType.FLOAT ? 2 : type.numeric() ? 1 : 0;
        case BOOLEAN -> value == ValueType.BOOLEAN ? 2 : 0;
        case BYTES -> value == ValueType.BYTES ? 2 : 0;
        case DATE -> value == ValueType.DATE ? 2 : 0;
        case TIME -> value == ValueType.TIME ? 2 : 0;
        case TIMESTAMP -> value == ValueType.TIMESTAMP ? 2 : value == ValueType.DATE ? 1 : 0;
        case INSTANT -> value == ValueType.INSTANT ? 2 : 0;
        case MONTHS -> value == ValueType.MONTHS ? 2 : 0;
        case DURATION -> value == ValueType.DURATION ? 2 : 0;
        case UUID -> value == ValueType.UUID ? 2 : 0;
      };
    }

    private Object accept(Object value, DataType type, ExecutionContext context) {
      return switch (this) {
        case TEXT, AS_TEXT ->
            value instanceof String ? value : Text.of(value, type, context.zone());
        case DECIMAL -> {
          if (value instanceof java.math.BigDecimal) {
            yield value;
          }
          yield value instanceof java.math.BigInteger big
              ? new java.math.BigDecimal(big)
              : java.math.BigDecimal.valueOf(((Number) value).longValue());
        }
        case DOUBLE -> ((Number) value).doubleValue();
        case TIMESTAMP -> value instanceof java.time.LocalDate date ? date.atStartOfDay() : value;
        default -> value;
      };
    }
  }

  public FunctionDefinition {
    parameters = List.copyOf(parameters);
  }

  private Kind parameter(int i) {
    return parameters.get(Math.min(i, parameters.size() - 1));
  }

  /** The argument as the class that the body expects. */
  public Object accept(int i, Object value, DataType type, ExecutionContext context) {
    return parameter(i).accept(value, type, context);
  }

  /** How well it suits arguments of these types; 0 when it does not. */
  int fit(List<DataType> arguments) {
    int fixed = variadic ? parameters.size() - 1 : parameters.size();
    if (variadic ? arguments.size() < fixed : arguments.size() != fixed) {
      return 0;
    }
    int sum = 1;
    for (int i = 0; i < arguments.size(); i++) {
      int fit = parameter(i).fit(arguments.get(i));
      if (fit == 0) {
        return 0;
      }
      sum += fit;
    }
    return sum;
  }

  /** Its name and parameters. */
  String signature() {
    return name
        + parameters.stream()
            .map(kind -> kind.name().toLowerCase(Locale.ROOT))
            .collect(java.util.stream.Collectors.joining(", ", "(", variadic ? " ...)" : ")"));
  }
}
