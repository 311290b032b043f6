package dev.yore.storage.cache;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Tells whoever watches a thread which segments that thread reads, and where they were found. While
 * nobody watches any thread a read pays for one look at a number.
 */
public final class SegmentReads {
  private static final AtomicInteger WATCHES = new AtomicInteger();
  private static final ThreadLocal<@Nullable Watcher> WATCHER = new ThreadLocal<>();

  private SegmentReads() {}

  /** Is told of the reads of the threads that it watches. */
  public interface Watcher {
    /** A segment was in the cache. */
    void cached(long bytes);

    /** A segment came from the store; its stored bytes are told apart. */
    void loaded(long bytes);

    /** So many bytes were read from the store. */
    void stored(long bytes);
  }

  /** Begins a watch, which some thread's {@link #watchedBy} may belong to; {@link #end} ends it. */
  public static void begin() {
    WATCHES.incrementAndGet();
  }

  public static void end() {
    WATCHES.decrementAndGet();
  }

  /** Who is told of this thread's reads now, or null. */
  public static @Nullable Watcher watcher() {
    return WATCHER.get();
  }

  /** From now on tells {@code watcher}, or nobody, of this thread's reads. */
  public static void watchedBy(@Nullable Watcher watcher) {
    if (watcher == null) {
      WATCHER.remove();
    } else {
      WATCHER.set(watcher);
    }
  }

  static void cached(Cached segment) {
    if (WATCHES.get() > 0) {
      Watcher watcher = WATCHER.get();
      if (watcher != null) {
        watcher.cached(segment.bytes());
      }
    }
  }

  static void loaded(Cached segment) {
    if (WATCHES.get() > 0) {
      Watcher watcher = WATCHER.get();
      if (watcher != null) {
        watcher.loaded(segment.bytes());
      }
    }
  }

  /** Called by those who read stored bytes. */
  public static void stored(long bytes) {
    if (WATCHES.get() > 0) {
      Watcher watcher = WATCHER.get();
      if (watcher != null) {
        watcher.stored(bytes);
      }
    }
  }
}
