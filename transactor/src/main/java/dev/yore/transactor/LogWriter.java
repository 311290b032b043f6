package dev.yore.transactor;

import dev.yore.engine.follow.Published;
import dev.yore.engine.follow.StoredDatabase;
import dev.yore.engine.log.DatabaseKeys;
import dev.yore.engine.log.LogEntry;
import dev.yore.engine.log.LoggedTx;
import dev.yore.engine.log.RootRecord;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.kv.KeyValueStore;
import dev.yore.storage.kv.Versioned;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes log entries and roots, and knows whether it may. */
final class LogWriter {
  private final KeyValueStore store;
  private final DatabaseKeys keys;
  private final StoredDatabase stored;
  private volatile boolean uncertain;
  private volatile boolean deposed;

  LogWriter(KeyValueStore store, DatabaseKeys keys, StoredDatabase stored) {
    this.store = store;
    this.keys = keys;
    this.stored = stored;
  }

  /**
   * Makes a group durable as the entry that follows.
   *
   * @return the entry as it is stored, or null when the group has nothing to write
   */
  byte @Nullable [] append(Published after, List<Decided> group) {
    List<LoggedTx> transactions = group.stream().map(Decided::tx).filter(Objects::nonNull).toList();
    if (transactions.isEmpty()) {
      return null;
    }
    String key = keys.log(after.nextEntry());
    byte[] entry = new LogEntry(transactions).encode();
    boolean written;
    try {
      written = store.putIfAbsent(key, entry);
    } catch (YoreException failure) {
      written = arrived(key, entry, failure);
    }
    if (!written) {
      deposed = true;
      throw notLeading();
    }
    return entry;
  }

  /** Whether an entry is there after all, though writing it failed. */
  private boolean arrived(String key, byte[] entry, YoreException failure) {
    if (failure.code() == ErrorCode.DISK_FULL || failure.code() == ErrorCode.LIMIT_EXCEEDED) {
      throw failure;
    }
    Versioned found;
    try {
      found = store.get(key);
    } catch (YoreException unreadable) {
      uncertain = true;
      throw YoreException.of(
              ErrorCode.OUTCOME_UNKNOWN,
              "The store failed while committing and cannot say whether the commit is durable")
          .with("key", key)
          .causedBy(failure);
    }
    if (found == null) {
      // It may still be on its way.
      uncertain = failure.code() == ErrorCode.OUTCOME_UNKNOWN;
      throw failure;
    }
    return Arrays.equals(found.value(), entry);
  }

  /** True when a write ended in a way that leaves open whether it happened. */
  boolean uncertain() {
    return uncertain;
  }

  /**
   * The database with whatever was written after all.
   *
   * @param shared whether something of before may still be on its way to the store
   * @param seen is told what that was
   */
  Published settled(Published known, boolean shared, Consumer<LoggedTx> seen) {
    Published found = shared ? sealed(known, seen) : stored.replay(known, seen);
    uncertain = false;
    return found;
  }

  /**
   * Has nobody write any more who wrote the database before, however late it arrives: the root gets
   * a new revision, and the next number of the log is taken.
   *
   * @param seen is told what has been written since the database was opened
   */
  StoredDatabase.Opened fence(StoredDatabase.Opened opened, Consumer<LoggedTx> seen) {
    RootRecord root = opened.root();
    if (root != null) {
      moveRoot(opened.rootRev(), root);
    }
    long rev = root == null ? 0 : opened.rootRev() + 1;
    return new StoredDatabase.Opened(sealed(opened.published(), seen), root, rev);
  }

  /** The database with all that is in the log, whose next number is taken by an empty entry. */
  private Published sealed(Published known, Consumer<LoggedTx> seen) {
    byte[] nothing = new LogEntry(List.of()).encode();
    Published found = stored.replay(known, seen);
    while (!store.putIfAbsent(keys.log(found.nextEntry()), nothing)) {
      found = stored.replay(found, seen);
    }
    return new Published(found.db(), found.nextEntry() + 1);
  }

  /** Whether the root is still the one that this writer has found or made. */
  boolean isRoot(long rev) {
    Versioned root = store.get(keys.root());
    return (root == null ? 0 : root.rev()) == rev;
  }

  boolean leads() {
    return !deposed;
  }

  void checkLeading() {
    if (deposed) {
      throw notLeading();
    }
  }

  private YoreException notLeading() {
    return YoreException.of(
            ErrorCode.CONNECTION_FAILURE,
            "Another writer has taken over the database; open it again")
        .with("database", keys.database());
  }

  /** Moves the root from its known revision. */
  void moveRoot(long rev, RootRecord root) {
    if (!store.compareAndSet(keys.root(), rev, root.encode())) {
      deposed = true;
      throw notLeading();
    }
  }

  void deleteSegments(Collection<String> ids) {
    store.delete(ids.stream().map(id -> keys.segments() + id).toList());
  }

  /** The ids of all stored segments. */
  List<String> segments() {
    int start = keys.segments().length();
    return store.list(keys.segments()).stream().map(key -> key.substring(start)).toList();
  }
}
