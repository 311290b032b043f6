package dev.yore.storage.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.storage.kv.Versioned;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledProcessTest {
  private static final int ROUNDS = 20;

  @TempDir Path dir;

  @Test
  void keepsAllThatWasAcknowledgedAndNothingHalf() throws Exception {
    Path file = dir.resolve("shop.yore");
    Random random = new Random(20);
    int acknowledged = -1;
    for (int round = 0; round < ROUNDS; round++) {
      Process child = ChildJvm.start(WritingChild.class, file.toString());
      try (BufferedReader out = child.inputReader()) {
        assertThat(out.readLine()).isEqualTo("ready " + child.pid());
        for (int writes = 1 + random.nextInt(8); writes > 0; writes--) {
          acknowledged = Integer.parseInt(out.readLine());
        }
        Thread.sleep(random.nextInt(20));
        // Through the handle: the process object would close the pipe that is still to be read.
        child.toHandle().destroyForcibly();
        acknowledged = Math.max(acknowledged, lastNumber(out));
      } finally {
        child.destroyForcibly();
        assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
      }
      // What was in flight at the kill may be there too, and is then what the next child goes on
      // from.
      acknowledged = check(file, acknowledged);
    }
    assertThat(acknowledged).isGreaterThanOrEqualTo(ROUNDS - 1);
  }

  private static int lastNumber(BufferedReader out) throws Exception {
    int last = -1;
    @Nullable String line;
    while ((line = out.readLine()) != null) {
      if (line.matches("\\d+")) {
        last = Math.max(last, Integer.parseInt(line));
      }
    }
    return last;
  }

  private static int check(Path file, int acknowledged) {
    try (FileStore store = FileStore.open(file)) {
      int count = store.list("small/").size();
      assertThat(count).isBetween(acknowledged + 1, acknowledged + 2);
      for (int n = 0; n < count; n++) {
        assertValue(store, WritingChild.small(n), WritingChild.value(n, 50));
        // The last write may have deleted its old value without living to tell.
        if (n > count - 1 - 20) {
          assertValue(store, WritingChild.large(n), WritingChild.value(n, n % 7 * 20_000));
        }
      }
      if (acknowledged >= 0) {
        Versioned root = Objects.requireNonNull(store.get("root"));
        assertThat(root.rev()).isBetween((long) count - 1, (long) count);
        assertThat(root.value()).isEqualTo(WritingChild.value((int) root.rev() - 1, 3000));
      }
      return count - 1;
    }
  }

  private static void assertValue(FileStore store, String key, byte[] expected) {
    Versioned found = Objects.requireNonNull(store.get(key), key);
    assertThat(found.value()).as(key).isEqualTo(expected);
  }
}
