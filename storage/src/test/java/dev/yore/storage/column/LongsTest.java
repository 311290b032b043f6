package dev.yore.storage.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class LongsTest {
  private static long[] counting(long base, int first, int times, int size) {
    long[] numbers = new long[size];
    Arrays.setAll(numbers, i -> i < first ? base : base + 1 + (i - first) / times);
    return numbers;
  }

  @Property
  void numbersThatRepeatEquallyOftenAreReadAndSearchedAsAnyOthers(
      @ForAll @LongRange(min = 0, max = 1L << 60) long base,
      @ForAll @IntRange(min = 1, max = 9) int first,
      @ForAll @IntRange(min = 2, max = 9) int times,
      @ForAll @IntRange(min = 20, max = 70) int size) {
    long[] numbers = counting(base, Math.min(first, times), times, size);
    Longs plain = new Longs.Plain(numbers, size);
    Longs repeated = Longs.repeated(plain);

    assertThat(repeated).isInstanceOf(Longs.Repeated.class);
    assertThat(repeated.toArray()).isEqualTo(numbers);
    assertThat(repeated.slice(3, 17).toArray()).isEqualTo(Arrays.copyOfRange(numbers, 3, 17));
    for (long key = base - 2; key < base + size / 2 + 2; key++) {
      assertThat(repeated.lowerBound(key, 0, size)).isEqualTo(plain.lowerBound(key, 0, size));
      assertThat(repeated.lowerBound(key, 5, 15)).isEqualTo(plain.lowerBound(key, 5, 15));
    }
    assertThat(repeated.lowerBound(Long.MAX_VALUE, 0, size)).isEqualTo(size);
  }

  @Property
  void oneNumberOutOfStepIsNotTakenForRepeated(
      @ForAll @IntRange(min = 2, max = 9) int times,
      @ForAll @IntRange(min = 40, max = 70) int size,
      @ForAll @IntRange(min = 20, max = 39) int place) {
    long[] numbers = counting(7, times, times, size);
    for (int i = place; i < size; i++) {
      numbers[i] += 2;
    }

    assertThat(Longs.repeated(new Longs.Plain(numbers, size)).toArray()).isEqualTo(numbers);
  }

  @Test
  void tooFewNumbersToTellStayAsTheyAre() {
    Longs two = Longs.of(new long[] {1, 1, 1, 2, 2, 2}, 6);

    assertThat(Longs.repeated(two)).isSameAs(two);
  }
}
