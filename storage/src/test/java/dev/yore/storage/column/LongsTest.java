package dev.yore.storage.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
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
  void idsWithGapsAreSearchedAsAnyOthers(@ForAll long seed) {
    Random random = new Random(seed);
    long[] numbers = new long[2 + random.nextInt(400)];
    boolean even = random.nextBoolean();
    long last = 3 + random.nextInt(1000);
    for (int i = 0; i < numbers.length; i++) {
      last += even ? random.nextInt(4) : random.nextInt(1 << random.nextInt(20));
      numbers[i] = last;
    }
    int size = numbers.length;
    Longs plain = new Longs.Plain(numbers, size);
    int[] offsets = Arrays.stream(numbers).mapToInt(number -> (int) (number - 3)).toArray();
    Longs packed = new Longs.Offsets(3, offsets, size);
    int from = random.nextInt(size);
    int to = from + random.nextInt(size - from + 1);
    for (int i = 0; i < 40; i++) {
      long key = numbers[random.nextInt(size)] + random.nextInt(3) - 1;
      assertThat(packed.lowerBound(key, 0, size)).isEqualTo(plain.lowerBound(key, 0, size));
      assertThat(packed.lowerBound(key, from, to)).isEqualTo(plain.lowerBound(key, from, to));
    }
    assertThat(packed.lowerBound(0, from, to)).isEqualTo(plain.lowerBound(0, from, to));
    assertThat(packed.lowerBound(1L << 60, from, to)).isEqualTo(to);
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
