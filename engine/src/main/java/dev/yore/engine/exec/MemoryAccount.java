package dev.yore.engine.exec;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.util.concurrent.atomic.AtomicLong;

/** The bytes that the operators of one execution hold, and the most that they may hold. */
public final class MemoryAccount {
  private final long limit;
  private final AtomicLong held = new AtomicLong();

  public MemoryAccount(long limit) {
    this.limit = limit;
  }

  /** Takes bytes, or fails when the budget does not have them. */
  public void take(long bytes, String holder) {
    if (held.addAndGet(bytes) > limit) {
      held.addAndGet(-bytes);
      throw YoreException.of(
              ErrorCode.OUT_OF_MEMORY,
              "The query needs more memory than its budget: narrow it, or raise the memory limit")
          .with("operator", holder)
          .with("limit bytes", limit)
          .with("asked for", bytes);
    }
  }

  public void give(long bytes) {
    held.addAndGet(-bytes);
  }

  public long held() {
    return held.get();
  }
}
