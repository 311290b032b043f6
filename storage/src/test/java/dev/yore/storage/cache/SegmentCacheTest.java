package dev.yore.storage.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SegmentCacheTest {
  private record Block(long bytes) implements Cached {}

  private static final int BLOCK = 10_000;

  @Test
  void loadsASegmentOnceAndCountsWhatItDid() {
    SegmentCache cache = new SegmentCache(1 << 20);
    Cached loaded = cache.get("a", key -> new Block(BLOCK));

    assertThat(cache.get("a", key -> new Block(1))).isSameAs(loaded);
    assertThat(cache.statistics().hits()).isEqualTo(1);
    assertThat(cache.statistics().misses()).isEqualTo(1);
    assertThat(cache.statistics().bytesLoaded()).isEqualTo(BLOCK);
  }

  @Test
  void loadsAMissingSegmentOnceForAllThreadsThatWantIt() throws InterruptedException {
    SegmentCache cache = new SegmentCache(1 << 20);
    AtomicInteger loads = new AtomicInteger();
    CountDownLatch allReady = new CountDownLatch(4);
    Thread[] threads = new Thread[4];
    for (int i = 0; i < threads.length; i++) {
      threads[i] = new Thread(() -> cache.get("a", key -> load(allReady, loads)));
      threads[i].start();
      allReady.countDown();
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(loads).hasValue(1);
  }

  private static Cached load(CountDownLatch allReady, AtomicInteger loads) {
    try {
      assertThat(allReady.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    loads.incrementAndGet();
    return new Block(BLOCK);
  }

  @Test
  void whatIsRememberedNearbyIsCountedAndLoadedOnce() {
    SegmentCache cache = new SegmentCache(1 << 20);
    Near near = new Near(2);
    Cached loaded = cache.get(near, 1, "a", key -> new Block(BLOCK));
    for (int i = 0; i < 99; i++) {
      assertThat(cache.get(near, 1, "a", key -> new Block(1))).isSameAs(loaded);
    }

    assertThat(cache.statistics().hits()).isEqualTo(99);
    assertThat(cache.statistics().misses()).isEqualTo(1);
  }

  @Test
  void whatIsReadNearbyStaysWhenALargeScanPasses() {
    SegmentCache cache = new SegmentCache(100 * BLOCK);
    Near near = new Near(50);
    for (int round = 0; round < 500; round++) {
      for (int i = 0; i < 50; i++) {
        cache.get(near, i, "often" + i, key -> new Block(BLOCK));
      }
    }
    for (int i = 0; i < 1000; i++) {
      cache.get("once" + i, key -> new Block(BLOCK));
    }
    int kept = 0;
    for (int i = 0; i < 50; i++) {
      kept += cache.peek("often" + i) == null ? 0 : 1;
    }

    assertThat(kept).isGreaterThan(45);
  }

  @Test
  void aCacheThatHoldsNothingRemembersNothing() {
    SegmentCache cache = new SegmentCache(0);
    Near near = new Near(1);
    cache.get(near, 0, "a", key -> new Block(BLOCK));
    cache.get(near, 0, "a", key -> new Block(BLOCK));

    assertThat(cache.statistics().misses()).isEqualTo(2);
  }

  @Test
  void staysWithinItsBytes() {
    SegmentCache cache = new SegmentCache(20 * BLOCK);
    for (int i = 0; i < 1000; i++) {
      cache.get("key" + i, key -> new Block(BLOCK));
    }

    assertThat(cache.statistics().bytesHeld()).isBetween((long) BLOCK, 20L * BLOCK);
  }

  @Test
  void aScanLargerThanTheCacheLeavesWhatIsUsedOften() {
    SegmentCache cache = new SegmentCache(100 * BLOCK);
    for (int round = 0; round < 20; round++) {
      for (int i = 0; i < 50; i++) {
        cache.get("often" + i, key -> new Block(BLOCK));
      }
    }
    for (int i = 0; i < 1000; i++) {
      cache.get("once" + i, key -> new Block(BLOCK));
    }
    long missesBefore = cache.statistics().misses();
    for (int i = 0; i < 50; i++) {
      cache.get("often" + i, key -> new Block(BLOCK));
    }

    assertThat(cache.statistics().misses() - missesBefore).isLessThan(10);
  }

  @Test
  void loadsAllMissingSegmentsByOneCall() {
    SegmentCache cache = new SegmentCache(1 << 20);
    Cached here = cache.get("b", key -> new Block(1));
    AtomicInteger calls = new AtomicInteger();
    Map<String, Cached> found =
        cache.getAll(
            List.of("a", "b", "c"),
            missing -> {
              calls.incrementAndGet();
              Map<String, Cached> loaded = new HashMap<>();
              missing.forEach(key -> loaded.put(key, new Block(BLOCK)));
              return loaded;
            });

    assertThat(found).containsOnlyKeys("a", "b", "c").containsEntry("b", here);
    assertThat(calls).hasValue(1);
    assertThat(cache.statistics().misses()).isEqualTo(3);
    assertThat(cache.statistics().hits()).isEqualTo(1);
  }

  @Test
  void throwsWhatTheLoadThrowsAndTriesAgainNextTime() {
    SegmentCache cache = new SegmentCache(1 << 20);
    assertThatThrownBy(() -> cache.get("a", SegmentCacheTest::fail))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("broken a");

    assertThat(cache.get("a", key -> new Block(1))).isEqualTo(new Block(1));
  }

  private static Cached fail(String key) {
    throw new IllegalStateException("broken " + key);
  }

  @Test
  void holdsNothingWhenItHasNoRoom() {
    SegmentCache cache = new SegmentCache(0);
    cache.get("a", key -> new Block(BLOCK));

    assertThat(cache.statistics().bytesHeld()).isZero();
  }
}
