package dev.yore.transactor;

import dev.yore.engine.follow.Published;
import dev.yore.engine.follow.StoredDatabase;
import dev.yore.engine.host.Host;
import dev.yore.engine.index.Indexes;
import dev.yore.engine.index.Indexing;
import dev.yore.engine.log.RootRecord;
import dev.yore.storage.error.YoreException;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Merges novelty into trees in the background, one run at a time: write segments, move the root,
 * have the transactor adopt the trees. Until the root has moved nothing is visible, so it may be
 * killed anywhere; what it had written is swept away when the database is opened again.
 */
final class Indexer {
  /** After a failure, such as a full disk, indexing waits before it tries again. */
  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Digits of t that a segment's id begins with. */
  private static final int T_DIGITS = 11;

  private final Transactor transactor;
  private final LogWriter log;
  private final Indexing indexing;
  private final TransactorOptions options;
  private final Host host;
  private final ReentrantLock running = new ReentrantLock();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final ExecutorService thread;

  /** Segments that no root names, by the trees that needed them, oldest first. */
  private final ArrayDeque<Trash> trash = new ArrayDeque<>();

  private long rootRev;
  private final long openedT;
  private final List<String> openedObsolete;
  private volatile long failedAt;
  private volatile boolean failed;

  /**
   * Segments that are to go when nobody can read the trees any more that have them.
   *
   * @param readers whoever reads them in this process
   * @param since {@link Host#nanoTime()} when the root went on without them
   */
  private record Trash(WeakReference<Object> readers, List<String> segments, long since) {}

  Indexer(
      Transactor transactor,
      LogWriter log,
      Indexing indexing,
      TransactorOptions options,
      Host host,
      StoredDatabase.Opened opened) {
    this.transactor = transactor;
    this.log = log;
    this.indexing = indexing;
    this.options = options;
    this.host = host;
    this.thread = Executors.newSingleThreadExecutor(task -> host.thread("yore-index", task));
    this.rootRev = opened.rootRev();
    this.openedT = opened.root() == null ? -1 : opened.root().roots().t();
    this.openedObsolete = opened.root() == null ? List.of() : opened.root().obsolete();
  }

  /**
   * Deletes what a killed process has left: segments of no root, which nobody reads. Those that the
   * root has done without may be read elsewhere for some time.
   */
  void sweep() {
    if (!options.logged()) {
      return;
    }
    if (!openedObsolete.isEmpty()) {
      trash.add(new Trash(new WeakReference<>(null), openedObsolete, host.nanoTime()));
      collect();
    }
    if (options.shared() && rootRev == 0) {
      // Whoever wrote before may still make a root of what is there.
      return;
    }
    List<String> orphans = new ArrayList<>();
    for (String id : log.segments()) {
      if (Long.parseLong(id, 0, T_DIGITS, 16) > openedT) {
        orphans.add(id);
      }
    }
    // Another writer, if there is one by now, has not written anything that was listed.
    if (!orphans.isEmpty() && log.isRoot(rootRev)) {
      log.deleteSegments(orphans);
    }
  }

  /** Indexes in the background if there is enough to index. */
  void wake() {
    Indexes indexes = transactor.db().indexes();
    boolean due =
        Indexing.waitingBytes(indexes) >= options.indexThreshold()
            || Indexing.waiting(indexes) >= options.indexDatoms();
    boolean resting = failed && host.nanoTime() - failedAt < RETRY_NANOS;
    if (due && !resting && scheduled.compareAndSet(false, true)) {
      try {
        thread.execute(this::runInBackground);
      } catch (RejectedExecutionException closed) {
        scheduled.set(false);
      }
    }
  }

  private void runInBackground() {
    try {
      index();
      failed = false;
    } catch (YoreException failure) {
      // What is committed is in the log; whoever asks for indexing by name is told the reason.
      failedAt = host.nanoTime();
      failed = true;
      transactor.metrics().indexFailed();
    } finally {
      scheduled.set(false);
    }
  }

  /** Indexes all that is published now. */
  void index() {
    running.lock();
    try {
      Published from = transactor.published();
      Indexes indexes = from.db().indexes();
      if (Indexing.waiting(indexes) == 0) {
        return;
      }
      long begin = host.nanoTime();
      boolean hadTrees = Indexing.storedT(indexes) > Long.MIN_VALUE;
      Object readers = Indexing.anchor(indexes);
      Indexing.Outcome outcome = indexing.index(indexes);
      if (options.logged()) {
        moveRoot(from, outcome);
      }
      transactor.adopt(outcome);
      transactor.metrics().indexed(host.nanoTime() - begin);
      if (hadTrees) {
        trash.add(new Trash(new WeakReference<>(readers), outcome.obsolete(), host.nanoTime()));
      }
      collect();
    } finally {
      running.unlock();
    }
  }

  private void moveRoot(Published from, Indexing.Outcome outcome) {
    List<String> obsolete = new ArrayList<>();
    trash.forEach(each -> obsolete.addAll(each.segments()));
    obsolete.addAll(outcome.obsolete());
    log.moveRoot(
        rootRev,
        new RootRecord(
            outcome.roots(),
            from.db().basisInstant(),
            from.nextEntry(),
            obsolete,
            from.db().watermarks()));
    rootRev++;
    transactor.rootMoved(rootRev);
  }

  /** Deletes segments whose last possible reader is gone. */
  private void collect() {
    while (!trash.isEmpty() && isUnread(trash.element())) {
      log.deleteSegments(trash.remove().segments());
    }
  }

  private boolean isUnread(Trash old) {
    return old.readers().get() == null
        && host.nanoTime() - old.since() >= options.grace().toNanos();
  }

  /** Waits for the run under way, if any, and stops. */
  void close() {
    thread.close();
  }
}
