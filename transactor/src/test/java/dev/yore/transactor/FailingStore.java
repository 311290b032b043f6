package dev.yore.transactor;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.kv.KeyValueStore;
import dev.yore.storage.kv.MemoryStore;
import dev.yore.storage.kv.Versioned;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A store in memory that fails as it is told, and outlives those who close it. */
public final class FailingStore implements KeyValueStore {
  private final MemoryStore store = new MemoryStore();

  /** What writing values fails with; null lets it pass. */
  public volatile @Nullable ErrorCode failure;

  /** Whether a put that fails has happened nevertheless. */
  public volatile boolean writesAnyway;

  /** Whether reads fail while puts do. */
  public volatile boolean readsFail;

  @Override
  public Map<String, Versioned> get(Collection<String> keys) {
    if (failure != null && readsFail) {
      throw YoreException.of(failure, "The disk fails, as told");
    }
    return store.get(keys);
  }

  @Override
  public Set<String> putIfAbsent(Map<String, byte[]> values) {
    ErrorCode code = failure;
    if (code == null) {
      return store.putIfAbsent(values);
    }
    if (writesAnyway) {
      store.putIfAbsent(values);
    }
    throw YoreException.of(code, "The disk fails, as told");
  }

  @Override
  public boolean compareAndSet(String key, long expectedRev, byte[] value) {
    ErrorCode code = failure;
    boolean written =
        (code == null || writesAnyway) && store.compareAndSet(key, expectedRev, value);
    if (code != null) {
      throw YoreException.of(code, "The disk fails, as told");
    }
    return written;
  }

  @Override
  public List<String> list(String prefix) {
    return store.list(prefix);
  }

  @Override
  public void delete(Collection<String> keys) {
    store.delete(keys);
  }

  @Override
  public void close() {}
}
