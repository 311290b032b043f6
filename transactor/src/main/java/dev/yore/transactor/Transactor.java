package dev.yore.transactor;

import dev.yore.engine.db.Db;
import dev.yore.engine.follow.Published;
import dev.yore.engine.follow.StoredDatabase;
import dev.yore.engine.host.Host;
import dev.yore.engine.index.Indexes;
import dev.yore.engine.index.Indexing;
import dev.yore.engine.log.DatabaseKeys;
import dev.yore.engine.log.LoggedTx;
import dev.yore.engine.peer.Peer;
import dev.yore.engine.submit.Receipt;
import dev.yore.engine.submit.Submission;
import dev.yore.storage.cache.SegmentCache;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.kv.KeyValueStore;
import dev.yore.storage.value.Scalars;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The single writer of one database. Decisions are taken one at a time, in the thread of whoever
 * asks, each on the database that the one before led to; none waits for the disk. The log writer
 * makes what has been decided meanwhile durable as one group and then publishes it. When a group
 * cannot be written it is refused with everything that was decided on it, and decisions go on from
 * the last durable database.
 */
public final class Transactor implements AutoCloseable {
  /** Decisions that may wait for the disk; more callers wait for their turn. */
  private static final int WAITING_MAX = 4096;

  /** Bytes of one log entry before compression, a fraction of what a store's value may have. */
  private static final long GROUP_BYTES_MAX = 16 << 20;

  /** How long a commit is held up when novelty is at twice the ceiling. */
  private static final long SLOW_DOWN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final TransactorOptions options;
  private final Host host;
  private final LogWriter log;
  private final Tokens tokens;
  private final Indexer indexer;
  private final Thread writer;

  private final ReentrantLock deciding = new ReentrantLock();
  private final Condition somethingDecided = deciding.newCondition();
  private final Condition roomForMore = deciding.newCondition();
  private final Condition somethingPublished = deciding.newCondition();

  // Guarded by the lock.
  private List<Decided> waiting = new ArrayList<>();
  private List<Decided> inFlight = List.of();
  private Db decided;
  private Indexing.@Nullable Outcome newest;
  private boolean closing;

  private volatile Published published;
  private volatile Listener listener = Listener.NONE;
  private volatile Metrics metrics = Metrics.NONE;

  private Transactor(
      TransactorOptions options,
      Host host,
      LogWriter log,
      Tokens tokens,
      Indexing indexing,
      StoredDatabase.Opened opened) {
    this.options = options;
    this.host = host;
    this.log = log;
    this.tokens = tokens;
    this.published = opened.published();
    this.decided = opened.published().db();
    this.indexer = new Indexer(this, log, indexing, options, host, opened);
    this.writer = host.thread("yore-log", this::writeGroups);
  }

  /** Opens the database in a store, or makes it. The store stays the caller's to close. */
  public static Transactor open(
      KeyValueStore store,
      DatabaseKeys keys,
      SegmentCache cache,
      TransactorOptions options,
      Host host) {
    return new Standby(store, keys, cache, options, host).lead();
  }

  static Transactor start(
      TransactorOptions options,
      Host host,
      LogWriter log,
      Tokens tokens,
      Indexing indexing,
      StoredDatabase.Opened opened) {
    Transactor transactor = new Transactor(options, host, log, tokens, indexing, opened);
    transactor.indexer.sweep();
    if (options.logged()) {
      transactor.writer.start();
    }
    return transactor;
  }

  /** The last durable database; never waits. */
  public Db db() {
    return published.db();
  }

  Published published() {
    return published;
  }

  /**
   * Tells somebody of everything that becomes durable from now on, in the place of whoever was told
   * before.
   */
  public void listen(Listener told) {
    listener = told;
  }

  /** Has somebody be told how it goes, in the place of whoever was told before. */
  public void measure(Metrics told) {
    metrics = told;
  }

  Metrics metrics() {
    return metrics;
  }

  /** False once another writer has written the log: nothing can be committed here any more. */
  public boolean leads() {
    return log.leads();
  }

