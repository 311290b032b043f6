package dev.yore.storage.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.storage.column.BytesVector;
import dev.yore.storage.column.ConstantVector;
import dev.yore.storage.column.DictionaryVector;
import dev.yore.storage.column.DoubleVector;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.value.DataType;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistinctSketchTest {
  @Test
  void countsNothingAsZero() {
    assertThat(DistinctSketch.EMPTY.estimate()).isZero();
    assertThat(DistinctSketch.of(new LongVector(new long[0]))).isEqualTo(DistinctSketch.EMPTY);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 100, 1000, 10_000, 1_000_000})
  void estimatesWithinThreeStandardErrors(int distinct) {
    long[] values = LongStream.range(0, distinct).map(i -> i * 10 - 7).toArray();
    assertThat(DistinctSketch.of(new LongVector(values)).estimate())
        .isCloseTo(distinct, Percentage.withPercentage(39));
  }

  @Test
  void repeatsDoNotCount() {
    long[] values = IntStream.range(0, 5000).mapToLong(i -> i % 3).toArray();
    assertThat(DistinctSketch.of(new LongVector(values)).estimate()).isEqualTo(3);
  }

  @Test
  void theMergeIsTheSketchOfTheUnion() {
    DistinctSketch low = DistinctSketch.of(longs(0, 600));
    DistinctSketch high = DistinctSketch.of(longs(400, 1000));
    assertThat(low.merge(high)).isEqualTo(DistinctSketch.of(longs(0, 1000)));
    assertThat(high.merge(low)).isEqualTo(low.merge(high));
  }

  @Test
  void equalDoublesCountOnce() {
    double[] values = {0.0, -0.0, Double.NaN, Double.longBitsToDouble(0x7FF8_0000_0000_0001L)};
    assertThat(DistinctSketch.of(new DoubleVector(values)).estimate()).isEqualTo(2);
  }

  @Test
  void dictionaryAndConstantCountLikePlainValues() {
    var plain =
        (BytesVector)
            Vectors.of(DataType.STRING, List.of("ant", "bee", "cat is long enough for two words"));
    var coded = new DictionaryVector(new int[] {2, 0, 2}, 3, plain, null);
    assertThat(DistinctSketch.of(coded)).isEqualTo(DistinctSketch.of(coded.flatten()));
    var one = Vectors.single(DataType.STRING, "bee");
    assertThat(DistinctSketch.of(new ConstantVector(one, 9))).isEqualTo(DistinctSketch.of(one));
  }

  @Test
  void givesBackItsStoredBytesAndRefusesImpossibleOnes() {
    DistinctSketch sketch = DistinctSketch.of(longs(0, 500));
    assertThat(DistinctSketch.ofBytes(sketch.toBytes(), 0)).isEqualTo(sketch);
    byte[] impossible = sketch.toBytes();
    impossible[5] = 60;
    assertThat(DistinctSketch.ofBytes(impossible, 0)).isNull();
  }

  @Test
  void hashesNeverChange() {
    DistinctSketch.Builder all = new DistinctSketch.Builder();
    all.add(longs(0, 20));
    all.add(new DoubleVector(new double[] {0.5, -3}));
    all.add(Vectors.of(DataType.STRING, List.of("", "Zoë", "a string of some length")));
    all.add(Vectors.of(DataType.UUID, List.of(new UUID(3, 4))));
    assertThat(HexFormat.of().formatHex(all.build().toBytes()))
        .isEqualTo(
            "00000300020000020000000003000000000000000300000201000101000000030301"
                + "000002050001000000010000000400030000000000000100000000040000");
  }

  private static LongVector longs(int from, int to) {
    return new LongVector(LongStream.range(from, to).toArray());
  }
}
