package dev.yore.engine.exec.function;

import static dev.yore.engine.exec.function.Functions.changing;
import static dev.yore.engine.exec.function.Functions.pure;
import static dev.yore.engine.exec.function.Functions.variadic;
import static dev.yore.engine.exec.function.TextFunctions.number;

import dev.yore.engine.exec.function.FunctionDefinition.Kind;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.ValueOrder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Functions of numbers. */
final class NumberFunctions {
  private static final Kind INTEGER = Kind.INTEGER;
  private static final Kind DECIMAL = Kind.DECIMAL;
  private static final Kind DOUBLE = Kind.DOUBLE;

  private NumberFunctions() {}

  private static BigDecimal decimal(@Nullable Object value) {
    return (BigDecimal) Objects.requireNonNull(value);
  }

  private static double real(@Nullable Object value) {
    return (Double) Objects.requireNonNull(value);
  }

  private static long whole(@Nullable Object value) {
    return (Long) Objects.requireNonNull(value);
  }

  static void register() {
    pure("abs", (a, c) -> exact(() -> Math.absExact(whole(a[0]))), INTEGER);
    pure("abs", (a, c) -> decimal(a[0]).abs(), DECIMAL);
    pure("abs", (a, c) -> Math.abs(real(a[0])), DOUBLE);
    pure("sign", (a, c) -> (long) Long.signum(whole(a[0])), INTEGER);
    pure("sign", (a, c) -> BigDecimal.valueOf(decimal(a[0]).signum()), DECIMAL);
    pure("sign", (a, c) -> Math.signum(real(a[0])), DOUBLE);
    rounding("ceil", RoundingMode.CEILING, Math::ceil);
    rounding("ceiling", RoundingMode.CEILING, Math::ceil);
    rounding("floor", RoundingMode.FLOOR, Math::floor);
    rounding("round", RoundingMode.HALF_UP, Math::rint);
    rounding("trunc", RoundingMode.DOWN, v -> v < 0 ? Math.ceil(v) : Math.floor(v));
    rounding("truncate", RoundingMode.DOWN, v -> v < 0 ? Math.ceil(v) : Math.floor(v));
    scaled("round", RoundingMode.HALF_UP);
    scaled("trunc", RoundingMode.DOWN);
    scaled("truncate", RoundingMode.DOWN);
    pure("power", (a, c) -> power(real(a[0]), real(a[1])), DOUBLE, DOUBLE);
    pure("pow", (a, c) -> power(real(a[0]), real(a[1])), DOUBLE, DOUBLE);
    pure("mod", (a, c) -> decimal(a[0]).remainder(nonZero(decimal(a[1]))), DECIMAL, DECIMAL);
    pure("div", (a, c) -> quotient(decimal(a[0]), decimal(a[1])), DECIMAL, DECIMAL);
    arbitrary();
    analysis();
    choices();
    changing("random", (a, c) -> ThreadLocalRandom.current().nextDouble());
    changing("rand", (a, c) -> ThreadLocalRandom.current().nextDouble());
    pure("pi", (a, c) -> Math.PI);
    pure(
        "width_bucket",
        (a, c) -> bucket(real(a[0]), real(a[1]), real(a[2]), number(a[3])),
        DOUBLE,
        DOUBLE,
        DOUBLE,
        INTEGER);
  }

  /** Arithmetic of integers of any size, and what other arithmetic leaves over. */
  private static void arbitrary() {
    pure("+", (a, c) -> decimal(a[0]).add(decimal(a[1])), DECIMAL, DECIMAL);
    pure("-", (a, c) -> decimal(a[0]).subtract(decimal(a[1])), DECIMAL, DECIMAL);
    pure("*", (a, c) -> decimal(a[0]).multiply(decimal(a[1])), DECIMAL, DECIMAL);
    pure("/", (a, c) -> quotient(decimal(a[0]), decimal(a[1])), DECIMAL, DECIMAL);
    pure("%", (a, c) -> decimal(a[0]).remainder(nonZero(decimal(a[1]))), DECIMAL, DECIMAL);
  }

  private static long exact(java.util.function.LongSupplier computation) {
    try {
      return computation.getAsLong();
    } catch (ArithmeticException overflow) {
      throw YoreException.of(ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, "bigint out of range");
    }
  }

  private static void rounding(String name, RoundingMode mode, DoubleUnaryOperator real) {
    pure(name, (a, c) -> a[0], INTEGER);
    pure(name, (a, c) -> decimal(a[0]).setScale(0, mode), DECIMAL);
    pure(name, (a, c) -> real.applyAsDouble(real(a[0])), DOUBLE);
  }

  private static void scaled(String name, RoundingMode mode) {
    pure(name, (a, c) -> decimal(a[0]).setScale(number(a[1]), mode), DECIMAL, INTEGER);
    pure(
        name,
        (a, c) ->
            Double.isFinite(real(a[0]))
                ? (Object)
                    new BigDecimal(Double.toString(real(a[0])))
                        .setScale(number(a[1]), mode)
                        .doubleValue()
                : a[0],
        DOUBLE,
        INTEGER);
  }

