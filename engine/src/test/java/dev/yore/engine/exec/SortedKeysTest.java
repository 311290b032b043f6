package dev.yore.engine.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

class SortedKeysTest {
  @RepeatedTest(30)
  void rowsComeInTheOrderOfTheirKeysAndEqualOnesAsTheyStood(RepetitionInfo round) {
    Random random = new Random(round.getCurrentRepetition());
    int extent = 1 + random.nextInt(300);
    int bits = random.nextInt(Long.SIZE);
    long[] keys = random.longs(extent).map(key -> key >> bits).toArray();
    if (random.nextInt(4) == 0) {
      Arrays.sort(keys);
    }
    boolean[] nulls = new boolean[extent];
    for (int i = 0; i < extent && random.nextBoolean(); i++) {
      nulls[random.nextInt(extent)] = true;
    }
    int[] meant = IntStream.range(0, extent).filter(i -> random.nextInt(5) > 0).toArray();
    long[] numbers = IntStream.range(0, extent).asLongStream().toArray();
    Vector[] columns = {new LongVector(numbers)};
    Batch batch = new Batch(columns, meant, meant.length);

    SortedKeys sorted = SortedKeys.of(batch, new LongVector(keys, extent, nulls));

    List<Long> expected = new ArrayList<>();
    Arrays.stream(meant).filter(row -> nulls[row]).forEach(row -> expected.add((long) row));
    Arrays.stream(meant)
        .filter(row -> !nulls[row])
        .boxed()
        .sorted((a, b) -> Long.compare(keys[a], keys[b]))
        .forEach(row -> expected.add((long) row));
    Batch rows = sorted.rows();
    assertThat(rows.count()).isEqualTo(meant.length);
    for (int i = 0; i < meant.length; i++) {
      long row = ((LongVector) rows.columns()[0]).get(rows.row(i));
      int place = sorted.places()[i];
      assertThat(row).isEqualTo(expected.get(i));
      assertThat(place < 0).isEqualTo(nulls[(int) row]);
      assertThat(place < 0 || sorted.numbers()[place] == keys[(int) row]).isTrue();
    }
    assertThat(sorted.numbers())
        .isEqualTo(Arrays.stream(sorted.numbers()).sorted().distinct().toArray());
  }
}
