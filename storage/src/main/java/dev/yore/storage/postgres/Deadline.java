package dev.yore.storage.postgres;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The moment at which a call gives up. */
record Deadline(long nanoTime) {

  static Deadline after(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** At least one, for zero means without end to sockets. */
  int millisLeft(Duration atMost) {
    long left = TimeUnit.NANOSECONDS.toMillis(nanoTime - System.nanoTime());
    return (int) Math.max(1, Math.min(left, atMost.toMillis()));
  }

  boolean isOver() {
    return nanoTime - System.nanoTime() <= 0;
  }
}
