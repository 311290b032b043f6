package dev.yore.tck.simulation;

import dev.yore.engine.host.Host;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** A process, whose threads stop for good when it is killed, and for a while when it is paused. */
final class SimulatedProcess implements Host {
  /** The wall clock when the scheduler's is 0; 2026. */
  private static final long EPOCH_SECONDS = 1_767_225_600;

  private final Scheduler scheduler;
  private final String name;
  private final int number;
  private final long skewMillis;
  private final List<Runnable> held = new ArrayList<>();
  private boolean killed;
  private boolean paused;

  /**
   * @param number its own, in the order of their starts
   * @param skewMillis how far its wall clock is off
   */
  SimulatedProcess(Scheduler scheduler, String name, int number, long skewMillis) {
    this.scheduler = scheduler;
    this.name = name;
    this.number = number;
    this.skewMillis = skewMillis;
  }

  int number() {
    return number;
  }

  boolean isAlive() {
    return !killed;
  }

  boolean isPaused() {
    return paused;
  }

  /** None of its threads runs any more; what it has sent is on its way. */
  void kill() {
    killed = true;
    paused = false;
    held.clear();
  }

  /** Nothing in it runs until it goes on, and it does not notice. */
  void pause() {
    paused = !killed;
  }

  void goOn() {
    if (paused) {
      paused = false;
      List<Runnable> tasks = List.copyOf(held);
      held.clear();
      tasks.forEach(task -> scheduler.ready(this, task));
    }
  }

  void hold(Runnable task) {
    held.add(task);
  }

  /** Starts a thread. */
  void start(String threadName, Runnable task) {
    thread(threadName, task).start();
  }

  @Override
  public long nanoTime() {
    return scheduler.nanos();
  }

  @Override
  public Instant now() {
    long nanos = scheduler.nanos() + TimeUnit.MILLISECONDS.toNanos(skewMillis);
    return Instant.ofEpochSecond(EPOCH_SECONDS, nanos);
  }

  @Override
  public Thread thread(String threadName, Runnable task) {
    Thread thread =
        VirtualThreads.unstarted(
            step -> scheduler.ready(this, step), name + " " + threadName, task);
    thread.setUncaughtExceptionHandler((failed, e) -> scheduler.failed(failed.getName(), e));
    return thread;
  }

  @Override
  public void sleep(long nanos) {
    Thread sleeper = Thread.currentThread();
    long end = scheduler.nanos() + nanos;
    scheduler.after(nanos, this, () -> LockSupport.unpark(sleeper));
    while (scheduler.nanos() < end) {
      LockSupport.park();
    }
  }

  @Override
  public void await(ReentrantLock lock, Condition condition, long nanos)
      throws InterruptedException {
    Alarm alarm = new Alarm(lock, condition);
    scheduler.after(nanos, this, alarm);
    condition.await();
    alarm.off = true;
  }

  /** Wakes whoever waits for a condition. */
  private final class Alarm implements Runnable {
    private final ReentrantLock lock;
    private final Condition condition;
    private boolean off;

    Alarm(ReentrantLock lock, Condition condition) {
      this.lock = lock;
      this.condition = condition;
    }

    @Override
    public void run() {
      if (!off) {
        start("alarm", this::signal);
      }
    }

    private void signal() {
      lock.lock();
      try {
        condition.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
