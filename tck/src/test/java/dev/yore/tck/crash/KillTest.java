package dev.yore.tck.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.transactor.EmbeddedDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it commits and indexes loses nothing it has acknowledged. */
class KillTest {
  private static final int ROUNDS = 50;
  private static final int LONGEST_LIFE_MILLIS = 120;
  private static final long SEED = 20_260_731;

  @TempDir Path directory;

  @Test
  void aKilledProcessLosesNothingAcknowledgedAndShowsNothingTorn() throws Exception {
    Path file = directory.resolve("killed.yore");
    Random random = new Random(SEED);
    long acknowledged = 0;
    long found = 0;
    for (int round = 0; round < ROUNDS; round++) {
      acknowledged = Math.max(acknowledged, commitUntilKilled(file, random));
      try (EmbeddedDatabase database =
          EmbeddedDatabase.open("file:" + file, false, CommittingProcess.OPTIONS)) {
        Bookkeeping.check(database.db(), Math.max(acknowledged, found), random);
        found = Bookkeeping.entries(database.db());
      }
    }
    assertThat(acknowledged).as("transactions in all rounds").isGreaterThan(ROUNDS);
  }

  /** The number of the last entry that a process acknowledged before it was killed. */
  private static long commitUntilKilled(Path file, Random random) throws Exception {
    Process process = start(file, random.nextLong());
    try (BufferedReader output = process.inputReader()) {
      assertThat(output.readLine()).isEqualTo("open");
      Thread.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
      process.toHandle().destroyForcibly();
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
      long last = 0;
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        assertThat(line).startsWith("committed ");
        last = Math.max(last, Long.parseLong(line.substring("committed ".length())));
      }
      return last;
    }
  }

  private static Process start(Path file, long seed) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new ProcessBuilder(
            List.of(
                java.toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                CommittingProcess.class.getName(),
                file.toString(),
                Long.toString(seed)))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
