package dev.yore.engine.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Longs;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.Run;
import dev.yore.storage.value.DataType;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class RowGroupsTest {
  private static final int SIZE = RowGroups.SIZE;

  private static Span dense(long from, int rows) {
    return Span.of(
        Run.ofAttribute(
            IndexOrder.AEVT,
            40,
            DataType.LONG,
            new Longs.Dense(from, rows),
            new LongVector(new long[rows]),
            new Longs.Constant(1, rows),
            null,
            null));
  }

  private static long[] groups(long[] leaves, Span... novelty) {
    return RowGroups.of(leaves, new long[0], List.of(novelty), 0, Long.MAX_VALUE);
  }

  @Test
  void aLeafWithLittleNoveltyIsOneGroup() {
    assertThat(groups(new long[] {0, Long.MAX_VALUE}, dense(10, 2 * SIZE)))
        .containsExactly(0, Long.MAX_VALUE);
  }

  @Test
  void aLeafWithMuchNoveltyIsCut() {
    assertThat(groups(new long[] {0, Long.MAX_VALUE}, dense(10, 4 * SIZE)))
        .containsExactly(0, SIZE, 2 * SIZE, 3 * SIZE, 4 * SIZE, Long.MAX_VALUE);
  }

  @Test
  void onlyTheLeafWithTheNoveltyIsCut() {
    long second = 64L * SIZE;
    long[] groups =
        groups(new long[] {0, second - 1, second, 2 * second - 1}, dense(second, 3 * SIZE));
    assertThat(groups).containsExactly(0, second, second + SIZE, second + 2 * SIZE, Long.MAX_VALUE);
  }
}
