package dev.yore.transactor.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yore.engine.db.Db;
import dev.yore.engine.follow.FollowingPeer;
import dev.yore.engine.host.Host;
import dev.yore.engine.log.DatabaseKeys;
import dev.yore.engine.log.Lease;
import dev.yore.engine.schema.Bootstrap;
import dev.yore.engine.schema.EntityIds;
import dev.yore.engine.submit.Receipt;
import dev.yore.engine.submit.Submission;
import dev.yore.engine.tx.RawTx;
import dev.yore.storage.cache.SegmentCache;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.Bytes;
import dev.yore.transactor.FailingStore;
import dev.yore.transactor.Metrics;
import dev.yore.transactor.Transactor;
import dev.yore.transactor.TransactorOptions;
import dev.yore.transactor.serve.ServedDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RemotePeerTest {
  private static final DatabaseKeys KEYS = new DatabaseKeys("db");
  private static final Duration NEVER = Duration.ofHours(1);
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Bytes SECRET = Bytes.of(new byte[] {1, 2, 3});

  private final FailingStore store = new FailingStore();
  private final Loopback network = new Loopback();
  private final List<AutoCloseable> open = new ArrayList<>();
  private long epoch;

  private void startTransactor() {
    epoch++;
    Lease lease = new Lease(epoch, true, 3_000, "here", 1, SECRET);
    assertThat(store.compareAndSet(KEYS.lease(), epoch - 1, lease.encode())).isTrue();
    Transactor transactor =
        Transactor.open(
            store,
            KEYS,
            new SegmentCache(1 << 20),
            TransactorOptions.DEFAULT.withGrace(Duration.ofHours(1)),
            Host.JVM);
    network.served = new ServedDatabase(transactor, epoch, Metrics.NONE, Host.JVM);
  }

  private void stopTransactor() {
    ServedDatabase served = network.served;
    network.served = null;
    if (served != null) {
      served.close();
    }
    network.cut();
  }

  /** A peer that hears of others' commits from the transactor alone. */
  private RemotePeer peer(Duration patience) {
    FollowingPeer following =
        FollowingPeer.open("peer", store, KEYS, new SegmentCache(1 << 20), NEVER, Host.JVM);
    RemotePeer peer =
        RemotePeer.open(
            following,
            store,
            KEYS,
            new RemotePeer.Identity("shop", SECRET, "test"),
            network,
            new RemoteOptions(patience, NEVER),
            Host.JVM);
    open.add(peer);
    return peer;
  }

  private RemotePeer peer() {
    return peer(LONG);
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
    stopTransactor();
  }

  private static Submission description(String text) {
    return new Submission.Data(RawTx.parse("[{:db/doc \"%s\"}]".formatted(text)));
  }

  private static Receipt commit(RemotePeer peer, String text) throws Exception {
    return peer.submit(UUID.randomUUID(), description(text))
        .get(LONG.toSeconds(), TimeUnit.SECONDS);
  }

  private static @Nullable Object description(Db db, long number) {
    return db.reader().valueOf(EntityIds.of(EntityIds.USER_PARTITION, number), Bootstrap.DOC);
  }

  private static void assertFails(CompletableFuture<?> future, ErrorCode code) {
    assertThatThrownBy(() -> future.get(LONG.toSeconds(), TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            YoreException.class, e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
  }

  @Test
  void readsWhatItHasWrittenAsSoonAsItIsCommitted() throws Exception {
    startTransactor();
    RemotePeer peer = peer();
    Receipt receipt = commit(peer, "mine");
    assertThat(peer.db().basisT()).isEqualTo(receipt.t());
    assertThat(description(peer.db(), 1)).isEqualTo("mine");
  }

  @Test
  void hearsOfOthersCommitsWithoutAskingTheStore() throws Exception {
    startTransactor();
    RemotePeer one = peer();
    RemotePeer two = peer();
    commit(two, "connected");
    Receipt receipt = commit(one, "theirs");
    assertThat(description(two.await(receipt.t(), LONG), 2)).isEqualTo("theirs");
  }

  @Test
  void aRefusalArrivesWithItsCode() throws Exception {
    startTransactor();
    CompletableFuture<Receipt> refused =
        peer()
            .submit(
                UUID.randomUUID(), new Submission.Data(RawTx.parse("[[:db/add 1 :no/such 1]]")));
    assertFails(refused, ErrorCode.NOT_AN_ATTRIBUTE);
  }

  @Test
  void aCommitWhoseAnswerWasLostIsMadeOnce() throws Exception {
    startTransactor();
    RemotePeer peer = peer();
    commit(peer, "first");
    network.losesReports = true;
    CompletableFuture<Receipt> lost = peer.submit(UUID.randomUUID(), description("second"));
    assertThat(network.served).isNotNull();
    network.cut();
    network.losesReports = false;
    Receipt receipt = lost.get(LONG.toSeconds(), TimeUnit.SECONDS);
    assertThat(receipt.t()).isEqualTo(2);
    assertThat(commit(peer, "third").t()).isEqualTo(3);
    assertThat(description(peer.db(), 2)).isEqualTo("second");
  }

  @Test
  void commitsGoOnWithTheNextTransactor() throws Exception {
    startTransactor();
    RemotePeer peer = peer();
    commit(peer, "first");
    stopTransactor();
    CompletableFuture<Receipt> waiting = peer.submit(UUID.randomUUID(), description("second"));
    startTransactor();
    assertThat(waiting.get(LONG.toSeconds(), TimeUnit.SECONDS).t()).isEqualTo(2);
    assertThat(description(peer.db(), 2)).isEqualTo("second");
  }

  @Test
  void readsGoOnWithoutATransactor() throws Exception {
    startTransactor();
    RemotePeer peer = peer();
    Receipt receipt = commit(peer, "kept");
    stopTransactor();
    assertThat(description(peer.db(), 1)).isEqualTo("kept");
    assertThat(description(peer.db().asOf(receipt.t() - 1), 1)).isNull();
    assertThat(description(peer().db(), 1)).as("a peer opened since").isEqualTo("kept");
  }

  @Test
  void aCommitThatNoTransactorCouldBeAskedForSaysThatNothingWasWritten() {
    startTransactor();
    stopTransactor();
    RemotePeer peer = peer(Duration.ZERO);
    assertFails(peer.submit(UUID.randomUUID(), description("never")), ErrorCode.CONNECTION_FAILURE);
    assertThat(peer.trouble()).isNotNull();
  }

  @Test
  void aCommitThatWasSentAndNeverHeardOfIsOfUnknownOutcome() throws Exception {
    startTransactor();
    RemotePeer peer = peer(Duration.ofMillis(1));
    commitPatiently(peer);
    network.losesReports = true;
    CompletableFuture<Receipt> lost = peer.submit(UUID.randomUUID(), description("lost"));
    stopTransactor();
    assertFails(lost, ErrorCode.OUTCOME_UNKNOWN);
  }

  /** Commits until it is heard of in time: the peer is connected then. */
  private static void commitPatiently(RemotePeer peer) throws Exception {
    boolean connected = false;
    while (!connected) {
      try {
        commit(peer, "connected");
        connected = true;
      } catch (ExecutionException e) {
        assertThat(e.getCause()).isInstanceOf(YoreException.class);
      }
    }
  }

  @Test
  void closingEndsWhatIsWaitedFor() {
    startTransactor();
    stopTransactor();
    RemotePeer peer = peer();
    CompletableFuture<Receipt> waiting = peer.submit(UUID.randomUUID(), description("x"));
    peer.close();
    assertFails(waiting, ErrorCode.CLOSED);
    assertFails(peer.submit(UUID.randomUUID(), description("y")), ErrorCode.CLOSED);
  }
}
