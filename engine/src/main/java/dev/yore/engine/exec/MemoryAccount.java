package dev.yore.engine.exec;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that the operators of one execution hold, and the most that they may hold. Operators
 * that can do with less ask by {@link #tryTake} and spill when they are refused.
 */
public final class MemoryAccount {
  private final long limit;
  private final MemoryPool pool;
  private final AtomicLong held = new AtomicLong();
  private final AtomicLong peak = new AtomicLong();
  private volatile MemoryPool.@Nullable Share share;
  private boolean profiled;

  public MemoryAccount(long limit) {
    this(limit, MemoryPool.PROCESS);
  }

  /**
   * @param limit bytes that the execution may hold
   * @param pool what it shares with others
   */
  public MemoryAccount(long limit, MemoryPool pool) {
    this.limit = limit;
    this.pool = pool;
  }

  private MemoryPool.Share share() {
    MemoryPool.Share known = share;
    if (known == null) {
      synchronized (this) {
        known = share;
        if (known == null) {
          known = pool.share(this);
          share = known;
        }
      }
    }
    return known;
  }

  /** Takes bytes if the budget of the execution and the pool have them. */
  public boolean tryTake(long bytes) {
    long now = held.addAndGet(bytes);
    if (now > limit || !share().tryTake(bytes)) {
      held.addAndGet(-bytes);
      return false;
    }
    taken(now, bytes);
    return true;
  }

  /** Takes bytes, or fails when the budget does not have them. */
  public void take(long bytes, String holder) {
    if (!tryTake(bytes)) {
      throw YoreException.of(
              ErrorCode.OUT_OF_MEMORY,
              "The query needs more memory than its budget: narrow it, or raise the memory limit")
          .with("operator", holder)
          .with("limit bytes", limit)
          .with("asked for", bytes)
          .with("held by the query", held.get())
          .with("held by all queries", pool.held())
          .with("limit of all queries", pool.limit());
    }
  }

  /** Takes the little that an operator cannot do without, even beyond the budget. */
  void takeNeeded(long bytes) {
    share().take(bytes);
    taken(held.addAndGet(bytes), bytes);
  }

  private void taken(long now, long bytes) {
    if (now > peak.get()) {
      peak.accumulateAndGet(now, Math::max);
    }
    if (profiled) {
      Profile.takes(bytes);
    }
  }

  public void give(long bytes) {
    if (bytes == 0) {
      return;
    }
    held.addAndGet(-bytes);
    share().give(bytes);
    if (profiled) {
      Profile.takes(-bytes);
    }
  }

  /** Gives all back when the execution is over. */
  public void close() {
    MemoryPool.Share known = share;
    if (known != null) {
      known.run();
      held.set(0);
    }
  }

  void profiled() {
    profiled = true;
  }

  public long limit() {
    return limit;
  }

  public long held() {
    return held.get();
  }

  /** The most that was held at once. */
  public long peak() {
    return peak.get();
  }
}
