package dev.yore.storage.kv;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link KeyValueStore} does. */
public abstract class KeyValueStoreContract {
  private @Nullable KeyValueStore opened;

  /** A new, empty store. */
  protected abstract KeyValueStore open() throws Exception;

  @BeforeEach
  void openStore() throws Exception {
    opened = open();
  }

  @AfterEach
  void closeStore() {
    store().close();
  }

  protected final KeyValueStore store() {
    if (opened == null) {
      throw new IllegalStateException("The store is opened before each test");
    }
    return opened;
  }

  protected static byte[] bytes(String text) {
    return text.getBytes(US_ASCII);
  }

  @Test
  void givesBackWhatWasPutWithRevisionOne() {
    assertThat(store().putIfAbsent("a", bytes("1"))).isTrue();
    assertThat(revOf("a")).isEqualTo(1);
    assertThat(valueOf("a")).isEqualTo(bytes("1"));
  }

  @Test
  void givesOnlyKeysThatExist() {
    store().putIfAbsent("a", bytes("1"));
    assertThat(store().get(List.of("a", "b"))).containsOnlyKeys("a");
    assertThat(store().get("b")).isNull();
    assertThat(store().get(List.of())).isEmpty();
  }

  @Test
  void keepsValuesOfAnySize() {
    Random random = new Random(7);
    Map<String, byte[]> values = new TreeMap<>();
    for (int size : new int[] {0, 1, 1023, 1024, 1025, 4095, 4096, 4097, 100_000, 3_000_000}) {
      byte[] value = new byte[size];
      random.nextBytes(value);
      values.put("size/" + size, value);
    }
    assertThat(store().putIfAbsent(values)).isEmpty();
    values.forEach((key, value) -> assertThat(valueOf(key)).isEqualTo(value));
  }

  @Test
  void leavesTakenKeysAndWritesTheOthersOfABatch() {
    store().putIfAbsent("b", bytes("old"));
    Map<String, byte[]> batch = Map.of("a", bytes("1"), "b", bytes("2"), "c", bytes("3"));
    assertThat(store().putIfAbsent(batch)).containsExactly("b");
    assertThat(valueOf("a")).isEqualTo(bytes("1"));
    assertThat(valueOf("b")).isEqualTo(bytes("old"));
    assertThat(valueOf("c")).isEqualTo(bytes("3"));
    assertThat(store().putIfAbsent("a", bytes("4"))).isFalse();
  }

  @Test
  void takesAnEmptyBatch() {
    assertThat(store().putIfAbsent(Map.of())).isEmpty();
    store().delete(List.of());
    assertThat(store().list("")).isEmpty();
  }

  @Test
  void replacesAValueAtTheExpectedRevisionOnly() {
    assertThat(store().compareAndSet("root", 1, bytes("x"))).isFalse();
    assertThat(store().compareAndSet("root", 0, bytes("a"))).isTrue();
    assertThat(store().compareAndSet("root", 0, bytes("x"))).isFalse();
    assertThat(store().compareAndSet("root", 1, bytes("b"))).isTrue();
    assertThat(store().compareAndSet("root", 1, bytes("x"))).isFalse();
    assertThat(revOf("root")).isEqualTo(2);
    assertThat(valueOf("root")).isEqualTo(bytes("b"));
  }

  @Test
  void replacesLargeValues() {
    store().compareAndSet("root", 0, new byte[50_000]);
    store().compareAndSet("root", 1, bytes("small"));
    assertThat(valueOf("root")).isEqualTo(bytes("small"));
    store().compareAndSet("root", 2, new byte[70_000]);
    assertThat(valueOf("root")).hasSize(70_000);
  }

  @Test
  void beginsAtRevisionOneAgainAfterADelete() {
    store().compareAndSet("root", 0, bytes("a"));
    store().compareAndSet("root", 1, bytes("b"));
    store().delete(List.of("root", "never-there"));
    assertThat(store().get("root")).isNull();
    assertThat(store().compareAndSet("root", 2, bytes("x"))).isFalse();
    assertThat(store().putIfAbsent("root", bytes("c"))).isTrue();
    assertThat(revOf("root")).isEqualTo(1);
  }

  @Test
  void listsKeysOfAPrefixInTheOrderOfBytes() {
    List<String> keys =
        List.of("db/log/1", "db/log", "db/log/~", "db/log/A", "db/lof", "db0", "db/log/a");
    keys.forEach(key -> store().putIfAbsent(key, bytes("")));
    assertThat(store().list("db/log/"))
        .containsExactly("db/log/1", "db/log/A", "db/log/a", "db/log/~");
    assertThat(store().list("")).hasSize(7).isSorted();
    assertThat(store().list("zzz")).isEmpty();
  }

  @Test
  void listsManyKeys() {
    Map<String, byte[]> batch = new TreeMap<>();
    for (int i = 0; i < 5000; i++) {
      batch.put("n/%04d".formatted(i), bytes("v" + i));
    }
    store().putIfAbsent(batch);
    assertThat(store().list("n/")).containsExactlyElementsOf(batch.keySet());
    assertThat(store().list("n/49")).hasSize(100);
    store().delete(store().list("n/4"));
    assertThat(store().list("n/")).hasSize(4000);
    assertThat(valueOf("n/3999")).isEqualTo(bytes("v3999"));
  }

