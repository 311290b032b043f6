package dev.yore.storage.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.storage.column.Longs;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.Run;
import dev.yore.storage.segment.RandomRuns.Flavour;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.ValueOrder;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ColumnStatisticsTest {
  private static final Comparator<Object> ORDER = ValueOrder::compare;

  @Property(tries = 300, seed = "21")
  void boundsEveryRowOfARun(@ForAll long seed) {
    Run run = new RandomRuns(seed).any(80);
    ColumnStatistics statistics = ColumnStatistics.of(run);
    assertThat(statistics.count()).isEqualTo(run.size());
    if (run.isEmpty()) {
      assertThat(statistics).isEqualTo(ColumnStatistics.EMPTY);
      return;
    }
    var added = LongStream.range(0, run.size()).map(i -> run.added((int) i)).summaryStatistics();
    assertThat(statistics.minAdded()).isEqualTo(added.getMin());
    assertThat(statistics.maxAdded()).isEqualTo(added.getMax());
    if (run.attributes().length == 1) {
      List<Object> values = IntStream.range(0, run.size()).mapToObj(run::value).toList();
      assertThat(statistics.min())
          .usingComparator(ORDER)
          .isEqualTo(values.stream().min(ORDER).orElseThrow());
      assertThat(statistics.max())
          .usingComparator(ORDER)
          .isEqualTo(values.stream().max(ORDER).orElseThrow());
      assertThat(statistics.distinct().estimate()).isPositive();
    } else {
      assertThat(statistics.min()).isNull();
      assertThat(statistics.max()).isNull();
    }
  }

  @Property(tries = 200, seed = "22")
  void theMergeOfTwoPartsIsThatOfTheWhole(@ForAll long seed) {
    DataType type = RandomRuns.TYPES.get(Math.floorMod(seed, RandomRuns.TYPES.size()));
    Flavour flavour = Flavour.values()[Math.floorMod(seed, 3)];
    Run run = new RandomRuns(seed).of(IndexOrder.AEVT, flavour, new DataType[] {type}, 60);
    ColumnStatistics whole = ColumnStatistics.of(run);
    ColumnStatistics merged =
        ColumnStatistics.of(run.slice(0, 25)).merge(ColumnStatistics.of(run.slice(25, 60)));
    assertThat(merged).usingRecursiveComparison().ignoringFields("min", "max").isEqualTo(whole);
    assertThat(merged.min()).usingComparator(ORDER).isEqualTo(whole.min());
    assertThat(merged.max()).usingComparator(ORDER).isEqualTo(whole.max());
  }

  @Test
  void liveDatomsNeverEnd() {
    Run live =
        new RandomRuns(1).of(IndexOrder.AEVT, Flavour.LIVE, new DataType[] {DataType.LONG}, 9);
    assertThat(ColumnStatistics.of(live).minEnded()).isEqualTo(ColumnStatistics.NEVER);
    assertThat(ColumnStatistics.of(live).maxEnded()).isEqualTo(ColumnStatistics.NEVER);
  }

  @Test
  void historyEndsWithinItsBounds() {
    Run history =
        new RandomRuns(2).of(IndexOrder.AEVT, Flavour.HISTORY, new DataType[] {DataType.LONG}, 9);
    Longs ended = Objects.requireNonNull(history.ended());
    var bounds = LongStream.of(ended.toArray()).summaryStatistics();
    assertThat(ColumnStatistics.of(history).minEnded()).isEqualTo(bounds.getMin());
    assertThat(ColumnStatistics.of(history).maxEnded()).isEqualTo(bounds.getMax());
  }

  @Test
  void nothingAddsNothing() {
    Run run =
        new RandomRuns(3).of(IndexOrder.AVET, Flavour.LIVE, new DataType[] {DataType.STRING}, 9);
    ColumnStatistics statistics = ColumnStatistics.of(run);
    assertThat(statistics.merge(ColumnStatistics.EMPTY)).isEqualTo(statistics);
    assertThat(ColumnStatistics.EMPTY.merge(statistics)).isEqualTo(statistics);
  }
}
