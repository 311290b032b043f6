package dev.yore.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.kv.KeyValueStore;
import dev.yore.storage.kv.KeyValueStoreContract;
import dev.yore.storage.kv.Versioned;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class PostgresStoreTest extends KeyValueStoreContract {
  @Override
  protected KeyValueStore open() throws Exception {
    return PostgresStore.open(TestPostgres.shared().newSchema(), PostgresOptions.DEFAULT);
  }

  @Test
  void writesABatchOfSeveralStatementsWholeAndLeavesWhatWasTaken() {
    store().putIfAbsent("k/3", bytes("old"));
    Map<String, byte[]> batch = new TreeMap<>();
    for (int i = 0; i < 6; i++) {
      byte[] value = new byte[6 << 20];
      Arrays.fill(value, (byte) i);
      batch.put("k/" + i, value);
    }
    assertThat(store().putIfAbsent(batch)).containsExactly("k/3");
    Map<String, Versioned> found = store().get(batch.keySet());
    assertThat(found).hasSize(6);
    assertThat(Objects.requireNonNull(found.get("k/5")).value()).isEqualTo(batch.get("k/5"));
    assertThat(Objects.requireNonNull(found.get("k/3")).value()).isEqualTo(bytes("old"));
  }

  @Test
  void listsMoreKeysThanAPageHas() {
    Map<String, byte[]> batch = new TreeMap<>();
    for (int i = 0; i < 25_000; i++) {
      batch.put("n/%05d".formatted(i), bytes(""));
    }
    store().putIfAbsent(batch);
    assertThat(store().list("n/")).containsExactlyElementsOf(batch.keySet());
  }

  @Test
  void ordersAndEndsListingsByBytesWhateverTheDatabasesLocale() {
    List<String> keys = List.of("p", "p!", "p/a", "p/B", "p0", "pA", "p~", "p~~", "q");
    keys.forEach(key -> store().putIfAbsent(key, bytes("")));
    assertThat(store().list("p")).containsExactly("p", "p!", "p/B", "p/a", "p0", "pA", "p~", "p~~");
  }

  @Test
  void writersOfTheSameBatchesDoNotStandInEachOthersWay() throws Exception {
    List<Callable<Integer>> writers = new ArrayList<>();
    for (int w = 0; w < 4; w++) {
      byte[] name = bytes("writer" + w);
      writers.add(() -> {
        int won = 0;
        for (int round = 0; round < 20; round++) {
          Map<String, byte[]> batch = new TreeMap<>();
          for (int i = 0; i < 50; i++) {
            batch.put(round + "/" + i, name);
          }
          won += 50 - store().putIfAbsent(batch).size();
        }
        return won;
      });
    }
    int sum = 0;
    try (ExecutorService pool = Executors.newFixedThreadPool(writers.size())) {
      for (Future<Integer> won : pool.invokeAll(writers)) {
        sum += won.get();
      }
    }
    assertThat(sum).isEqualTo(1000);
  }

  @Test
  void keepsSecretsApartAndClosesThemWithTheStore() {
    KeyValueStore secrets = ((PostgresStore) store()).secrets();
    secrets.putIfAbsent("token", bytes("s"));
    assertThat(store().list("")).isEmpty();
    assertThat(Objects.requireNonNull(secrets.get("token")).value()).isEqualTo(bytes("s"));
    store().close();
    refuses(ErrorCode.CLOSED, () -> secrets.get("token"));
  }

  @Test
  void goesOnForAnInterruptedThreadThatNeedNotWait() {
    store().putIfAbsent("a", bytes("1"));
    try {
      Thread.currentThread().interrupt();
      assertThat(store().get("a")).isNotNull();
      assertThat(store().compareAndSet("a", 1, bytes("2"))).isTrue();
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      Thread.interrupted();
    }
  }
}
