package dev.yore.transactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yore.engine.db.Db;
import dev.yore.engine.follow.FollowingPeer;
import dev.yore.engine.host.Host;
import dev.yore.engine.index.Indexing;
import dev.yore.engine.log.DatabaseKeys;
import dev.yore.engine.schema.Bootstrap;
import dev.yore.engine.schema.EntityIds;
import dev.yore.engine.tx.AppliedTx;
import dev.yore.engine.tx.ResolvedTx;
import dev.yore.engine.tx.Transactions;
import dev.yore.engine.tx.TxOp;
import dev.yore.storage.cache.SegmentCache;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.tree.TreeOptions;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class FollowingPeerTest {
  private static final DatabaseKeys KEYS = new DatabaseKeys("db");
  private static final TransactorOptions OPTIONS =
      TransactorOptions.DEFAULT.withTrees(new TreeOptions(4, 4)).withGrace(Duration.ofHours(1));
  private static final Duration LONG = Duration.ofSeconds(30);

  private final FailingStore store = new FailingStore();
  private final Transactor transactor =
      Transactor.open(store, KEYS, new SegmentCache(1 << 20), OPTIONS, Host.JVM);
  private final FollowingPeer peer = follow(KEYS);

  private FollowingPeer follow(DatabaseKeys keys) {
    return FollowingPeer.open(
        "the database", store, keys, new SegmentCache(1 << 20), Duration.ofMillis(1), Host.JVM);
  }

  @AfterEach
  void close() {
    peer.close();
    transactor.close();
  }

  private long describe(long number, String text) {
    AppliedTx applied =
        transactor
            .transact(db ->
                Transactions.decide(
                    db,
                    ResolvedTx.of(new TxOp.Add(entity(number), Bootstrap.DOC, text)),
                    Transactions.now()))
            .join();
    return applied.t();
  }

  private static long entity(long number) {
    return EntityIds.of(EntityIds.USER_PARTITION, number);
  }

  private static @Nullable Object description(Db db, long number) {
    return db.reader().valueOf(entity(number), Bootstrap.DOC);
  }

  @Test
  void seesWhatIsCommittedElsewhere() throws Exception {
    long t = describe(1, "a");
    Db db = peer.await(t, LONG);
    assertThat(db.basisT()).isEqualTo(t);
    assertThat(db.basisInstant()).isEqualTo(transactor.db().basisInstant());
    assertThat(description(db, 1)).isEqualTo("a");
  }

  @Test
  void readsOnAcrossIndexingAsIfThereWereNone() throws Exception {
    long t = 0;
    for (int i = 1; i <= 60; i++) {
      t = describe(i % 7, "text " + i);
      if (i % 9 == 0) {
        transactor.index();
        System.gc();
      }
      if (i % 4 == 0) {
        Db seen = peer.await(t, LONG);
        assertThat(description(seen, i % 7)).isEqualTo("text " + i);
      }
    }
    Db db = peer.await(t, LONG);
    for (long then = 1; then <= t; then++) {
      for (int number = 0; number < 7; number++) {
        assertThat(description(db.asOf(then), number))
            .isEqualTo(description(transactor.db().asOf(then), number));
      }
    }
  }

  @Test
  void takesOverNewTreesSoThatNoveltyDoesNotGrow() throws Exception {
    for (int i = 1; i <= 20; i++) {
      describe(i, "text " + i);
    }
    transactor.index();
    // The root moved before this entry was written, so whoever has the entry has asked for it
    // since.
    long t = describe(1, "last");
    peer.await(t, LONG);
    t = describe(2, "more");
    Db db = peer.await(t, LONG);
    assertThat(Indexing.waiting(db.indexes())).isLessThan(10);
    assertThat(description(db, 20)).isEqualTo("text 20");
  }

  @Test
  void openingFindsTreesAndLog() throws Exception {
    describe(1, "in the trees");
    transactor.index();
    long t = describe(2, "in the log");
    try (FollowingPeer other = follow(KEYS)) {
      assertThat(other.db().basisT()).isEqualTo(t);
      assertThat(description(other.db(), 1)).isEqualTo("in the trees");
      assertThat(description(other.db(), 2)).isEqualTo("in the log");
    }
  }

  @Test
  void staysWhereItIsWhileTheStoreIsAwayAndGoesOnFromThere() throws Exception {
    long t = describe(1, "before");
    peer.await(t, LONG);
    store.readsFail = true;
    store.failure = ErrorCode.CONNECTION_FAILURE;
    assertThatThrownBy(() -> peer.await(t + 1, Duration.ofMillis(20)))
        .isInstanceOf(YoreException.class)
        .hasMessageContaining("has not come");
    assertThat(description(peer.db(), 1)).isEqualTo("before");
    store.failure = null;
    long next = describe(1, "after");
    assertThat(description(peer.await(next, LONG), 1)).isEqualTo("after");
    assertThat(peer.trouble()).isNull();
  }

  @Test
  void saysWhyItIsBehind() throws Exception {
    store.readsFail = true;
    store.failure = ErrorCode.CONNECTION_FAILURE;
    YoreException trouble = null;
    while (trouble == null) {
      trouble = peer.trouble();
    }
    assertThat(trouble.code()).isEqualTo(ErrorCode.CONNECTION_FAILURE);
    store.failure = null;
  }

  /** A peer that asks the store only when it is told to. */
  private FollowingPeer slowPeer() {
    return FollowingPeer.open(
        "slow", store, KEYS, new SegmentCache(1 << 20), Duration.ofHours(1), Host.JVM);
  }

  private byte[] entry(long number) {
    return Objects.requireNonNull(store.get(KEYS.log(number))).value();
  }

  @Test
  void takesEntriesThatAreHandedInWithoutAskingTheStore() throws Exception {
    try (FollowingPeer slow = slowPeer()) {
      long next = slow.nextEntry();
      long t = describe(1, "a");
      byte[] bytes = entry(next);
      store.readsFail = true;
      store.failure = ErrorCode.CONNECTION_FAILURE;
      slow.offer(next, bytes);
      assertThat(description(slow.await(t, LONG), 1)).isEqualTo("a");
      assertThat(slow.nextEntry()).isEqualTo(next + 1);
      store.failure = null;
    }
  }

  @Test
  void readsFromTheStoreWhatIsMissingBeforeAnEntryThatIsHandedIn() throws Exception {
    try (FollowingPeer slow = slowPeer()) {
      long next = slow.nextEntry();
      describe(1, "a");
      describe(2, "b");
      long t = describe(3, "c");
      slow.offer(next + 2, entry(next + 2));
      slow.offer(next + 2, entry(next + 2));
      slow.offer(next, entry(next));
      Db db = slow.await(t, LONG);
      assertThat(description(db, 2)).isEqualTo("b");
      assertThat(db.basisT()).isEqualTo(t);
    }
  }

  @Test
  void refusesToWrite() {
    CompletableFuture<AppliedTx> refused =
        peer.transact(db -> Transactions.decide(db, ResolvedTx.of(), Transactions.now()));
    assertThatThrownBy(refused::join)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            YoreException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.READ_ONLY_TRANSACTION));
  }

  @Test
  void refusesADatabaseThatIsNotThereAndMakesNone() {
    DatabaseKeys other = new DatabaseKeys("other");
    assertThatThrownBy(() -> follow(other))
        .isInstanceOfSatisfying(
            YoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNDEFINED_DATABASE));
    assertThat(store.list("other/")).isEmpty();
  }

  @Test
  void closingTellsWhoeverWaits() throws Exception {
    CompletableFuture<Db> waiting =
        CompletableFuture.supplyAsync(() -> {
          try {
            return peer.await(1_000, LONG);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    peer.close();
    assertThatThrownBy(() -> waiting.get(30, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            YoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CLOSED));
  }
}
