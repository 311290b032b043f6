package dev.yore.engine.exec.function;

import static dev.yore.engine.exec.function.Functions.pure;

import dev.yore.engine.exec.function.FunctionDefinition.Kind;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Divisors, multiples and factorials. */
final class WholeNumberFunctions {
  /** The factorial of more has more digits than a decimal. */
  private static final int FACTORIAL_MAX = 33;

  private WholeNumberFunctions() {}

  static void register() {
    Kind whole = Kind.INTEGER;
    pure("gcd", (a, c) -> big(a[0]).gcd(big(a[1])).longValueExact(), whole, whole);
    pure("lcm", (a, c) -> multiple(big(a[0]), big(a[1])), whole, whole);
    pure("factorial", (a, c) -> factorial((Long) Objects.requireNonNull(a[0])), whole);
  }

  private static BigInteger big(@Nullable Object value) {
    return BigInteger.valueOf((Long) Objects.requireNonNull(value));
  }

  private static long multiple(BigInteger left, BigInteger right) {
    if (left.signum() == 0 || right.signum() == 0) {
      return 0;
    }
    try {
      return left.divide(left.gcd(right)).multiply(right).abs().longValueExact();
    } catch (ArithmeticException overflow) {
      throw YoreException.of(ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, "bigint out of range")
          .causedBy(overflow);
    }
  }

  private static BigDecimal factorial(long number) {
    if (number < 0 || number > FACTORIAL_MAX) {
      throw YoreException.of(
              ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, "A factorial is of a number from 0 to 33")
          .with("number", number);
    }
    BigInteger product = BigInteger.ONE;
    for (long i = 2; i <= number; i++) {
      product = product.multiply(BigInteger.valueOf(i));
    }
    return new BigDecimal(product);
  }
}
