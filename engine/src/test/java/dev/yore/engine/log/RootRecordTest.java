package dev.yore.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yore.engine.db.Watermarks;
import dev.yore.engine.index.StoredRoots;
import dev.yore.engine.schema.EntityIds;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.frame.Frame;
import dev.yore.storage.frame.FrameKind;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class RootRecordTest {
  private static final StoredRoots ROOTS =
      new StoredRoots(7, 50, Set.of(41, 45), Map.of(), Map.of());

  @Test
  void keepsTheSequencesOfPartitions() {
    Watermarks used =
        Watermarks.NONE
            .raised(EntityIds.of(EntityIds.TX_PARTITION, 7))
            .raised(EntityIds.of(16, 600_000))
            .raised(EntityIds.of(1000, 1));
    byte[] stored = new RootRecord(ROOTS, 5, 3, List.of("a"), used).encode();
    RootRecord read = RootRecord.decode("root", stored);
    Watermarks sequences = Objects.requireNonNull(read.sequences());
    assertThat(sequences.partitions()).isEqualTo(used.partitions());
    for (int partition : used.partitions()) {
      assertThat(sequences.next(partition)).isEqualTo(used.next(partition));
    }
    assertThat(read.roots().t()).isEqualTo(ROOTS.t());
    assertThat(read.roots().withValues()).isEqualTo(ROOTS.withValues());
    assertThat(read.obsolete()).containsExactly("a");
    assertThat(read.logPosition()).isEqualTo(3);
  }

  @Test
  void readsRecordsFromBeforeSequencesWereKept() {
    byte[] stored = new RootRecord(ROOTS, 5, 3, List.of(), null).encode();
    assertThat(Frame.decode("root", FrameKind.ROOT, stored)[0]).isEqualTo((byte) 1);
    assertThat(RootRecord.decode("root", stored).sequences()).isNull();
  }

  @Test
  void tellsANewerRecordFromADamagedOne() {
    byte[] body =
        Frame.decode("root", FrameKind.ROOT, new RootRecord(ROOTS, 5, 3, List.of(), null).encode());
    body[0] = 3;
    byte[] newer = Frame.encode(FrameKind.ROOT, body);
    assertThatThrownBy(() -> RootRecord.decode("root", newer))
        .isInstanceOfSatisfying(
            YoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FORMAT_TOO_NEW));
  }
}