  /** The number of the log entry that comes next; the listener is told of it, and of no gap. */
  public long nextEntry() {
    return published.nextEntry();
  }

  /** Waits for a transaction; see {@link Peer#await}. */
  public Db await(long t, Duration atMost) throws InterruptedException {
    long left = atMost.toNanos();
    deciding.lockInterruptibly();
    try {
      while (db().basisT() < t) {
        if (closing) {
          throw YoreException.of(ErrorCode.CLOSED, "The database is closed");
        }
        if (left <= 0) {
          throw Peer.waitedInVain(t, db());
        }
        left = somethingPublished.awaitNanos(left);
      }
      return db();
    } finally {
      deciding.unlock();
    }
  }

  /** Decides a transaction; see {@link Peer#transact}. */
  public <R extends Peer.Commit> CompletableFuture<R> transact(Function<Db, R> decision) {
    return transact(null, decision);
  }

  /** Decides a transaction that came as data; see {@link Peer#submit}. */
  public CompletableFuture<Receipt> submit(UUID token, Submission submission) {
    try {
      settleIfUncertain();
      return tokens.once(
          token, () -> transact(token, db -> submission.decide(db, Scalars.micros(host.now()))));
    } catch (YoreException unreadable) {
      return CompletableFuture.failedFuture(unreadable);
    }
  }

  /** What became of a commit, or null when there is none of this token. */
  public @Nullable CompletableFuture<Receipt> outcome(UUID token) {
    settleIfUncertain();
    return tokens.find(token);
  }

  private <R extends Peer.Commit> CompletableFuture<R> transact(
      @Nullable UUID token, Function<Db, R> decision) {
    slowDown();
    CompletableFuture<R> future = new CompletableFuture<>();
    deciding.lock();
    try {
      awaitRoom();
      checkOpen();
      settle();
      accept(decide(decision), token, future);
    } catch (RuntimeException refusal) {
      future.completeExceptionally(refusal);
    } finally {
      deciding.unlock();
    }
    indexer.wake();
    return future;
  }

  private <R extends Peer.Commit> R decide(Function<Db, R> decision) {
    long begin = host.nanoTime();
    boolean refused = true;
    try {
      R commit = decision.apply(decided);
      refused = false;
      return commit;
    } finally {
      metrics.decided(host.nanoTime() - begin, refused);
    }
  }

  private <R extends Peer.Commit> void accept(
      R commit, @Nullable UUID token, CompletableFuture<R> future) {
    Db after = commit.dbAfter();
    boolean nothing = after.basisT() == decided.basisT();
    if (!nothing && after.basisT() != decided.basisT() + 1) {
      throw YoreException.bug("a decision must lead from the database it was given to the next t")
          .with("from", decided.basisT())
          .with("to", after.basisT());
    }
    if (!nothing) {
      decided = current(after);
    }
    if (!options.logged()) {
      published = new Published(decided, 0);
      somethingPublished.signalAll();
      future.complete(commit);
    } else if (nothing && waiting.isEmpty() && inFlight.isEmpty()) {
      future.complete(commit);
    } else {
      LoggedTx tx =
          nothing
              ? null
              : new LoggedTx(
                  after.basisT(), after.basisInstant(), token, after.indexes().basisEvents());
      waiting.add(new Decided(tx, after, future, () -> future.complete(commit)));
      somethingDecided.signal();
    }
  }

  private void awaitRoom() {
    while (waiting.size() >= WAITING_MAX && !closing) {
      roomForMore.awaitUninterruptibly();
    }
  }

  private void checkOpen() {
    if (closing) {
      throw YoreException.of(ErrorCode.CLOSED, "The database is closed");
    }
    log.checkLeading();
  }

  private void settleIfUncertain() {
    if (log.uncertain()) {
      deciding.lock();
      try {
        settle();
      } finally {
        deciding.unlock();
      }
    }
  }

