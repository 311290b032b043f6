package dev.yore.storage.kv;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/** A store in the heap of this process, for {@code mem:} databases and tests. */
public final class MemoryStore implements KeyValueStore {

  /** ASCII keys compare as their bytes do. */
  private final TreeMap<String, Versioned> values = new TreeMap<>();

  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;

  @Override
  public Map<String, Versioned> get(Collection<String> keys) {
    StoreLimits.checkKeys(keys);
    lock.readLock().lock();
    try {
      checkOpen();
      Map<String, Versioned> found = LinkedHashMap.newLinkedHashMap(keys.size());
      for (String key : keys) {
        @Nullable Versioned value = values.get(key);
        if (value != null) {
          found.put(key, value);
        }
      }
      return found;
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public Set<String> putIfAbsent(Map<String, byte[]> batch) {
    StoreLimits.checkBatch(batch);
    lock.writeLock().lock();
    try {
      checkOpen();
      Set<String> taken = new HashSet<>();
      batch.forEach((key, value) -> {
        if (values.putIfAbsent(key, new Versioned(1, value)) != null) {
          taken.add(key);
        }
      });
      return taken;
    } finally {
      lock.writeLock().unlock();
    }
  }

  @Override
  public boolean compareAndSet(String key, long expectedRev, byte[] value) {
    StoreLimits.checkKey(key);
    StoreLimits.checkValue(key, value);
    lock.writeLock().lock();
    try {
      checkOpen();
      @Nullable Versioned present = values.get(key);
      long rev = present == null ? 0 : present.rev();
      if (rev != expectedRev) {
        return false;
      }
      values.put(key, new Versioned(rev + 1, value));
      return true;
    } finally {
      lock.writeLock().unlock();
    }
  }

  @Override
  public List<String> list(String prefix) {
    StoreLimits.checkPrefix(prefix);
    lock.readLock().lock();
    try {
      checkOpen();
      List<String> keys = new ArrayList<>();
      for (String key : values.tailMap(prefix, true).keySet()) {
        if (!key.startsWith(prefix)) {
          break;
        }
        keys.add(key);
      }
      return keys;
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public void delete(Collection<String> keys) {
    StoreLimits.checkKeys(keys);
    lock.writeLock().lock();
    try {
      checkOpen();
      keys.forEach(values::remove);
    } finally {
      lock.writeLock().unlock();
    }
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      closed = true;
      values.clear();
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void checkOpen() {
    if (closed) {
      throw YoreException.of(ErrorCode.CLOSED, "The store is closed");
    }
  }
}