  @Test
  void takesTheLongestKeyAndRefusesALongerOne() {
    String longest = "k".repeat(KeyValueStore.KEY_CHARS_MAX);
    assertThat(store().putIfAbsent(longest, bytes("v"))).isTrue();
    assertThat(valueOf(longest)).isEqualTo(bytes("v"));
    refuses(ErrorCode.LIMIT_EXCEEDED, () -> store().putIfAbsent(longest + "k", bytes("v")));
  }

  @Test
  void takesTheLargestValueAndRefusesALargerOne() {
    byte[] largest = new byte[KeyValueStore.VALUE_BYTES_MAX];
    largest[KeyValueStore.VALUE_BYTES_MAX - 1] = 7;
    assertThat(store().putIfAbsent("large", largest)).isTrue();
    assertThat(valueOf("large")).isEqualTo(largest);
    byte[] tooLarge = new byte[KeyValueStore.VALUE_BYTES_MAX + 1];
    refuses(ErrorCode.LIMIT_EXCEEDED, () -> store().compareAndSet("x", 0, tooLarge));
    refuses(
        ErrorCode.LIMIT_EXCEEDED,
        () -> store().putIfAbsent(Map.of("ok", bytes("v"), "x", tooLarge)));
    assertThat(store().get("ok")).isNull();
  }

  @Test
  void refusesKeysThatAreNotPrintableAscii() {
    for (String key : List.of("", "a b", "a\n", "é", "a\u007f")) {
      refuses(ErrorCode.INVALID_PARAMETER_VALUE, () -> store().putIfAbsent(key, bytes("v")));
      refuses(ErrorCode.INVALID_PARAMETER_VALUE, () -> store().get(key));
    }
  }

  @Test
  void givesEachLogPositionToOneOfManyWriters() throws Exception {
    int writers = 8;
    int positions = 50;
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int w = 0; w < writers; w++) {
      byte[] name = bytes("writer" + w);
      tasks.add(() -> {
        int won = 0;
        for (int n = 0; n < positions; n++) {
          won += store().putIfAbsent("log/" + n, name) ? 1 : 0;
        }
        return won;
      });
    }
    assertThat(sum(tasks)).isEqualTo(positions);
    assertThat(store().list("log/")).hasSize(positions);
  }

  @Test
  void losesNoIncrementOfManyWriters() throws Exception {
    store().compareAndSet("n", 0, new byte[] {0});
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int w = 0; w < 4; w++) {
      tasks.add(() -> {
        int done = 0;
        while (done < 20) {
          Versioned now = Objects.requireNonNull(store().get("n"));
          byte[] next = {(byte) (now.value()[0] + 1)};
          done += store().compareAndSet("n", now.rev(), next) ? 1 : 0;
        }
        return done;
      });
    }
    assertThat(sum(tasks)).isEqualTo(80);
    assertThat(valueOf("n")).isEqualTo(new byte[] {80});
    assertThat(revOf("n")).isEqualTo(81);
  }

  @Test
  void showsABatchWholeOrNotAtAll() throws Exception {
    AtomicBoolean writing = new AtomicBoolean(true);
    try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
      Future<Integer> reads =
          pool.submit(() -> {
            int n = 0;
            while (writing.get() || n == 0) {
              Map<String, Versioned> pair = store().get(List.of("x", "y"));
              assertThat(pair)
                  .satisfiesAnyOf(p -> assertThat(p).isEmpty(), p -> assertThat(p).hasSize(2));
              n++;
            }
            return n;
          });
      try {
        for (int i = 0; i < 100; i++) {
          store().putIfAbsent(Map.of("x", bytes("1"), "y", new byte[5000]));
          store().delete(List.of("x", "y"));
        }
      } finally {
        writing.set(false);
      }
      assertThat(reads.get()).isPositive();
    }
  }

  @Test
  void refusesEverythingAfterClose() {
    store().close();
    store().close();
    refuses(ErrorCode.CLOSED, () -> store().get("a"));
    refuses(ErrorCode.CLOSED, () -> store().list(""));
    refuses(ErrorCode.CLOSED, () -> store().putIfAbsent("a", bytes("1")));
    refuses(ErrorCode.CLOSED, () -> store().compareAndSet("a", 0, bytes("1")));
    refuses(ErrorCode.CLOSED, () -> store().delete(List.of("a")));
  }

  /** Asserts that the call fails with this code. */
  protected static void refuses(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(YoreException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private byte @Nullable [] valueOf(String key) {
    Versioned found = store().get(key);
    return found == null ? null : found.value();
  }

  private long revOf(String key) {
    Versioned found = store().get(key);
    return found == null ? 0 : found.rev();
  }

  private static int sum(List<Callable<Integer>> tasks) throws Exception {
    try (ExecutorService pool = Executors.newFixedThreadPool(tasks.size())) {
      int sum = 0;
      for (Future<Integer> result : pool.invokeAll(tasks)) {
        sum += result.get();
      }
      return sum;
    }
  }
}
