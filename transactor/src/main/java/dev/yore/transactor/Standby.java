package dev.yore.transactor;

import dev.yore.engine.db.Db;
import dev.yore.engine.follow.Published;
import dev.yore.engine.follow.StoredDatabase;
import dev.yore.engine.host.Host;
import dev.yore.engine.index.Indexing;
import dev.yore.engine.log.DatabaseKeys;
import dev.yore.engine.log.RootRecord;
import dev.yore.storage.cache.SegmentCache;
import dev.yore.storage.kv.KeyValueStore;
import dev.yore.storage.tree.SegmentStore;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A database that is read, to be written one day: whoever keeps up with the log has little left to
 * read when it is time. Of one thread at a time.
 */
public final class Standby {
  /** For how long a commit is known by its token to a writer that comes after. */
  private static final Duration TOKENS_KEPT = Duration.ofMinutes(2);

  private final TransactorOptions options;
  private final Host host;
  private final Indexing indexing;
  private final StoredDatabase stored;
  private final LogWriter log;
  private final Tokens tokens = new Tokens();
  private @Nullable RootRecord firstRoot;
  private StoredDatabase.@Nullable Opened opened;

  /** The store stays the caller's to close. */
  public Standby(
      KeyValueStore store,
      DatabaseKeys keys,
      SegmentCache cache,
      TransactorOptions options,
      Host host) {
    this.options = options;
    this.host = host;
    this.indexing =
        new Indexing(new SegmentStore(store, keys.segments(), cache), cache, options.trees());
    this.stored = new StoredDatabase(store, keys, indexing);
    this.log = new LogWriter(store, keys, stored);
  }

  /** Reads what others have written since. */
  public void follow() {
    StoredDatabase.Opened known = opened;
    if (known == null) {
      known = stored.openOrCreate(tokens::committed);
      firstRoot = known.root();
      opened = known;
    } else {
      opened = stored.refresh(known, tokens::committed);
    }
  }

  /** Begins to write; makes the database if the store has none. Once. */
  public Transactor lead() {
    StoredDatabase.Opened now = options.logged() ? current() : unlogged();
    return Transactor.start(options, host, log, tokens, indexing, now);
  }

  private StoredDatabase.Opened current() {
    follow();
    StoredDatabase.Opened now = Objects.requireNonNull(opened);
    if (options.shared()) {
      now = log.fence(now, tokens::committed);
    }
    RootRecord before = firstRoot;
    long since =
        now.published().db().basisInstant() - TimeUnit.NANOSECONDS.toMicros(TOKENS_KEPT.toNanos());
    tokens.recallBy(seen -> stored.recall(before, since, seen));
    return now;
  }

  /** A new database that is never opened again. */
  private static StoredDatabase.Opened unlogged() {
    return new StoredDatabase.Opened(new Published(Db.empty(), 0), null, 0);
  }
}
