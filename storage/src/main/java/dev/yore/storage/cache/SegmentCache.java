package dev.yore.storage.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decoded segments by their full store key, weighed by the bytes they take.
 *
 * <p>Of threads that ask for one missing segment one loads it and the others wait. A scan larger
 * than the cache does not evict it: Caffeine admits by W-TinyLFU, so a segment seen once passes
 * through a window of about one percent of the room and displaces an older one only if it has been
 * asked for more often, which a frequency sketch remembers for evicted keys too. A segment heavier
 * than the whole cache is never kept.
 */
public final class SegmentCache {

  /** The part of the heap that a cache takes unless it is told otherwise. */
  public static final double DEFAULT_HEAP_FRACTION = 0.4;

  /** What an entry costs besides the bytes of the segment: key, node and table slot. */
  private static final int ENTRY_BYTES = 200;

  /** One of so many reads of a segment that is remembered elsewhere; a power of two. */
  private static final int TELL_EVERY = 16;

  private final Cache<String, Cached> segments;
  private final boolean holdsNothing;
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final LongAdder bytesLoaded = new LongAdder();

  /**
   * @param bytesMax decoded bytes to hold at most; 0 to hold nothing
   */
  public SegmentCache(long bytesMax) {
    if (bytesMax < 0) {
      throw new IllegalArgumentException("a cache of " + bytesMax + " bytes");
    }
    this.holdsNothing = bytesMax == 0;
    // Maintenance runs in the thread that caused it: it is short, and eviction stays deterministic.
    segments =
        Caffeine.newBuilder()
            .maximumWeight(bytesMax)
            .weigher((String key, Cached segment) -> weight(segment))
            .executor(Runnable::run)
            .build();
  }

  /** A cache of the default part of the heap. */
  public static SegmentCache ofHeap() {
    return new SegmentCache((long) (Runtime.getRuntime().maxMemory() * DEFAULT_HEAP_FRACTION));
  }

  private static int weight(Cached segment) {
    return (int) Math.min(segment.bytes() + ENTRY_BYTES, Integer.MAX_VALUE);
  }

  /** The segment of a key, loaded if it is not here; what the load throws is thrown. */
  public Cached get(String key, Function<String, ? extends Cached> load) {
    Cached found = segments.getIfPresent(key);
    if (found != null) {
      hits.increment();
      SegmentReads.cached(found);
      return found;
    }
    return holdsNothing ? loaded(key, load) : segments.get(key, missing -> loaded(missing, load));
  }

  private Cached loaded(String key, Function<String, ? extends Cached> load) {
    misses.increment();
    Cached loaded = load.apply(key);
    bytesLoaded.add(loaded.bytes());
    SegmentReads.loaded(loaded);
    return loaded;
  }

  /**
   * As {@link #get(String, Function)}, for those who remember what they were given. They ask the
   * cache itself only now and then, which tells it often enough what is in use.
   */
  public Cached get(Near near, int index, String key, Function<String, ? extends Cached> load) {
    Cached known = holdsNothing ? null : near.get(index);
    if (known != null && (ThreadLocalRandom.current().nextInt() & TELL_EVERY - 1) != 0) {
      hits.increment();
      SegmentReads.cached(known);
      return known;
    }
    Cached found = get(key, load);
    if (found != known) {
      near.set(index, found);
    }
    return found;
  }

  /** What is here under a key, or null; for what is made of segments and not loaded. */
  public @Nullable Cached peek(String key) {
    Cached found = segments.getIfPresent(key);
    if (found != null) {
      SegmentReads.cached(found);
    }
    return found;
  }

  /** The segments of these keys, the missing ones loaded by one call. */
  public Map<String, Cached> getAll(
      Collection<String> keys,
      Function<Set<? extends String>, ? extends Map<String, ? extends Cached>> load) {
    Set<String> fresh = new HashSet<>();
    Map<String, Cached> all =
        segments.getAll(
            keys,
            missing -> {
              misses.add(missing.size());
              hits.add(-missing.size());
              Map<String, Cached> loaded = new LinkedHashMap<>(load.apply(missing));
              loaded.values().forEach(segment -> bytesLoaded.add(segment.bytes()));
              fresh.addAll(missing);
              return loaded;
            });
    hits.add(all.size());
    all.forEach((key, segment) -> {
      if (fresh.contains(key)) {
        SegmentReads.loaded(segment);
      } else {
        SegmentReads.cached(segment);
      }
    });
    return all;
  }

  /** Keeps a segment that was just written, so that it need not be loaded. */
  public void put(String key, Cached segment) {
    segments.put(key, segment);
  }

  /** Forgets all segments. */
  public void clear() {
    segments.invalidateAll();
  }

  public CacheStatistics statistics() {
    long held = segments.policy().eviction().map(e -> e.weightedSize().orElse(0)).orElse(0L);
    return new CacheStatistics(hits.sum(), misses.sum(), bytesLoaded.sum(), held);
  }
}
