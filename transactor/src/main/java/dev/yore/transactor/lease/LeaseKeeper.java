package dev.yore.transactor.lease;

import dev.yore.engine.log.Lease;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.kv.KeyValueStore;
import dev.yore.storage.kv.Versioned;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the lease of one database for one transactor: a state machine that is moved on by {@link
 * #turn()}, which should come at least three times in the life of a lease. Of one thread.
 *
 * <p>Time is that of this process alone. The holder's record counts as void when it has not changed
 * for as long as it is good for, measured from when it was first seen; and the holder itself stops
 * leading when it has not managed to renew it for so long, measured from before the last renewal.
 */
public final class LeaseKeeper {
  private final KeyValueStore store;
  private final String key;
  private final Place place;
  private final Duration length;
  private final LongSupplier nanos;

  private volatile @Nullable YoreException trouble;
  private volatile long answeredAt;
  private @Nullable Lease held;
  private long heldRev;
  private long renewedAt;

  private long seenRev = -1;
  private long seenAt;

  /**
   * @param key where the lease of the database is
   * @param place what the lease tells peers
   * @param length for how long a lease is good
   * @param nanos a clock that never goes back
   */
  public LeaseKeeper(
      KeyValueStore store, String key, Place place, Duration length, LongSupplier nanos) {
    this.store = store;
    this.key = key;
    this.place = place;
    this.length = length;
    this.nanos = nanos;
    this.answeredAt = nanos.getAsLong();
  }

  /** Whether the transactor may believe now to be the only one. */
  public boolean leads() {
    return held != null && nanos.getAsLong() - renewedAt < length.toNanos();
  }

  /** Why the lease cannot be kept, or null when all is well; for any thread. */
  public @Nullable YoreException trouble() {
    YoreException last = trouble;
    boolean silent = nanos.getAsLong() - answeredAt > 2 * length.toNanos();
    return last == null && silent
        ? YoreException.of(ErrorCode.CONNECTION_FAILURE, "The storage has not answered for long")
            .with("seconds", (nanos.getAsLong() - answeredAt) / 1_000_000_000L)
        : last;
  }

  /** The lease that is held, or null. */
  public @Nullable Lease held() {
    return held;
  }

  /**
   * Renews the lease, or takes it if nobody keeps it.
   *
   * @return whether it is held now
   */
  public boolean turn() {
    Lease mine = held;
    try {
      boolean holds = mine == null ? take() : renew(mine);
      trouble = null;
      answeredAt = nanos.getAsLong();
      return holds;
    } catch (YoreException unreachable) {
      trouble = unreachable;
      if (!leads()) {
        held = null;
      }
      return leads();
    }
  }

  private boolean renew(Lease mine) {
    long begun = nanos.getAsLong();
    if (store.compareAndSet(key, heldRev, mine.encode())) {
      heldRev++;
      renewedAt = begun;
    } else if (isOwn(store.get(key), mine)) {
      // A renewal before this one took effect though it seemed to have failed.
      heldRev++;
    } else {
      held = null;
    }
    return leads();
  }

  /** Whether the record is the renewal of the lease that is held, whose end was not known. */
  private boolean isOwn(@Nullable Versioned found, Lease mine) {
    return found != null
        && found.rev() == heldRev + 1
        && Lease.decode(key, found.value()).equals(mine);
  }

  private boolean take() {
    Versioned found = store.get(key);
    Lease before = found == null ? null : Lease.decode(key, found.value());
    long rev = found == null ? 0 : found.rev();
    if (before != null && before.held() && !isVoid(before, rev)) {
      return false;
    }
    long epoch = before == null ? 1 : before.epoch() + 1;
    Lease mine =
        new Lease(epoch, true, length.toMillis(), place.host(), place.port(), place.fingerprint());
    long begun = nanos.getAsLong();
    if (store.compareAndSet(key, rev, mine.encode())) {
      held = mine;
      heldRev = rev + 1;
      renewedAt = begun;
    }
    return leads();
  }

  private boolean isVoid(Lease lease, long rev) {
    long now = nanos.getAsLong();
    if (rev != seenRev) {
      seenRev = rev;
      seenAt = now;
    }
    return now - seenAt >= Duration.ofMillis(lease.millis()).toNanos();
  }

  /** Gives the lease back, so that another transactor need not wait; nothing if it is not held. */
  public void release() {
    Lease mine = held;
    if (mine != null) {
      held = null;
      store.compareAndSet(key, heldRev, mine.released().encode());
    }
  }
}
