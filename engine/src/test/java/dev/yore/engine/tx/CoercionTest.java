package dev.yore.engine.tx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yore.engine.schema.Attribute;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.Bytes;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.Keyword;
import dev.yore.storage.value.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoercionTest {
  private static Object coerce(DataType type, Object given) {
    return Coercion.coerce(
        new Attribute(
            1000, Keyword.of("a/b"), type, false, null, false, false, false, List.of(), null),
        given);
  }

  private static void assertRefused(DataType type, Object given, ErrorCode code) {
    assertThatThrownBy(() -> coerce(type, given))
        .isInstanceOfSatisfying(
            YoreException.class, e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code))
        .hasMessageContaining(":a/b");
  }

  @Test
  void widensNumbersExactly() {
    assertThat(coerce(DataType.LONG, 7)).isEqualTo(7L);
    assertThat(coerce(DataType.LONG, BigInteger.TEN)).isEqualTo(10L);
    assertThat(coerce(DataType.DOUBLE, 7L)).isEqualTo(7.0);
    assertThat(coerce(DataType.DOUBLE, 1.5f)).isEqualTo(1.5);
    assertThat(coerce(DataType.FLOAT, 1.5)).isEqualTo(1.5f);
    assertThat(coerce(DataType.of(ValueType.BIGINT), 7L)).isEqualTo(BigInteger.valueOf(7));
    assertThat(coerce(DataType.decimal(10, 2), 7L)).isEqualTo(new BigDecimal("7.00"));
    assertThat(coerce(DataType.decimal(10, 2), new BigDecimal("1.500")))
        .isEqualTo(new BigDecimal("1.50"));
  }

  @Test
  void refusesNumbersThatWouldLose() {
    assertRefused(DataType.DOUBLE, Long.MAX_VALUE - 1, ErrorCode.WRONG_TYPE_FOR_ATTRIBUTE);
    assertRefused(DataType.FLOAT, 0.1, ErrorCode.WRONG_TYPE_FOR_ATTRIBUTE);
    assertRefused(
        DataType.decimal(10, 2), new BigDecimal("1.005"), ErrorCode.WRONG_TYPE_FOR_ATTRIBUTE);
    assertRefused(DataType.decimal(3, 2), 10L, ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE);
    assertRefused(DataType.LONG, BigInteger.TWO.pow(63), ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE);
    assertRefused(DataType.INTEGER, 1L << 31, ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE);
    assertRefused(DataType.LONG, 1.0, ErrorCode.WRONG_TYPE_FOR_ATTRIBUTE);
  }

  @Test
  void takesTheLimitsOfIntegers() {
    assertThat(coerce(DataType.INTEGER, (1L << 31) - 1)).isEqualTo((1L << 31) - 1);
    assertThat(coerce(DataType.INTEGER, -(1L << 31))).isEqualTo(-(1L << 31));
    assertThat(coerce(DataType.LONG, Long.MIN_VALUE)).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void makesInstantsOfDates() {
    assertThat(coerce(DataType.INSTANT, new Date(5))).isEqualTo(Instant.ofEpochMilli(5));
    assertRefused(
        DataType.INSTANT, Instant.ofEpochSecond(0, 1), ErrorCode.WRONG_TYPE_FOR_ATTRIBUTE);
  }

  @Test
  void refusesTextThatDoesNotFit() {
    assertThat(coerce(DataType.string(2), "\uD83D\uDE00b")).isEqualTo("\uD83D\uDE00b");
    assertRefused(DataType.string(2), "abc", ErrorCode.STRING_TOO_LONG);
    assertRefused(DataType.STRING, "\uD83D", ErrorCode.CHARACTER_NOT_IN_REPERTOIRE);
    assertRefused(DataType.STRING, 5L, ErrorCode.WRONG_TYPE_FOR_ATTRIBUTE);
  }

  @Test
  void copiesByteArrays() {
    assertThat(coerce(DataType.BYTES, new byte[] {1})).isEqualTo(Bytes.of(new byte[] {1}));
  }
}
