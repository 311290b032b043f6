package dev.yore.engine.exec;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that the operators of one execution hold, and the most that they may hold. Operators
 * that can do with less ask by {@link #tryTake} and spill when they are refused.
 */
public final class MemoryAccount {
  private static final AtomicLongFieldUpdater<MemoryAccount> HELD =
      AtomicLongFieldUpdater.newUpdater(MemoryAccount.class, "held");
  private static final AtomicLongFieldUpdater<MemoryAccount> PEAK =
      AtomicLongFieldUpdater.newUpdater(MemoryAccount.class, "peak");

  private final long limit;
  private final MemoryPool pool;
  private volatile long held;
  private volatile long peak;
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
    long now = HELD.addAndGet(this, bytes);
    if (now > limit || !share().tryTake(bytes)) {
      HELD.addAndGet(this, -bytes);
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
          .with("held by the query", held)
          .with("held by all queries", pool.held())
          .with("limit of all queries", pool.limit());
    }
  }

  /** Takes the little that an operator cannot do without, even beyond the budget. */
  void takeNeeded(long bytes) {
    share().take(bytes);
    taken(HELD.addAndGet(this, bytes), bytes);
  }

  private void taken(long now, long bytes) {
    if (now > peak) {
      PEAK.accumulateAndGet(this, now, Math::max);
    }
    if (profiled) {
      Profile.takes(bytes);
    }
  }

  public void give(long bytes) {
    if (bytes == 0) {
      return;
    }
    HELD.addAndGet(this, -bytes);
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
      held = 0;
    }
  }

  void profiled() {
    profiled = true;
  }

  public long limit() {
    return limit;
  }

  public long held() {
    return held;
  }

  /** The most that was held at once. */
  public long peak() {
    return peak;
  }
}