  private static void analysis() {
    pure("sqrt", (a, c) -> root(real(a[0])), DOUBLE);
    pure("cbrt", (a, c) -> Math.cbrt(real(a[0])), DOUBLE);
    pure("exp", (a, c) -> finite(Math.exp(real(a[0])), real(a[0])), DOUBLE);
    pure("ln", (a, c) -> Math.log(positive(real(a[0]))), DOUBLE);
    pure("log", (a, c) -> Math.log10(positive(real(a[0]))), DOUBLE);
    pure("log10", (a, c) -> Math.log10(positive(real(a[0]))), DOUBLE);
    pure(
        "log",
        (a, c) -> Math.log(positive(real(a[1]))) / Math.log(positive(real(a[0]))),
        DOUBLE,
        DOUBLE);
    pure("sin", (a, c) -> Math.sin(real(a[0])), DOUBLE);
    pure("cos", (a, c) -> Math.cos(real(a[0])), DOUBLE);
    pure("tan", (a, c) -> Math.tan(real(a[0])), DOUBLE);
    pure("cot", (a, c) -> 1 / Math.tan(real(a[0])), DOUBLE);
    pure("asin", (a, c) -> Math.asin(real(a[0])), DOUBLE);
    pure("acos", (a, c) -> Math.acos(real(a[0])), DOUBLE);
    pure("atan", (a, c) -> Math.atan(real(a[0])), DOUBLE);
    pure("atan2", (a, c) -> Math.atan2(real(a[0]), real(a[1])), DOUBLE, DOUBLE);
    pure("sinh", (a, c) -> Math.sinh(real(a[0])), DOUBLE);
    pure("cosh", (a, c) -> Math.cosh(real(a[0])), DOUBLE);
    pure("tanh", (a, c) -> Math.tanh(real(a[0])), DOUBLE);
    pure("degrees", (a, c) -> Math.toDegrees(real(a[0])), DOUBLE);
    pure("radians", (a, c) -> Math.toRadians(real(a[0])), DOUBLE);
  }

  private static void choices() {
    variadic("greatest", (a, c) -> extreme(a, 1), Kind.ANY);
    variadic("least", (a, c) -> extreme(a, -1), Kind.ANY);
  }

  /** The greatest or smallest of values; nulls do not count. */
  private static @Nullable Object extreme(@Nullable Object[] values, int sign) {
    Object best = null;
    for (Object value : values) {
      if (value != null && (best == null || sign * Integer.signum(compare(value, best)) > 0)) {
        best = value;
      }
    }
    return best;
  }

  private static int compare(Object a, Object b) {
    if (a instanceof Number x && b instanceof Number y && a.getClass() != b.getClass()) {
      return a instanceof Double || b instanceof Double || a instanceof Float || b instanceof Float
          ? ValueOrder.compareDoubles(x.doubleValue(), y.doubleValue())
          : new BigDecimal(a.toString()).compareTo(new BigDecimal(b.toString()));
    }
    return ValueOrder.compare(a, b);
  }

  private static BigDecimal nonZero(BigDecimal divisor) {
    if (divisor.signum() == 0) {
      throw YoreException.of(ErrorCode.DIVISION_BY_ZERO, "division by zero");
    }
    return divisor;
  }

  private static BigDecimal quotient(BigDecimal left, BigDecimal right) {
    return left.divide(nonZero(right), 0, RoundingMode.DOWN);
  }

  private static double power(double base, double exponent) {
    if (base == 0 && exponent < 0) {
      throw YoreException.of(
          ErrorCode.INVALID_POWER_ARGUMENT, "zero raised to a negative power is undefined");
    }
    if (base < 0 && exponent != Math.rint(exponent)) {
      throw YoreException.of(
          ErrorCode.INVALID_POWER_ARGUMENT,
          "a negative number raised to a non-integer power yields a complex result");
    }
    return finite(Math.pow(base, exponent), base);
  }

  private static double finite(double result, double argument) {
    if (Double.isInfinite(result) && !Double.isInfinite(argument)) {
      throw YoreException.of(ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, "value out of range: overflow");
    }
    return result;
  }

  private static double root(double value) {
    if (value < 0) {
      throw YoreException.of(
          ErrorCode.INVALID_POWER_ARGUMENT, "cannot take square root of a negative number");
    }
    return Math.sqrt(value);
  }

  private static double positive(double value) {
    if (value <= 0) {
      throw YoreException.of(
          ErrorCode.INVALID_LOGARITHM_ARGUMENT,
          value == 0
              ? "cannot take logarithm of zero"
              : "cannot take logarithm of a negative number");
    }
    return value;
  }

  private static long bucket(double value, double low, double high, int count) {
    if (count <= 0 || low == high) {
      throw YoreException.of(
          ErrorCode.INVALID_PARAMETER_VALUE, "Buckets need a count above 0 and two bounds");
    }
    double place = low < high ? (value - low) / (high - low) : (low - value) / (low - high);
    return place < 0 ? 0 : place >= 1 ? count + 1L : (long) Math.floor(place * count) + 1;
  }
}
