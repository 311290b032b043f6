package dev.yore.storage.segment.format1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.storage.column.Longs;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class IntegerEncodingTest {
  @Property(tries = 1000, seed = "31")
  void givesBackWhatItWroteInAsManyBytesAsItSaid(
      @ForAll long seed, @ForAll @IntRange(max = 400) int count) {
    long[] values = shaped(new Random(seed), count);
    IntegerEncoding encoding = IntegerEncoder.choose(values, count);
    byte[] written = written(encoding);
    assertThat(written).hasSize(encoding.bytes());
    assertThat(IntegerDecoder.longs(reader(written), count)).isEqualTo(values);
    assertThat(IntegerDecoder.column(reader(written), count).toArray()).isEqualTo(values);
  }

  @Property(tries = 1000, seed = "32")
  void isNeverLargerThanPlain(@ForAll long seed, @ForAll @IntRange(min = 2, max = 400) int count) {
    long[] values = shaped(new Random(seed), count);
    assertThat(IntegerEncoder.choose(values, count).bytes()).isLessThanOrEqualTo(1 + 8 * count);
  }

  @Test
  void packsEveryWidth() {
    for (int width = 1; width <= 64; width++) {
      long top = width == 64 ? -1 : (1L << width) - 1;
      Random random = new Random(width);
      long[] values = new long[67];
      for (int i = 2; i < values.length; i++) {
        values[i] = random.nextLong() & top;
      }
      values[1] = top;
      byte[] written = written(IntegerEncoder.choose(values, values.length));
      assertThat(IntegerDecoder.longs(reader(written), values.length)).isEqualTo(values);
      assertThat(IntegerDecoder.column(reader(written), values.length).toArray()).isEqualTo(values);
    }
  }

  @Test
  void choosesConstant() {
    assertChosen(LongStream.generate(() -> 1L << 50).limit(9), IntegerEncoding.Constant.class);
  }

  @Test
  void choosesDense() {
    assertChosen(LongStream.range(-5, 500), IntegerEncoding.Dense.class);
  }

  @Test
  void choosesPackedForASmallRange() {
    Random random = new Random(1);
    assertChosen(random.longs(500, 1L << 40, (1L << 40) + 1000), IntegerEncoding.Packed.class);
  }

  @Test
  void choosesDeltaForARisingColumn() {
    Random random = new Random(1);
    assertChosen(
        LongStream.range(0, 500).map(i -> 1000 * i + random.nextInt(9)),
        IntegerEncoding.Delta.class);
    assertChosen(LongStream.range(0, 500).map(i -> 4 * i), IntegerEncoding.Delta.class);
  }

  @Test
  void choosesPiecesForFewRepeatedOrDenseStretches() {
    assertChosen(LongStream.range(0, 500).map(i -> i / 50 * 77), IntegerEncoding.Pieces.class);
    assertChosen(
        LongStream.range(0, 500).map(i -> i + i / 100 * 9_999), IntegerEncoding.Pieces.class);
  }

  @Test
  void choosesADictionaryForFewValuesOfAWideRange() {
    Random random = new Random(1);
    assertChosen(
        LongStream.range(0, 500).map(i -> random.nextInt(7) * 1_000_003L),
        IntegerEncoding.Dictionary.class);
  }

  @Test
  void choosesPlainForNoise() {
    assertChosen(new Random(1).longs(500), IntegerEncoding.Plain.class);
  }

  @Test
  void keepsExtremesThatOverflow() {
    long[] values = {Long.MAX_VALUE, Long.MIN_VALUE, 0, -1, 1, Long.MAX_VALUE};
    byte[] written = written(IntegerEncoder.choose(values, values.length));
    assertThat(IntegerDecoder.longs(reader(written), values.length)).isEqualTo(values);
  }

  @Test
  void readsColumnsAsTightlyAsTheyWereWritten() {
    long[] values = new Random(1).longs(100, 1L << 42, (1L << 42) + 500).toArray();
    byte[] written = written(IntegerEncoder.choose(values, values.length));
    assertThat(IntegerDecoder.column(reader(written), 100)).isInstanceOf(Longs.Offsets.class);
  }

  @Test
  void readsIntsOfEveryEncodingWithinALimit() {
    int[][] columns = {
      IntStream.generate(() -> 200).limit(100).toArray(),
      IntStream.range(30, 130).toArray(),
      new Random(1).ints(100, 20, 200).toArray(),
      IntStream.range(0, 100).map(i -> 2 * i).toArray(),
      IntStream.range(0, 100).map(i -> i / 20 * 50).toArray(),
    };
    for (int[] column : columns) {
      byte[] written = written(IntegerEncoder.choose(column, 100));
      assertThat(IntegerDecoder.ints(reader(written), 100, 200, "fits")).isEqualTo(column);
    }
  }

  private static void assertChosen(LongStream column, Class<? extends IntegerEncoding> expected) {
    long[] values = column.toArray();
    assertThat(IntegerEncoder.choose(values, values.length)).isInstanceOf(expected);
  }

  private static long[] shaped(Random random, int count) {
    int shape = random.nextInt(7);
    int bits = 1 + random.nextInt(64);
    long base = random.nextLong() >> random.nextInt(64);
    long[] values = new long[count];
    for (int i = 0; i < count; i++) {
      values[i] =
          switch (shape) {
            case 0 -> base;
            case 1 -> base + i;
            case 2 -> base + (random.nextLong() >>> (64 - bits));
            case 3 -> (i == 0 ? base : values[i - 1]) + (random.nextLong() >>> (64 - bits));
            case 4 -> base + i / 30 * 1_000L;
            case 5 -> base + i + i / 50 * 1_000_000L;
            default -> base ^ (long) random.nextInt(5) << bits;
          };
    }
    return values;
  }

  static byte[] written(IntegerEncoding encoding) {
    ByteWriter out = new ByteWriter(0);
    encoding.write(out);
    return out.toByteArray();
  }

  static ByteReader reader(byte[] data) {
    return new ByteReader("k", data, 0, data.length);
  }
}
