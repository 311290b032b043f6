package dev.yore.engine.exec;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the operators of one execution share: the memory account, results that are kept between
 * calls, and, for EXPLAIN ANALYZE, what each operator did.
 */
public final class Execution {
  private final MemoryAccount memory;
  private @Nullable Map<Object, Object> memos;
  private @Nullable Profile profile;
  private int parallelism = Workers.THREADS;

  public Execution(MemoryAccount memory) {
    this.memory = memory;
  }

  /** How many threads may work for it at a time, the one that asks included. */
  public int parallelism() {
    return parallelism;
  }

  /** Limits the threads that may work for it; more than there are processors are of no use. */
  public void parallelism(int threads) {
    parallelism = Math.clamp(threads, 1, Workers.THREADS);
  }

  public MemoryAccount memory() {
    return memory;
  }

  /** What {@code owner} keeps for this execution, made when first asked for. */
  @SuppressWarnings("unchecked")
  public <T> T memo(Object owner, Supplier<T> make) {
    Map<Object, Object> kept = memos;
    if (kept == null) {
      kept = new IdentityHashMap<>();
      memos = kept;
    }
    Object found = kept.get(owner);
    if (found == null) {
      found = make.get();
      kept.put(owner, found);
    }
    return (T) found;
  }

  /**
   * From now on counts what operators do, until the profile is closed; the databases of the
   * execution should be {@link dev.yore.engine.db.Db#counted} for datoms to be counted too.
   */
  public Profile profiled() {
    Profile made = new Profile();
    profile = made;
    memory.profiled();
    return made;
  }

  /** What the operators did, or null when it is not counted. */
  public @Nullable Profile profile() {
    return profile;
  }
}
