package dev.yore.engine.follow;

import dev.yore.engine.db.Db;
import dev.yore.engine.host.Host;
import dev.yore.engine.index.Indexing;
import dev.yore.engine.log.DatabaseKeys;
import dev.yore.engine.log.LogEntry;
import dev.yore.engine.log.RootRecord;
import dev.yore.engine.peer.Peer;
import dev.yore.engine.submit.Receipt;
import dev.yore.engine.submit.Submission;
import dev.yore.storage.cache.SegmentCache;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.kv.KeyValueStore;
import dev.yore.storage.kv.Versioned;
import dev.yore.storage.tree.SegmentStore;
import dev.yore.storage.tree.TreeOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A database that another process writes, read from its store. It follows the log by asking again
 * and again for the entry that comes next, so it never sees a gap, and takes over new index trees
 * when the root has moved. While the store is out of reach it stays at the last database that it
 * has, and goes on from there.
 *
 * <p>Whoever hears of entries earlier may {@linkplain #offer hand them in}; they are taken when
 * they are the next ones, and what is missing before them is read from the store.
 */
public final class FollowingPeer implements Peer {
  private final String name;
  private final KeyValueStore store;
  private final DatabaseKeys keys;
  private final StoredDatabase stored;
  private final ConcurrentLinkedQueue<Offered> offered = new ConcurrentLinkedQueue<>();
  private volatile long pauseNanos;
  private final Host host;
  private final Thread follower;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition wanted = lock.newCondition();

  // Written by the follower alone, under the lock.
  private volatile Published published;
  private volatile @Nullable YoreException trouble;
  private long rootRev;

  /** Whether the store did not have what is missing; of the follower alone. */
  private boolean stuck;

  // Guarded by the lock.
  private final PriorityQueue<Waiter> waiting =
      new PriorityQueue<>(Comparator.comparingLong(Waiter::t));
  private boolean closed;
  private boolean asked;

  /** Somebody who wants to know when a transaction is there. */
  private record Waiter(long t, CompletableFuture<Db> reached) {}

  /** A log entry as somebody else has it. */
  private record Offered(long number, byte[] stored) {}

  private FollowingPeer(
      String name,
      KeyValueStore store,
      DatabaseKeys keys,
      Indexing indexing,
      Duration pause,
      Host host) {
    this.name = name;
    this.store = store;
    this.keys = keys;
    this.stored = new StoredDatabase(store, keys, indexing);
    this.pauseNanos = pause.toNanos();
    this.host = host;
    StoredDatabase.Opened opened = stored.open();
    this.published = opened.published();
    this.rootRev = opened.rootRev();
    this.follower = host.thread("yore-follow", this::follow);
  }

  /**
   * Opens a database; refuses when the store has none.
   *
   * @param name what the database is called in messages
   * @param store closed with the peer
   * @param pause how long it waits before it asks again when there was nothing new
   * @param host runs the thread that follows
   */
  public static FollowingPeer open(
      String name,
      KeyValueStore store,
      DatabaseKeys keys,
      SegmentCache cache,
      Duration pause,
      Host host) {
    SegmentStore segments = new SegmentStore(store, keys.segments(), cache);
    Indexing indexing = new Indexing(segments, cache, TreeOptions.DEFAULT);
    FollowingPeer peer = new FollowingPeer(name, store, keys, indexing, pause, host);
    peer.follower.start();
    return peer;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Db db() {
    return published.db();
  }

  /**
   * Hands in a log entry, as the store has it, and returns at once.
   *
   * @param stored the bytes of the entry; the caller gives them away
   */
  public void offer(long number, byte[] stored) {
    offered.add(new Offered(number, stored));
    lock.lock();
    try {
      wanted.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Has the store be asked now, whatever the pause. */
  public void ask() {
    lock.lock();
    try {
      asked = true;
      wanted.signal();
    } finally {
      lock.unlock();
    }
  }

  /** From now on waits so long before it asks again when there was nothing new. */
  public void pause(Duration pause) {
    pauseNanos = pause.toNanos();
    ask();
  }

  /** The number of the log entry that comes next. */
  public long nextEntry() {
    return published.nextEntry();
  }

  /** Why the database may be behind: what the store said last; null while all is well. */
  @Override
  public @Nullable YoreException trouble() {
    return trouble;
  }

  @Override
  public Db await(long t, Duration atMost) throws InterruptedException {
    ask();
    try {
      return reach(t).get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      YoreException late = Peer.waitedInVain(t, published.db());
      YoreException reason = trouble;
      throw reason == null ? late : late.causedBy(reason);
    } catch (ExecutionException e) {
      throw closed();
    }
  }

  /** Completes with the first database that has the transaction {@code t}. */
  public CompletableFuture<Db> reach(long t) {
    CompletableFuture<Db> reached = new CompletableFuture<>();
    lock.lock();
    try {
      if (published.db().basisT() >= t) {
        reached.complete(published.db());
      } else if (closed) {
        reached.completeExceptionally(closed());
      } else {
        waiting.add(new Waiter(t, reached));
      }
    } finally {
      lock.unlock();
    }
    return reached;
  }

  private static YoreException closed() {
    return YoreException.of(ErrorCode.CLOSED, "The database is closed");
  }

  private void follow() {
    long askedAt = host.nanoTime();
    for (Turn turn = await(askedAt); turn != Turn.END; turn = await(askedAt)) {
      try {
        boolean gap = takeOffered();
        if (turn == Turn.ASK || gap) {
          askedAt = host.nanoTime();
          askStore();
          stuck = takeOffered();
        }
      } catch (YoreException failure) {
        trouble = failure;
        stuck = true;
      }
    }
  }

  /** What the follower does next. */
  private enum Turn {
    /** Take what was handed in. */
    TAKE,
    /** Ask the store. */
    ASK,
    END
  }

  /**
   * Waits for something to do.
   *
   * @param askedAt when the store was asked last
   */
  private Turn await(long askedAt) {
    lock.lock();
    try {
      long left = askedAt + pauseNanos - host.nanoTime();
      // What was handed in and cannot be taken waits for the store.
      while (!closed && !asked && (stuck || offered.isEmpty()) && left > 0) {
        host.await(lock, wanted, left);
        left = askedAt + pauseNanos - host.nanoTime();
      }
      boolean ask = asked || left <= 0;
      asked = false;
      return closed ? Turn.END : ask ? Turn.ASK : Turn.TAKE;
    } catch (InterruptedException e) {
      return Turn.END;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes the entries handed in that come next.
   *
   * @return whether there are others, which do not come next
   */
  private boolean takeOffered() {
    Published reached = published;
    Offered entry = offered.peek();
    while (entry != null && entry.number() <= reached.nextEntry()) {
      offered.remove();
      if (entry.number() == reached.nextEntry()) {
        String key = keys.log(entry.number());
        reached = StoredDatabase.apply(reached, LogEntry.decode(key, entry.stored()));
      }
      entry = offered.peek();
    }
    if (reached != published) {
      publish(reached);
    }
    return entry != null;
  }

  /** Takes what is new in the store. */
  private void askStore() {
    Published known = published;
    String next = keys.log(known.nextEntry());
    Map<String, Versioned> found = store.get(List.of(keys.root(), next));
    Versioned root = found.get(keys.root());
    Published reached = found.containsKey(next) ? stored.replay(known) : known;
    if (root != null && root.rev() != rootRev) {
      reached = stored.onTrees(reached, RootRecord.decode(keys.root(), root.value()));
      rootRev = root.rev();
    }
    trouble = null;
    if (reached != known) {
      publish(reached);
    }
  }

  private void publish(Published reached) {
    Db db = reached.db();
    List<Waiter> served = new ArrayList<>();
    lock.lock();
    try {
      published = reached;
      for (Waiter next = waiting.peek();
          next != null && next.t() <= db.basisT();
          next = waiting.peek()) {
        served.add(waiting.remove());
      }
    } finally {
      lock.unlock();
    }
    served.forEach(each -> each.reached().complete(db));
  }

  @Override
  public boolean decidesHere() {
    return false;
  }

  @Override
  public <R extends Commit> CompletableFuture<R> transact(Function<Db, R> decision) {
    return CompletableFuture.failedFuture(readOnly());
  }

  @Override
  public CompletableFuture<Receipt> submit(UUID token, Submission submission) {
    return CompletableFuture.failedFuture(readOnly());
  }

  private YoreException readOnly() {
    return YoreException.of(
            ErrorCode.READ_ONLY_TRANSACTION,
            "This database is only read here; write through a connection that has a transactor")
        .with("database", name);
  }

  @Override
  public void index() {
    throw YoreException.unsupported("Indexing from a process that only reads the database");
  }

  /** Stops following; whoever waits for a transaction is told so. */
  @Override
  public void close() {
    List<Waiter> disappointed;
    lock.lock();
    try {
      closed = true;
      wanted.signal();
      disappointed = List.copyOf(waiting);
      waiting.clear();
    } finally {
      lock.unlock();
    }
    disappointed.forEach(each -> each.reached().completeExceptionally(closed()));
    Host.join(follower);
    store.close();
  }
}
