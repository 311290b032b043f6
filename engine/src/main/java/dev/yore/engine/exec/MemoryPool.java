package dev.yore.engine.exec;

import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes that all executions of a process may hold together. What is free goes to whoever asks
 * first. When nothing is free an execution still gets what it asks for up to its fair share, the
 * limit divided by those that hold anything; those that hold more get nothing until the total is
 * below the limit again, and spill. The total is therefore below twice the limit.
 */
public final class MemoryPool {
  /** Of the heap, what queries may hold together unless told otherwise: one part in this many. */
  private static final int HEAP_SHARE = 2;

  /** The system property with the limit of the process, in bytes. */
  public static final String PROPERTY = "yore.processMemoryLimit";

  /** What all executions of this process share unless they are given another pool. */
  public static final MemoryPool PROCESS =
      new MemoryPool(Long.getLong(PROPERTY, Runtime.getRuntime().maxMemory() / HEAP_SHARE));

  private static final Cleaner CLEANER = Cleaner.create();

  private final long limit;
  private final AtomicLong held = new AtomicLong();
  private final AtomicInteger holders = new AtomicInteger();

  public MemoryPool(long limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("a memory pool of " + limit + " bytes");
    }
    this.limit = limit;
  }

  public long limit() {
    return limit;
  }

  /** Bytes held by all executions now. */
  public long held() {
    return held.get();
  }

  /** What one execution holds of the pool; returned when the execution is forgotten. */
  static final class Share implements Runnable {
    private final MemoryPool pool;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger counted = new AtomicInteger();

    Share(MemoryPool pool) {
      this.pool = pool;
    }

    long held() {
      return bytes.get();
    }

    boolean tryTake(long wanted) {
      if (counted.compareAndSet(0, 1)) {
        pool.holders.incrementAndGet();
      }
      long total = pool.held.addAndGet(wanted);
      long mine = bytes.addAndGet(wanted);
      if (total <= pool.limit || mine <= pool.limit / Math.max(1, pool.holders.get())) {
        return true;
      }
      give(wanted);
      return false;
    }

    void take(long wanted) {
      pool.held.addAndGet(wanted);
      bytes.addAndGet(wanted);
    }

    void give(long returned) {
      pool.held.addAndGet(-returned);
      bytes.addAndGet(-returned);
    }

    @Override
    public void run() {
      give(bytes.get());
      if (counted.compareAndSet(1, 2)) {
        pool.holders.decrementAndGet();
      }
    }
  }

  /** A share that comes back by itself when {@code owner} is no longer reachable. */
  Share share(Object owner) {
    Share share = new Share(this);
    CLEANER.register(owner, share);
    return share;
  }
}
