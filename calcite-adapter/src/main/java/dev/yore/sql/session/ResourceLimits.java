package dev.yore.sql.session;

import dev.yore.engine.exec.Execution;
import dev.yore.engine.exec.MemoryAccount;
import dev.yore.engine.spill.TempSpace;

/**
 * What one statement may take.
 *
 * @param timeoutMillis 0 for any time
 * @param memory bytes its operators may hold
 * @param temporary where one that holds more puts its rows
 * @param parallelism how many threads may work for it at a time; more than there are processors
 *     count as that many
 */
public record ResourceLimits(
    long timeoutMillis, long memory, TempSpace temporary, int parallelism) {
  /** As many threads as there are processors. */
  public static final int ALL_PROCESSORS = Integer.MAX_VALUE;

  /** Any time and any thread, and the JVM's directory for temporary files. */
  public static ResourceLimits ofMemory(long bytes) {
    return new ResourceLimits(0, bytes, TempSpace.standard(), ALL_PROCESSORS);
  }

  ResourceLimits withTimeout(long millis) {
    return new ResourceLimits(millis, memory, temporary, parallelism);
  }

  ResourceLimits withParallelism(int threads) {
    return new ResourceLimits(timeoutMillis, memory, temporary, threads);
  }

  Execution execution() {
    Execution execution = new Execution(new MemoryAccount(memory), temporary);
    execution.parallelism(parallelism);
    return execution;
  }
}
