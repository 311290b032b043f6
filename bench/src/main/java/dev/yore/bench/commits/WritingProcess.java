package dev.yore.bench.commits;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Writes at full speed in a process of its own, until it is ended. */
final class WritingProcess {
  private WritingProcess() {}

  /**
   * @param arguments the URL, how many clients, and the first key that is free
   */
  public static void main(String[] arguments) throws Exception {
    AtomicLong ids = new AtomicLong(Long.parseLong(arguments[2]));
    try (Load load = new Load(arguments[0], Integer.parseInt(arguments[1]), ids)) {
      while (true) {
        Load.Turn turn = load.run(TimeUnit.SECONDS.toNanos(1));
        System.out.println(turn.latencies().length);
      }
    }
  }
}
