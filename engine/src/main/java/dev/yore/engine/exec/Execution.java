package dev.yore.engine.exec;

import dev.yore.engine.spill.SpillFile;
import dev.yore.engine.spill.TempSpace;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the operators of one execution share: the memory account, results that are kept between
 * calls, and, for EXPLAIN ANALYZE, what each operator did.
 */
public final class Execution {
  private final MemoryAccount memory;
  private final TempSpace temporary;
  private @Nullable List<SpillFile> files;
  private @Nullable Map<Object, Object> memos;
  private @Nullable Profile profile;
  private int parallelism = Workers.THREADS;

  public Execution(MemoryAccount memory) {
    this(memory, TempSpace.standard());
  }

  /**
   * @param temporary where operators that are over the budget put their rows
   */
  public Execution(MemoryAccount memory, TempSpace temporary) {
    this.memory = memory;
    this.temporary = temporary;
  }

  /** A new temporary file, which {@link #closed} or {@link #close} deletes. */
  SpillFile temporaryFile() {
    SpillFile file = temporary.open();
    synchronized (this) {
      List<SpillFile> open = files;
      if (open == null) {
        open = new ArrayList<>();
        files = open;
      }
      open.add(file);
    }
    return file;
  }

  void closed(SpillFile file) {
    file.close();
    synchronized (this) {
      if (files != null) {
        files.remove(file);
      }
    }
  }

  /** Lets go of everything that operators left behind; harmless when repeated. */
  public void close() {
    memory.close();
    if (files != null) {
      synchronized (this) {
        files.forEach(SpillFile::close);
        files.clear();
      }
    }
  }

  /** How many threads may work for it at a time, the one that asks included. */
  public int parallelism() {
    return parallelism;
  }

  /** How many threads there are of those asked for: no more than processors, at least one. */
  public static int threads(int wanted) {
    return Math.clamp(wanted, 1, Workers.THREADS);
  }

  /** Limits the threads that may work for it; more than there are processors are of no use. */
  public void parallelism(int threads) {
    parallelism = threads(threads);
  }

  public MemoryAccount memory() {
    return memory;
  }

  /** What {@code owner} keeps for this execution, made when first asked for. */
  @SuppressWarnings("unchecked")
  public synchronized <T> T memo(Object owner, Supplier<T> make) {
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
