package dev.yore.transactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yore.engine.db.Db;
import dev.yore.engine.host.Host;
import dev.yore.engine.log.DatabaseKeys;
import dev.yore.engine.log.LogEntry;
import dev.yore.engine.log.LoggedTx;
import dev.yore.engine.log.RootRecord;
import dev.yore.engine.schema.Bootstrap;
import dev.yore.engine.schema.EntityIds;
import dev.yore.engine.submit.Receipt;
import dev.yore.engine.submit.Submission;
import dev.yore.engine.tx.AppliedTx;
import dev.yore.engine.tx.RawTx;
import dev.yore.engine.tx.ResolvedTx;
import dev.yore.engine.tx.Transactions;
import dev.yore.engine.tx.TxOp;
import dev.yore.storage.cache.SegmentCache;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.kv.Versioned;
import dev.yore.storage.tree.TreeOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransactorTest {
  private static final DatabaseKeys KEYS = new DatabaseKeys("db");
  private static final TransactorOptions OPTIONS =
      TransactorOptions.DEFAULT.withTrees(new TreeOptions(4, 4));

  private final FailingStore store = new FailingStore();
  private Transactor transactor = open();

  private Transactor open() {
    return Transactor.open(store, KEYS, new SegmentCache(1 << 20), OPTIONS, Host.JVM);
  }

  @AfterEach
  void close() {
    transactor.close();
  }

  /** Gives an entity a description, which is an attribute of every database. */
  private static AppliedTx describe(Db db, long number, String text) {
    long entity = EntityIds.of(EntityIds.USER_PARTITION, number);
    return Transactions.decide(
        db, ResolvedTx.of(new TxOp.Add(entity, Bootstrap.DOC, text)), Transactions.now());
  }

  private CompletableFuture<AppliedTx> describe(long number, String text) {
    return transactor.transact(db -> describe(db, number, text));
  }

  private @Nullable Object description(Db db, long number) {
    return db.reader().valueOf(EntityIds.of(EntityIds.USER_PARTITION, number), Bootstrap.DOC);
  }

  private static ErrorCode codeOf(CompletableFuture<?> future) {
    AtomicReference<ErrorCode> code = new AtomicReference<>();
    assertThatThrownBy(future::join)
        .isInstanceOf(CompletionException.class)
        .satisfies(e -> code.set(((YoreException) Objects.requireNonNull(e.getCause())).code()));
    return Objects.requireNonNull(code.get());
  }

  @Test
  void givesEachTransactionTheNextTAndALaterInstant() {
    AppliedTx first = describe(1, "a").join();
    AppliedTx second = describe(2, "b").join();
    assertThat(first.t()).isEqualTo(1);
    assertThat(second.t()).isEqualTo(2);
    assertThat(second.instant()).isGreaterThan(first.instant());
    assertThat(transactor.db().basisT()).isEqualTo(2);
  }

  @Test
  void findsEverythingAgainWhenOpenedAgain() {
    for (int i = 1; i <= 20; i++) {
      describe(i % 7, "text " + i).join();
      if (i == 8 || i == 15) {
        transactor.index();
      }
    }
    long instant = transactor.db().basisInstant();
    transactor.close();
    transactor = open();
    Db db = transactor.db();
    assertThat(db.basisT()).isEqualTo(20);
    assertThat(db.basisInstant()).isEqualTo(instant);
    assertThat(description(db, 6)).isEqualTo("text 20");
    assertThat(description(db.asOf(14), 6)).isEqualTo("text 13");
    assertThat(description(db.asOf(5), 6)).isNull();
    assertThat(describe(1, "more").join().t()).isEqualTo(21);
  }

  @Test
  void refusesWhatWasDecidedOnAGroupThatCouldNotBeWrittenAndGoesOnWhenThereIsRoom() {
    describe(1, "kept").join();
    store.failure = ErrorCode.DISK_FULL;
    List<CompletableFuture<AppliedTx>> refused = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      refused.add(describe(2, "lost " + i));
    }
    refused.forEach(future -> assertThat(codeOf(future)).isEqualTo(ErrorCode.DISK_FULL));
    assertThat(description(transactor.db(), 1)).isEqualTo("kept");
    assertThat(description(transactor.db(), 2)).isNull();
    store.failure = null;
    assertThat(describe(2, "found").join().t()).isEqualTo(2);
    assertThat(description(transactor.db(), 2)).isEqualTo("found");
  }

  @Test
  void aWriteThatFailedButArrivedIsCommitted() {
    store.failure = ErrorCode.IO_ERROR;
    store.writesAnyway = true;
    assertThat(describe(1, "there").join().t()).isEqualTo(1);
  }

  @Test
  void aWriteWhoseEndIsUnknownIsFoundOutBeforeTheNextDecision() {
    store.writesAnyway = true;
    store.readsFail = true;
    store.failure = ErrorCode.IO_ERROR;
    assertThat(codeOf(describe(1, "there"))).isEqualTo(ErrorCode.OUTCOME_UNKNOWN);
    store.failure = null;
    assertThat(describe(2, "next").join().t()).isEqualTo(2);
    assertThat(description(transactor.db(), 1)).isEqualTo("there");
  }

  @Test
  void stopsWhenAnotherWriterHasTakenTheNextEntry() {
    describe(1, "mine").join();
    try (Transactor other = open()) {
      other.transact(db -> describe(db, 1, "theirs")).join();
      assertThat(codeOf(describe(1, "late"))).isEqualTo(ErrorCode.CONNECTION_FAILURE);
      assertThat(codeOf(describe(1, "later"))).isEqualTo(ErrorCode.CONNECTION_FAILURE);
      assertThat(description(transactor.db(), 1)).isEqualTo("mine");
    }
  }

  @Test
  void aRefusedDecisionLeavesNothingAndTakesNoT() {
    describe(1, "a").join();
    CompletableFuture<AppliedTx> refused =
        transactor.transact(db -> {
          throw YoreException.of(ErrorCode.CAS_FAILED, "refused");
        });
    assertThat(codeOf(refused)).isEqualTo(ErrorCode.CAS_FAILED);
    assertThat(describe(1, "b").join().t()).isEqualTo(2);
  }

  @Test
  void indexingMovesTheRootAndDeletesWhatNobodyReads() {
    describe(1, "first").join();
    transactor.index();
    List<String> early = store.list(KEYS.segments());
    for (int i = 0; i < 30; i++) {
      describe(1, "text " + i).join();
      transactor.index();
      System.gc();
    }
    RootRecord root = root();
    assertThat(root.roots().t()).isEqualTo(31);
    List<String> gone = new ArrayList<>(early);
    gone.removeAll(store.list(KEYS.segments()));
    assertThat(gone).isNotEmpty();
    assertThat(description(transactor.db().asOf(10), 1)).isEqualTo("text 8");
  }

  private RootRecord root() {
    Versioned stored = Objects.requireNonNull(store.get(KEYS.root()));
    return RootRecord.decode(KEYS.root(), stored.value());
  }

  @Test
  void segmentsThatAKilledIndexingLeftAreSweptAwayOnOpening() {
    describe(1, "a").join();
    transactor.index();
    int segments = store.list(KEYS.segments()).size();
    transactor.close();
    store.putIfAbsent(KEYS.segments() + "00000000099-000000000000-0", new byte[] {1});
    transactor = open();
    assertThat(store.list(KEYS.segments())).hasSize(segments);
    assertThat(description(transactor.db(), 1)).isEqualTo("a");
  }

  @Test
  void aOneRowTransactionTakesFewBytesInTheLog() {
    AppliedTx applied = describe(1, "a description of twenty").join();
    LoggedTx tx = new LoggedTx(applied.t(), applied.instant(), null, applied.events());
    byte[] entry = new LogEntry(List.of(tx)).encode();
    assertThat(entry).hasSizeLessThan(100);
    LoggedTx read = LogEntry.decode("key", entry).transactions().getFirst();
    assertThat(read.instant()).isEqualTo(applied.instant());
    assertThat(read.events().getFirst().datom(0)).isEqualTo(applied.events().getFirst().datom(0));
  }

  @Test
  void aDamagedLogEntryNamesItsKey() {
    byte[] entry = Objects.requireNonNull(store.get(KEYS.log(0))).value().clone();
    entry[entry.length / 2] ^= 1;
    assertThatThrownBy(() -> LogEntry.decode(KEYS.log(0), entry))
        .isInstanceOf(YoreException.class)
        .hasMessageContaining(KEYS.log(0));
  }

  @Test
  void refusesTransactionsWhenClosed() {
    transactor.close();
    assertThat(codeOf(describe(1, "late"))).isEqualTo(ErrorCode.CLOSED);
  }

  /** Gives a new entity a description. */
  private static Submission submission(String text) {
    return new Submission.Data(RawTx.parse("[{:db/doc \"%s\"}]".formatted(text)));
  }

  @Test
  void theSameTokenTwiceGivesTheFirstOutcome() {
    UUID token = new UUID(1, 1);
    Receipt first = transactor.submit(token, submission("once")).join();
    Receipt second = transactor.submit(token, submission("twice")).join();
    assertThat(second).isEqualTo(first);
    assertThat(transactor.db().basisT()).isEqualTo(first.t());
    assertThat(description(transactor.db(), 1)).isEqualTo("once");
  }

  @Test
  void aTokenIsKnownAfterTheDatabaseWasOpenedAgainAndIndexed() {
    UUID token = new UUID(2, 2);
    Receipt first = transactor.submit(token, submission("once")).join();
    describe(2, "more").join();
    transactor.index();
    transactor.close();
    transactor = open();
    Receipt again = transactor.submit(token, submission("twice")).join();
    assertThat(again.t()).isEqualTo(first.t());
    assertThat(again.instant()).isEqualTo(first.instant());
    assertThat(transactor.outcome(new UUID(3, 3))).isNull();
    assertThat(transactor.db().basisT()).isEqualTo(2);
  }

  @Test
  void aTokenWhoseOutcomeWasUnknownIsFoundOut() {
    UUID token = new UUID(4, 4);
    assertThat(transactor.outcome(token)).isNull();
    store.writesAnyway = true;
    store.readsFail = true;
    store.failure = ErrorCode.IO_ERROR;
    assertThat(codeOf(transactor.submit(token, submission("there"))))
        .isEqualTo(ErrorCode.OUTCOME_UNKNOWN);
    store.failure = null;
    assertThat(Objects.requireNonNull(transactor.outcome(token)).join().t()).isEqualTo(1);
    assertThat(transactor.submit(token, submission("again")).join().t()).isEqualTo(1);
  }

  @Test
  void aRefusedSubmissionMayBeTriedAgainWithItsToken() {
    UUID token = new UUID(5, 5);
    store.failure = ErrorCode.DISK_FULL;
    assertThat(codeOf(transactor.submit(token, submission("lost")))).isEqualTo(ErrorCode.DISK_FULL);
    store.failure = null;
    assertThat(transactor.submit(token, submission("found")).join().t()).isEqualTo(1);
  }

  @Test
  void aListenerIsToldOfEveryEntryBeforeItsCommitsAreAcknowledged() {
    describe(1, "before").join();
    List<Long> told = new ArrayList<>();
    List<Long> roots = new ArrayList<>();
    long first = transactor.nextEntry();
    transactor.listen(
        new Listener() {
          @Override
          public void logged(long number, byte[] stored) {
            assertThat(LogEntry.decode("key", stored).transactions()).isNotEmpty();
            told.add(number);
          }

          @Override
          public void rootMoved(long rev) {
            roots.add(rev);
          }
        });
    describe(1, "one").join();
    assertThat(told).containsExactly(first);
    describe(1, "two").join();
    assertThat(told).containsExactly(first, first + 1);
    transactor.index();
    assertThat(roots).containsExactly(Objects.requireNonNull(store.get(KEYS.root())).rev());
  }
}
