package dev.yore.engine.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.engine.schema.EntityIds;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.Run;
import dev.yore.storage.datom.RunBuilder;
import dev.yore.storage.value.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class EntitySortTest {
  private static DataType typeOf(int attribute) {
    return attribute % 2 == 0 ? DataType.LONG : DataType.STRING;
  }

  private static Object value(int attribute, int number) {
    return attribute % 2 == 0 ? (Object) (long) number : "value " + number;
  }

  /** Runs of several transactions as they wait: of one attribute each, sorted by key. */
  private static List<Run> transactions(Random random, int partitions) {
    List<Run> runs = new ArrayList<>();
    int count = 1 + random.nextInt(5);
    for (int t = 1; t <= count; t++) {
      for (int attribute = 40; attribute < 41 + random.nextInt(5); attribute++) {
        RunBuilder builder = new RunBuilder(IndexOrder.AEVT, EntitySortTest::typeOf, 16);
        for (int i = random.nextInt(20); i >= 0; i--) {
          long entity = EntityIds.of(1 + 15 * random.nextInt(partitions), random.nextInt(12) + 1L);
          Object value = value(attribute, random.nextInt(4));
          builder.addEvent(entity, attribute, value, t, random.nextInt(4) > 0);
        }
        runs.add(withoutRepeats(builder.build()));
      }
    }
    return runs;
  }

  /** One transaction says a thing once. */
  private static Run withoutRepeats(Run run) {
    int[] rows = new int[run.size()];
    int count = 0;
    for (int row = 0; row < run.size(); row++) {
      if (count == 0 || run.compareKeys(rows[count - 1], run, row) != 0) {
        rows[count++] = row;
      }
    }
    return run.gather(rows, count);
  }

  @Test
  void sortsAsComparingTheKeysDoes() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      List<Run> runs = transactions(random, 1 + seed % 3);
      Run expected =
          Concatenation.of(IndexOrder.AEVT, runs.stream().map(Span::of).toList())
              .in(IndexOrder.EAVT);
      Run sorted = EntitySort.of(runs);
      assertThat(sorted).as("seed %s", seed).isNotNull();
      if (sorted != null) {
        assertThat(sorted.order()).isEqualTo(IndexOrder.EAVT);
        assertThat(datoms(sorted)).as("seed %s", seed).isEqualTo(datoms(expected));
        assertThat(datoms(sorted.inRowOrder())).isEqualTo(datoms(expected));
      }
    }
  }

  @Test
  void leavesWhatIsTooFarApartToBePacked() {
    List<Run> runs = new ArrayList<>();
    for (int attribute = 0; attribute < 1100; attribute++) {
      long sequence = attribute == 0 ? 1 : (1L << 42) - 1;
      RunBuilder builder = new RunBuilder(IndexOrder.AEVT, EntitySortTest::typeOf, 1);
      builder.add(EntityIds.of(16, sequence), attribute, value(attribute, 1), 1);
      runs.add(builder.buildSorted());
    }
    assertThat(EntitySort.of(runs)).isNull();
  }

  private static List<Object> datoms(Run run) {
    List<Object> datoms = new ArrayList<>();
    for (int row = 0; row < run.size(); row++) {
      datoms.add(run.datom(row));
    }
    return datoms;
  }
}
