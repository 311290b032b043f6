package dev.yore.engine.host;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where something runs: what it has of threads and time. Whatever waits for a time or starts a
 * thread in the background does it by this, so that it can be run under a scheduler and a clock
 * that a test controls.
 */
public interface Host {

  /** This JVM and its clocks. */
  Host JVM =
      new Host() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public Instant now() {
          return Instant.now();
        }

        @Override
        public Thread thread(String name, Runnable task) {
          return Thread.ofPlatform().daemon().name(name).unstarted(task);
        }

        @Override
        public void sleep(long nanos) {
          LockSupport.parkNanos(nanos);
        }

        @Override
        public void await(ReentrantLock lock, Condition condition, long nanos)
            throws InterruptedException {
          boolean unused = condition.await(nanos, TimeUnit.NANOSECONDS);
        }
      };

  /** Nanoseconds of a clock that never goes back. */
  long nanoTime();

  Instant now();

  /** A thread that has not started yet; it keeps no process alive. */
  Thread thread(String name, Runnable task);

  /** Waits for about so long. */
  void sleep(long nanos);

  /**
   * Waits until a condition is signalled, for so long at most; like all such waits it may end for
   * no reason.
   *
   * @param lock that of the condition, held by the caller
   */
  void await(ReentrantLock lock, Condition condition, long nanos) throws InterruptedException;

  /** Waits for the end of a thread, whoever interrupts. */
  static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
