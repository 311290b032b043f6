package dev.yore.storage.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedFileTest {
  @TempDir Path dir;

  @Test
  void namesKeyAndCheckAndKeepsOtherValuesReadable() throws Exception {
    Path file = dir.resolve("shop.yore");
    try (FileStore store = FileStore.open(file)) {
      for (int i = 0; i < 10; i++) {
        byte[] value = new byte[5000];
        Arrays.fill(value, (byte) ('0' + i));
        store.putIfAbsent("key" + i, value);
      }
    }
    byte[] bytes = Files.readAllBytes(file);
    int place = new String(bytes, ISO_8859_1).indexOf("4444444444") + 100;
    bytes[place] ^= 1;
    Files.write(file, bytes);
    try (FileStore store = FileStore.open(file)) {
      assertThatThrownBy(() -> store.get("key4"))
          .isInstanceOfSatisfying(
              YoreException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.CORRUPTED);
                assertThat(e.facts())
                    .containsEntry("key", "key4")
                    .containsEntry("check", "checksum")
                    .containsKeys("expected", "found", "file");
              });
      for (int i = 0; i < 10; i++) {
        if (i != 4) {
          assertThat(store.get("key" + i)).isNotNull();
        }
      }
      assertThat(store.putIfAbsent("more", new byte[1])).isTrue();
    }
  }

  @Test
  void neverGivesAnotherValueWhateverByteIsFlipped() throws Exception {
    Path file = dir.resolve("shop.yore");
    byte[] value = new byte[2000];
    Arrays.fill(value, (byte) 'v');
    try (FileStore store = FileStore.open(file)) {
      store.putIfAbsent("large", value);
      store.putIfAbsent("small", "tiny".getBytes(US_ASCII));
    }
    byte[] intact = Files.readAllBytes(file);
    int told = 0;
    for (int place = 0; place < intact.length; place += 61) {
      byte[] damaged = intact.clone();
      damaged[place] ^= 0x41;
      Files.write(file, damaged);
      told += readsRightOrTells(file, value) ? 0 : 1;
    }
    assertThat(told).isPositive();
  }

  /** Whether both values are read; where not, the error must say so. */
  private static boolean readsRightOrTells(Path file, byte[] value) {
    try (FileStore store = FileStore.open(file)) {
      assertThat(store.list("")).containsExactly("large", "small");
      assertThat(store.get("large"))
          .isNotNull()
          .satisfies(v -> assertThat(v.value()).isEqualTo(value));
      assertThat(store.get("small")).isNotNull().satisfies(v -> assertThat(v.value()).hasSize(4));
      return true;
    } catch (YoreException e) {
      assertThat(e.code()).isIn(ErrorCode.CORRUPTED, ErrorCode.FORMAT_TOO_NEW);
      return false;
    }
  }

  @Test
  void refusesAFileOfAnotherKind() throws Exception {
    Path file = dir.resolve("letter.txt");
    Files.writeString(file, "Dear Helena, ".repeat(2000));
    assertThatThrownBy(() -> FileStore.open(file))
        .isInstanceOfSatisfying(
            YoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPTED));
    assertThat(Files.readString(file)).startsWith("Dear Helena");
  }
}
