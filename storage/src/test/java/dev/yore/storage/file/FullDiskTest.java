package dev.yore.storage.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.kv.Versioned;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullDiskTest {
  private static final FileStore.Options QUOTA = new FileStore.Options(QuotaFilePath.SCHEME);

  @TempDir Path dir;

  @BeforeEach
  void makeRoom() {
    QuotaFilePath.register();
    QuotaFilePath.bytesMax = Long.MAX_VALUE;
    QuotaFilePath.syncFails = false;
  }

  @AfterEach
  void leaveRoom() {
    makeRoom();
  }

  @Test
  void refusesTheCommitKeepsReadingAndGoesOnWhenThereIsRoom() throws Exception {
    Path file = dir.resolve("shop.yore");
    try (FileStore store = FileStore.open(file, QUOTA)) {
      for (int round = 0; round < 20; round++) {
        String key = "round/" + round;
        byte[] value = new byte[round * 3000];
        assertThat(store.putIfAbsent(key, value)).isTrue();
        QuotaFilePath.bytesMax = Files.size(file) + round * 700L;
        fillsUp(store, key + "/big", new byte[500_000]);
        fillsUp(store, key + "/again", new byte[500_000]);
        assertThat(store.list("")).hasSize(round + 1).contains(key);
        assertThat(Objects.requireNonNull(store.get(key)).value()).isEqualTo(value);
        QuotaFilePath.bytesMax = Long.MAX_VALUE;
      }
      assertThat(store.putIfAbsent("round/0/big", new byte[500_000])).isTrue();
    }
    try (FileStore store = FileStore.open(file, QUOTA)) {
      assertThat(store.list("")).hasSize(21);
      assertThat(store.get("round/0/big")).extracting(Versioned::rev).isEqualTo(1L);
    }
  }

  @Test
  void keepsABatchWholeWhenTheDiskFillsUp() throws Exception {
    Path file = dir.resolve("shop.yore");
    try (FileStore store = FileStore.open(file, QUOTA)) {
      store.putIfAbsent("first", new byte[1]);
      QuotaFilePath.bytesMax = Files.size(file) + 50_000;
      assertThatThrownBy(() -> store.putIfAbsent(Map.of("a", new byte[10], "b", new byte[300_000])))
          .isInstanceOfSatisfying(
              YoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DISK_FULL));
      assertThat(store.list("")).containsExactly("first");
    }
  }

  @Test
  void tellsAFailedSyncAndGoesOn() {
    try (FileStore store = FileStore.open(dir.resolve("shop.yore"), QUOTA)) {
      store.putIfAbsent("first", new byte[1]);
      QuotaFilePath.syncFails = true;
      assertThatThrownBy(() -> store.putIfAbsent("second", new byte[1]))
          .isInstanceOfSatisfying(
              YoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IO_ERROR));
      QuotaFilePath.syncFails = false;
      assertThat(store.list("")).contains("first");
      assertThat(store.putIfAbsent("third", new byte[1])).isTrue();
    }
  }

  private static void fillsUp(FileStore store, String key, byte[] value) {
    assertThatThrownBy(() -> store.putIfAbsent(key, value))
        .isInstanceOfSatisfying(
            YoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DISK_FULL));
  }
}
