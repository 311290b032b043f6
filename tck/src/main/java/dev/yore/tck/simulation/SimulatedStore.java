package dev.yore.tck.simulation;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.kv.KeyValueStore;
import dev.yore.storage.kv.Versioned;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The store as one process reaches it: over a network. A call travels, takes effect in one moment
 * and travels back; on the way it may get lost, and it may arrive after the caller has given up.
 */
final class SimulatedStore implements KeyValueStore {
  private static final long TRAVEL = TimeUnit.MICROSECONDS.toNanos(300);
  private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(800);

  private final Server server;
  private final SimulatedProcess caller;

  /** What all processes reach. */
  static final class Server {
    private final Scheduler scheduler;
    private final SimulatedProcess process;
    private final KeyValueStore data;
    private Faults faults = Faults.NONE;
    private boolean out;

    Server(Scheduler scheduler, SimulatedProcess process, KeyValueStore data) {
      this.scheduler = scheduler;
      this.process = process;
      this.data = data;
    }

    void faults(Faults now) {
      faults = now;
    }

    /** Whether nobody reaches it. */
    void out(boolean now) {
      out = now;
    }
  }

  SimulatedStore(Server server, SimulatedProcess caller) {
    this.server = server;
    this.caller = caller;
  }

  /** One call, by the thread that waits for it. */
  private final class Call<T> {
    private final Thread thread = Thread.currentThread();
    private final boolean writes;
    private final Supplier<T> effect;
    private @Nullable T result;
    private @Nullable YoreException failure;
    private boolean ended;

    Call(boolean writes, Supplier<T> effect) {
      this.writes = writes;
      this.effect = effect;
    }

    @Nullable T get() {
      Scheduler scheduler = server.scheduler;
      Faults faults = server.faults;
      boolean late = scheduler.oneIn(faults.storeLate());
      boolean unheard = late || scheduler.oneIn(faults.storeUnheard());
      if (server.out || scheduler.oneIn(faults.storeLost())) {
        scheduler.after(PATIENCE, caller, () -> end(ErrorCode.CONNECTION_FAILURE));
      } else {
        long travel = late ? scheduler.around(2 * PATIENCE) : scheduler.around(TRAVEL);
        scheduler.after(travel, server.process, () -> arrive(unheard));
        if (unheard) {
          ErrorCode code = writes ? ErrorCode.OUTCOME_UNKNOWN : ErrorCode.CONNECTION_FAILURE;
          scheduler.after(PATIENCE, caller, () -> end(code));
        }
      }
      while (!ended) {
        LockSupport.park();
      }
      if (failure != null) {
        throw failure;
      }
      return result;
    }

    private void arrive(boolean unheard) {
      T answer;
      YoreException refusal;
      try {
        answer = effect.get();
        refusal = null;
      } catch (YoreException e) {
        answer = null;
        refusal = e;
      }
      if (!unheard) {
        T heard = answer;
        YoreException refused = refusal;
        Scheduler scheduler = server.scheduler;
        scheduler.after(
            scheduler.around(TRAVEL),
            caller,
            () -> {
              result = heard;
              failure = refused;
              end();
            });
      }
    }

    private void end(ErrorCode code) {
      failure = YoreException.of(code, "The store was not heard of in time");
      end();
    }

    private void end() {
      ended = true;
      LockSupport.unpark(thread);
    }
  }

  private <T> T call(boolean writes, Supplier<T> effect) {
    // Whoever observes from outside of all processes sees it at once.
    boolean inside = Thread.currentThread().isVirtual();
    T result = inside ? new Call<>(writes, effect).get() : effect.get();
    if (result == null) {
      throw new IllegalStateException("a call of the store has no result");
    }
    return result;
  }

  @Override
  public Map<String, Versioned> get(Collection<String> keys) {
    List<String> asked = List.copyOf(keys);
    return call(false, () -> server.data.get(asked));
  }

  @Override
  public Set<String> putIfAbsent(Map<String, byte[]> values) {
    return call(true, () -> server.data.putIfAbsent(values));
  }

  @Override
  public boolean compareAndSet(String key, long expectedRev, byte[] value) {
    return call(true, () -> server.data.compareAndSet(key, expectedRev, value));
  }

  @Override
  public List<String> list(String prefix) {
    return call(false, () -> server.data.list(prefix));
  }

  @Override
  public void delete(Collection<String> keys) {
    List<String> asked = List.copyOf(keys);
    boolean unused =
        call(
            true,
            () -> {
              server.data.delete(asked);
              return true;
            });
  }

  @Override
  public void close() {}
}
