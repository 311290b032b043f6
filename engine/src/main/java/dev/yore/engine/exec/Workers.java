package dev.yore.engine.exec;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that help executions, one pool for the process. Its queue is served in order and a
 * helper leaves after a few morsels when others wait, so that no query keeps the pool for itself.
 */
final class Workers {
  /** How many threads there are at most: more would only take turns. */
  static final int THREADS = Runtime.getRuntime().availableProcessors();

  private static final long IDLE_SECONDS = 10;
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final ThreadPoolExecutor POOL = pool();

  private Workers() {}

  private static ThreadPoolExecutor pool() {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "yore-query-" + NUMBER.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  static void submit(Runnable helper) {
    POOL.execute(helper);
  }

  /** True when somebody waits for a thread. */
  static boolean wanted() {
    return !POOL.getQueue().isEmpty();
  }
}