  /** Finds out what became of a write whose end was not known. */
  private void settle() {
    if (log.uncertain()) {
      published = log.settled(published, options.shared(), tokens::committed);
      decided = published.db();
    }
  }

  /** Past the ceiling each commit waits a little, the longer the farther; indexing catches up. */
  private void slowDown() {
    long bytes = Indexing.waitingBytes(published.db().indexes());
    long over = bytes - options.indexCeiling();
    if (over > 0) {
      indexer.wake();
      double share = Math.min(2.0, (double) over / options.indexCeiling());
      host.sleep((long) (share * SLOW_DOWN_NANOS) + 1);
    }
  }

  private void writeGroups() {
    for (List<Decided> group = take(); !group.isEmpty(); group = take()) {
      long number = published.nextEntry();
      long begin = host.nanoTime();
      byte[] stored;
      try {
        stored = log.append(published, group);
        publish(group, stored == null ? number : number + 1);
      } catch (YoreException failure) {
        refuse(group, failure);
        continue;
      } catch (RuntimeException failure) {
        refuse(group, YoreException.bug("writing the log must not fail").causedBy(failure));
        continue;
      }
      if (stored != null) {
        metrics.logged(group.size(), stored.length, host.nanoTime() - begin);
        listener.logged(number, stored);
      }
      group.forEach(each -> each.acknowledge().run());
      indexer.wake();
    }
  }

  /** The decisions that go into the next log entry; none when there never will be any more. */
  private List<Decided> take() {
    deciding.lock();
    try {
      while (waiting.isEmpty() && !closing) {
        somethingDecided.awaitUninterruptibly();
      }
      long bytes = 0;
      int count = 0;
      while (count < waiting.size() && (count == 0 || bytes < GROUP_BYTES_MAX)) {
        bytes += waiting.get(count++).bytes();
      }
      inFlight = List.copyOf(waiting.subList(0, count));
      waiting = new ArrayList<>(waiting.subList(count, waiting.size()));
      roomForMore.signalAll();
      return inFlight;
    } finally {
      deciding.unlock();
    }
  }

  private void publish(List<Decided> group, long nextEntry) {
    deciding.lock();
    try {
      published = new Published(current(group.getLast().dbAfter()), nextEntry);
      inFlight = List.of();
      somethingPublished.signalAll();
    } finally {
      deciding.unlock();
    }
  }

  private void refuse(List<Decided> group, YoreException failure) {
    metrics.logFailed();
    List<Decided> refused = new ArrayList<>(group);
    deciding.lock();
    try {
      refused.addAll(waiting);
      waiting.clear();
      inFlight = List.of();
      decided = published.db();
      roomForMore.signalAll();
    } finally {
      deciding.unlock();
    }
    refused.forEach(each -> each.refuse(failure));
  }

  /** The root names new trees. */
  void rootMoved(long rev) {
    listener.rootMoved(rev);
  }

  /** Puts new trees under the database; they have all up to their t. */
  void adopt(Indexing.Outcome outcome) {
    deciding.lock();
    try {
      newest = outcome;
      boolean same = decided == published.db();
      published = new Published(current(published.db()), published.nextEntry());
      decided = same ? published.db() : current(decided);
    } finally {
      deciding.unlock();
    }
  }

  private Db current(Db db) {
    Indexing.Outcome trees = newest;
    if (trees == null || Indexing.storedT(db.indexes()) >= trees.roots().t()) {
      return db;
    }
    Indexes adopted = Indexing.adopt(db.indexes(), trees);
    return db.after(adopted, db.schema(), db.basisInstant(), db.watermarks());
  }

  /** Waits until everything committed so far is in the trees. */
  public void index() {
    indexer.index();
  }

  /** Writes what is decided, then stops; later transactions are refused. */
  @Override
  public void close() {
    deciding.lock();
    try {
      closing = true;
      somethingDecided.signalAll();
      somethingPublished.signalAll();
      roomForMore.signalAll();
    } finally {
      deciding.unlock();
    }
    Host.join(writer);
    indexer.close();
  }
}
