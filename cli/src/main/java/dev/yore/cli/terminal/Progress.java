package dev.yore.cli.terminal;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The line that tells how far long work is.
 *
 * <p>On a terminal it is written over five times a second, after the first second; elsewhere a line
 * is added every ten seconds.
 */
public final class Progress {
  private static final long DELAY_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long TERMINAL_PERIOD_NANOS = Duration.ofMillis(200).toNanos();
  private static final long FILE_PERIOD_NANOS = Duration.ofSeconds(10).toNanos();
  private static final String ERASE_LINE = "\r\033[K";

  private final PrintWriter err;
  private final boolean terminal;
  private final LongSupplier nanoTime;
  private final long started;
  private long nextAt;
  private boolean shown;

  public Progress(PrintWriter err, boolean terminal) {
    this(err, terminal, System::nanoTime);
  }

  Progress(PrintWriter err, boolean terminal, LongSupplier nanoTime) {
    this.err = err;
    this.terminal = terminal;
    this.nanoTime = nanoTime;
    started = nanoTime.getAsLong();
    nextAt = started + (terminal ? DELAY_NANOS : FILE_PERIOD_NANOS);
  }

  /** Seconds since the work began. */
  public double seconds() {
    return (nanoTime.getAsLong() - started) / 1e9;
  }

  /** Shows the line if it is time to. */
  public void tick(Supplier<String> line) {
    long now = nanoTime.getAsLong();
    if (now < nextAt) {
      return;
    }
    if (terminal) {
      err.print(ERASE_LINE + line.get());
      shown = true;
      nextAt = now + TERMINAL_PERIOD_NANOS;
    } else {
      err.println(line.get());
      nextAt = now + FILE_PERIOD_NANOS;
    }
    err.flush();
  }

  /** Takes the line away, before something else is written. */
  public void clear() {
    if (shown) {
      err.print(ERASE_LINE);
      err.flush();
      shown = false;
    }
  }
}
