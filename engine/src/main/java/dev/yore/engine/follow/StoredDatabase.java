package dev.yore.engine.follow;

import dev.yore.engine.db.Db;
import dev.yore.engine.index.Indexes;
import dev.yore.engine.index.Indexing;
import dev.yore.engine.index.View;
import dev.yore.engine.log.DatabaseKeys;
import dev.yore.engine.log.LogEntry;
import dev.yore.engine.log.LoggedTx;
import dev.yore.engine.log.RootRecord;
import dev.yore.engine.schema.Bootstrap;
import dev.yore.engine.schema.Schema;
import dev.yore.engine.schema.SchemaReader;
import dev.yore.engine.tx.Transactions;
import dev.yore.storage.datom.Run;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.kv.KeyValueStore;
import dev.yore.storage.kv.Versioned;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Reads a database from a store: its root, and then log entries until one is missing. */
public final class StoredDatabase {
  /** Log entries that are fetched by one call. */
  private static final int FETCH = 64;

  /** The log entry after the one that every log begins with. */
  private static final long FIRST = 1;

  private final KeyValueStore store;
  private final DatabaseKeys keys;
  private final Indexing indexing;

  public StoredDatabase(KeyValueStore store, DatabaseKeys keys, Indexing indexing) {
    this.store = store;
    this.keys = keys;
    this.indexing = indexing;
  }

  /**
   * A database as it was found.
   *
   * @param root its record, or null while it has none
   * @param rootRev the revision of the record, 0 while there is none
   */
  public record Opened(Published published, @Nullable RootRecord root, long rootRev) {}

  /** Opens the database as it is now; refuses when the store has none. */
  public Opened open() {
    Versioned root = store.get(keys.root());
    if (root != null) {
      return open(root, tx -> {});
    }
    String first = keys.log(0);
    Versioned created = store.get(first);
    if (created == null) {
      throw YoreException.of(
              ErrorCode.UNDEFINED_DATABASE,
              "The store has no such database; a transactor makes it when it is first written")
          .with("database", keys.database());
    }
    return begun(firstEvents(first, created), tx -> {});
  }

  /**
   * Opens the database, and makes it if the store has none.
   *
   * @param seen is told each transaction that is not in the trees, in order
   */
  public Opened openOrCreate(Consumer<LoggedTx> seen) {
    Versioned root = store.get(keys.root());
    return root == null ? begun(created(store, keys), seen) : open(root, seen);
  }

  /**
   * The database as it is now, from what was known of it before.
   *
   * @param seen is told each transaction that is new, in order
   */
  public Opened refresh(Opened known, Consumer<LoggedTx> seen) {
    Versioned root = store.get(keys.root());
    Published reached = replay(known.published(), seen);
    if (root == null || root.rev() == known.rootRev()) {
      return new Opened(reached, known.root(), known.rootRev());
    }
    RootRecord record = RootRecord.decode(keys.root(), root.value());
    return new Opened(onTrees(reached, record), record, root.rev());
  }

  /** The same database on the trees that a root names, which the log has led up to. */
  Published onTrees(Published reached, RootRecord root) {
    Db db = reached.db();
    Indexes adopted = indexing.adopt(db.indexes(), root.roots());
    return new Published(
        db.after(adopted, db.schema(), db.basisInstant(), db.watermarks()), reached.nextEntry());
  }

  /** A database that has a log but no trees yet. */
  private Opened begun(List<Run> first, Consumer<LoggedTx> seen) {
    Schema schema = Bootstrap.schema();
    Indexes indexes = Indexes.empty().with(Bootstrap.T, first, schema);
    Db db = new Db(indexes, schema, View.NOW, 0);
    return new Opened(replay(new Published(db, FIRST), seen), null, 0);
  }

  private Opened open(Versioned stored, Consumer<LoggedTx> seen) {
    RootRecord root = RootRecord.decode(keys.root(), stored.value());
    Indexes indexes = indexing.open(root.roots());
    Schema schema =
        SchemaReader.read(indexes.reader(View.NOW), indexes.reader(View.NOW.withHistory()));
    Db db = new Db(indexes.knowing(schema), schema, View.NOW, root.instant(), root.sequences());
    return new Opened(replay(new Published(db, root.logPosition()), seen), root, stored.rev());
  }

  /** Makes the database if the store has none. */
  public static void create(KeyValueStore store, DatabaseKeys keys) {
    created(store, keys);
  }

  /** The bootstrap transaction, which entry 0 of every log holds. */
  private static List<Run> created(KeyValueStore store, DatabaseKeys keys) {
    LoggedTx first = new LoggedTx(Bootstrap.T, 0, null, Bootstrap.events());
    byte[] made = new LogEntry(List.of(first)).encode();
    String key = keys.log(0);
    Versioned found = store.get(key);
    if (found == null) {
      store.putIfAbsent(key, made);
      return Bootstrap.events();
    }
    return firstEvents(key, found);
  }

  private static List<Run> firstEvents(String key, Versioned entry) {
    return LogEntry.decode(key, entry.value()).transactions().getFirst().events();
  }

  /** The database after all log entries that follow. */
  public Published replay(Published from) {
    return replay(from, tx -> {});
  }

  /**
   * The database after all log entries that follow.
   *
   * @param seen is told each transaction, in order
   */
  public Published replay(Published from, Consumer<LoggedTx> seen) {
    Published reached = from;
    while (true) {
      long next = reached.nextEntry();
      List<String> wanted = LongStream.range(next, next + FETCH).mapToObj(keys::log).toList();
      Map<String, Versioned> found = store.get(wanted);
      for (String key : wanted) {
        Versioned entry = found.get(key);
        if (entry == null) {
          return reached;
        }
        LogEntry decoded = LogEntry.decode(key, entry.value());
        reached = apply(reached, decoded);
        decoded.transactions().forEach(seen);
      }
    }
  }

  /**
   * Tells the transactions that {@link #openOrCreate} did not, back to some time.
   *
   * @param root that of the database when it was opened
   * @param since the time in microseconds; some transactions before it are told too
   */
  public void recall(@Nullable RootRecord root, long since, Consumer<LoggedTx> seen) {
    long end = root == null ? FIRST : root.logPosition();
    long oldest = Long.MAX_VALUE;
    while (end > FIRST && oldest >= since) {
      long first = Math.max(FIRST, end - FETCH);
      List<String> wanted = LongStream.range(first, end).mapToObj(keys::log).toList();
      Map<String, Versioned> found = store.get(wanted);
      for (String key : wanted) {
        Versioned entry = found.get(key);
        if (entry == null) {
          throw YoreException.of(ErrorCode.MISSING_VALUE, "A log entry is missing")
              .with("key", key);
        }
        for (LoggedTx tx : LogEntry.decode(key, entry.value()).transactions()) {
          oldest = Math.min(oldest, tx.instant());
          seen.accept(tx);
        }
      }
      end = first;
    }
  }

  /** The database after one more log entry, the one that its position names. */
  public static Published apply(Published before, LogEntry entry) {
    Db db = before.db();
    for (LoggedTx tx : entry.transactions()) {
      db = Transactions.replay(db, tx.t(), tx.instant(), tx.events());
    }
    return new Published(db, before.nextEntry() + 1);
  }
}
