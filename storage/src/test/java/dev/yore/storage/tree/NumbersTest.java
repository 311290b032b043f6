package dev.yore.storage.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class NumbersTest {
  private static int naive(long[] numbers, int from, int to, long key) {
    int at = from;
    while (at < to && numbers[at] < key) {
      at++;
    }
    return at;
  }

  @Property
  void findsTheFirstNumberThatIsNotLess(@ForAll long seed) {
    Random random = new Random(seed);
    long[] numbers = new long[1 + random.nextInt(400)];
    int spread = random.nextInt(3);
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] =
          switch (spread) {
            case 0 -> random.nextInt(200);
            case 1 -> random.nextLong();
            default -> (long) Math.exp(random.nextInt(44));
          };
    }
    Arrays.sort(numbers);
    int from = random.nextInt(numbers.length);
    int to = from + random.nextInt(numbers.length - from + 1);
    for (int i = 0; i < 30; i++) {
      long key =
          i % 2 == 0 ? random.nextInt(220) - 10 : numbers[random.nextInt(numbers.length)] + i % 3;
      assertThat(Numbers.lowerBound(numbers, from, to, key))
          .isEqualTo(naive(numbers, from, to, key));
    }
    assertThat(Numbers.lowerBound(numbers, from, to, Long.MAX_VALUE))
        .isEqualTo(naive(numbers, from, to, Long.MAX_VALUE));
    assertThat(Numbers.lowerBound(numbers, from, to, Long.MIN_VALUE)).isEqualTo(from);
  }
}
