package dev.yore.engine.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yore.engine.plan.Plan;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Sums and averages of numbers of any magnitude, against {@link BigDecimal}. */
@NullUnmarked
class SumsTest {
  private static final DataType WIDE = DataType.decimal(38, 6);

  @RepeatedTest(80)
  void areExact(RepetitionInfo round) {
    Random random = new Random(round.getCurrentRepetition());
    DataType type = random.nextBoolean() ? DataType.decimal(18, 2) : DataType.decimal(30, 2);
    int groups = random.nextBoolean() ? 3 : 60;
    List<List<Object>> rows = new ArrayList<>();
    Map<Long, List<BigDecimal>> byGroup = new LinkedHashMap<>();
    for (int i = random.nextInt(2000); i >= 0; i--) {
      long group = random.nextInt(groups);
      BigDecimal value = random.nextInt(9) == 0 ? null : number(random, type);
      rows.add(Arrays.asList(group, value));
      List<BigDecimal> known = byGroup.computeIfAbsent(group, g -> new ArrayList<>());
      if (value != null) {
        known.add(value);
      }
    }
    List<DataType> types = List.of(DataType.LONG, type);
    Operator input = TestRows.rows(types, rows, 1 + random.nextInt(700), random.nextBoolean());
    List<List<Object>> expected = new ArrayList<>();
    byGroup.forEach((group, values) -> {
      BigDecimal sum = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add).setScale(6);
      BigDecimal count = BigDecimal.valueOf(values.size());
      boolean none = values.isEmpty();
      expected.add(
          Arrays.asList(
              group,
              none ? null : sum,
              sum,
              none ? null : sum.divide(count, 6, RoundingMode.HALF_UP)));
    });
    assertThat(TestRows.run(aggregate(input, WIDE), TestRows.context()))
        .containsExactlyElementsOf(expected);
  }

  private static Operator aggregate(Operator input, DataType type) {
    List<Plan.Aggregate.Call> calls = new ArrayList<>();
    List<Plan.Field> fields = new ArrayList<>(List.of(input.fields().get(0)));
    for (String function : List.of("sum", "$sum0", "avg")) {
      calls.add(new Plan.Aggregate.Call(function, List.of(1), false, -1, type));
      fields.add(new Plan.Field(function, type, true));
    }
    return new HashAggregate(input, List.of(0), calls, fields);
  }

  /** Mostly small, sometimes near the end of the type's range. */
  private static BigDecimal number(Random random, DataType type) {
    int digits = random.nextInt(300) == 0 ? type.precision() - 2 : 1 + random.nextInt(9);
    BigInteger limit = BigInteger.TEN.pow(digits);
    BigInteger unscaled = new BigInteger(limit.bitLength() - 1, random);
    return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), 2);
  }

  @Test
  void refuseWhatDoesNotFit() {
    DataType narrow = DataType.decimal(4, 2);
    List<List<Object>> rows =
        List.of(List.of(1L, new BigDecimal("99.99")), List.of(1L, new BigDecimal("0.01")));
    Operator input = TestRows.rows(List.of(DataType.LONG, narrow), rows, 5, false);
    assertThatThrownBy(() -> TestRows.run(aggregate(input, narrow), TestRows.context()))
        .isInstanceOf(YoreException.class);
  }
}
