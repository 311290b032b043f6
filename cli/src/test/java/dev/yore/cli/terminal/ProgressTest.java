package dev.yore.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final StringWriter text = new StringWriter();
  private long now;

  @Test
  void writesOverOneLineOfATerminalAndTakesItAway() {
    Progress progress = new Progress(new PrintWriter(text), true, () -> now);
    progress.tick(() -> "early");
    at(progress, Duration.ofMillis(1000), "one");
    at(progress, Duration.ofMillis(1100), "too soon");
    at(progress, Duration.ofMillis(1200), "two");
    progress.clear();
    progress.clear();

    assertThat(text).hasToString("\r\033[Kone\r\033[Ktwo\r\033[K");
  }

  @Test
  void addsALineEveryTenSecondsElsewhere() {
    Progress progress = new Progress(new PrintWriter(text), false, () -> now);
    at(progress, Duration.ofSeconds(9), "early");
    at(progress, Duration.ofSeconds(10), "one");
    at(progress, Duration.ofSeconds(19), "too soon");
    progress.clear();

    assertThat(text.toString().lines()).containsExactly("one");
  }

  private void at(Progress progress, Duration time, String line) {
    now = time.toNanos();
    progress.tick(() -> line);
  }
}
