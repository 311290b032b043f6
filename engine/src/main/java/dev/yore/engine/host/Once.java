package dev.yore.engine.host;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Something that happens once, and can be waited for. */
public final class Once {
  private final Host host;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile boolean happened;

  public Once(Host host) {
    this.host = host;
  }

  public void happen() {
    lock.lock();
    try {
      happened = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  public boolean hasHappened() {
    return happened;
  }

  /**
   * Waits for it.
   *
   * @return whether it has happened; true as well when the thread is interrupted
   */
  public boolean await(Duration atMost) {
    long end = host.nanoTime() + atMost.toNanos();
    lock.lock();
    try {
      long left = atMost.toNanos();
      while (!happened && left > 0) {
        host.await(lock, changed, left);
        left = end - host.nanoTime();
      }
      return happened;
    } catch (InterruptedException e) {
      return true;
    } finally {
      lock.unlock();
    }
  }
}
