package dev.yore.transactor;

import dev.yore.engine.db.Db;
import dev.yore.engine.host.Host;
import dev.yore.engine.log.DatabaseKeys;
import dev.yore.engine.peer.Peer;
import dev.yore.engine.submit.Receipt;
import dev.yore.engine.submit.Submission;
import dev.yore.storage.cache.SegmentCache;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.file.FileStore;
import dev.yore.storage.kv.KeyValueStore;
import dev.yore.storage.kv.MemoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * A database whose transactor runs in this process. Whoever opens the same one shares it; it closes
 * with the last who lets go, which ends a database in memory unless it is to be kept.
 */
public final class EmbeddedDatabase implements Peer {
  private static final String SCHEME = "jdbc:yore:";
  private static final String MEMORY = "mem:";
  private static final String FILE = "file:";

  /** The name of the one database that a file holds. */
  private static final String ONLY = "main";

  private static final Map<String, Shared> OPEN = new HashMap<>();

  /** One open database and how many hold it; guarded by {@link #OPEN}. */
  private static final class Shared {
    final String name;
    final KeyValueStore store;
    final Transactor transactor;
    int holders;
    boolean keep;

    Shared(String name, KeyValueStore store, Transactor transactor) {
      this.name = name;
      this.store = store;
      this.transactor = transactor;
    }
  }

  private final Shared shared;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedDatabase(Shared shared) {
    this.shared = shared;
  }

  /**
   * Opens {@code mem:NAME} or {@code file:PATH}, with or without {@code jdbc:yore:} before it.
   *
   * @param keep true to keep a database in memory when all have let go
   */
  public static EmbeddedDatabase open(String url, boolean keep) {
    return open(url, keep, TransactorOptions.DEFAULT);
  }

  /** Opens a database; the options count for who opens it first. */
  public static EmbeddedDatabase open(String url, boolean keep, TransactorOptions options) {
    String place = url.startsWith(SCHEME) ? url.substring(SCHEME.length()) : url;
    synchronized (OPEN) {
      String key = key(place);
      Shared shared = OPEN.get(key);
      if (shared == null) {
        shared = start(key, options);
        OPEN.put(key, shared);
      }
      shared.holders++;
      shared.keep |= keep;
      return new EmbeddedDatabase(shared);
    }
  }

  /** One database has one key, however its place is written. */
  private static String key(String place) {
    if (place.startsWith(MEMORY) && place.length() > MEMORY.length()) {
      return place;
    }
    if (place.startsWith(FILE) && place.length() > FILE.length()) {
      Path file = FileStore.fileFor(place.substring(FILE.length()));
      return FILE + file.toAbsolutePath().normalize();
    }
    throw YoreException.of(
            ErrorCode.INVALID_PARAMETER_VALUE, "An embedded database is mem:NAME or file:PATH")
        .with("found", place);
  }

  private static Shared start(String key, TransactorOptions options) {
    boolean memory = key.startsWith(MEMORY);
    KeyValueStore store =
        memory ? new MemoryStore() : FileStore.open(Path.of(key.substring(FILE.length())));
    try {
      TransactorOptions own = memory ? options.unlogged() : options;
      DatabaseKeys keys = new DatabaseKeys(ONLY);
      SegmentCache cache = new SegmentCache(options.cacheBytesHere());
      return new Shared(SCHEME + key, store, Transactor.open(store, keys, cache, own, Host.JVM));
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  @Override
  public String name() {
    return shared.name;
  }

  @Override
  public Db db() {
    return shared.transactor.db();
  }

  @Override
  public Db await(long t, Duration atMost) throws InterruptedException {
    return shared.transactor.await(t, atMost);
  }

  @Override
  public boolean decidesHere() {
    return true;
  }

  @Override
  public <R extends Commit> CompletableFuture<R> transact(Function<Db, R> decision) {
    return shared.transactor.transact(decision);
  }

  @Override
  public CompletableFuture<Receipt> submit(UUID token, Submission submission) {
    return shared.transactor.submit(token, submission);
  }

  @Override
  public void index() {
    shared.transactor.index();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      release(shared);
    }
  }

  private static void release(Shared shared) {
    synchronized (OPEN) {
      shared.holders--;
      if (shared.holders > 0 || shared.keep) {
        return;
      }
      OPEN.values().remove(shared);
      try {
        shared.transactor.close();
      } finally {
        shared.store.close();
      }
    }
  }
}
