package dev.yore.transactor.serve;

import dev.yore.storage.kv.KeyValueStore;
import dev.yore.storage.kv.Versioned;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** A store that tells how long its calls take. */
final class MeasuredStore implements KeyValueStore {
  private final KeyValueStore store;
  private final Measures measures;

  MeasuredStore(KeyValueStore store, Measures measures) {
    this.store = store;
    this.measures = measures;
  }

  private <T> T measured(String operation, Supplier<T> call) {
    long begin = System.nanoTime();
    boolean failed = true;
    try {
      T result = call.get();
      failed = false;
      return result;
    } finally {
      measures.called(operation, System.nanoTime() - begin, failed);
    }
  }

  @Override
  public Map<String, Versioned> get(Collection<String> keys) {
    return measured("get", () -> store.get(keys));
  }

  @Override
  public Set<String> putIfAbsent(Map<String, byte[]> values) {
    return measured("put", () -> store.putIfAbsent(values));
  }

  @Override
  public boolean compareAndSet(String key, long expectedRev, byte[] value) {
    return measured("compareAndSet", () -> store.compareAndSet(key, expectedRev, value));
  }

  @Override
  public List<String> list(String prefix) {
    return measured("list", () -> store.list(prefix));
  }

  @Override
  public void delete(Collection<String> keys) {
    boolean unused =
        measured(
            "delete",
            () -> {
              store.delete(keys);
              return true;
            });
  }

  @Override
  public void close() {
    store.close();
  }
}
