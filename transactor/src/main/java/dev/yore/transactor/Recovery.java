package dev.yore.transactor;

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
import dev.yore.storage.kv.KeyValueStore;
import dev.yore.storage.kv.Versioned;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Opens a database: its root, and then log entries until one is missing. */
final class Recovery {
  /** Log entries that are fetched by one call. */
  private static final int FETCH = 64;

  private final KeyValueStore store;
  private final DatabaseKeys keys;
  private final Indexing indexing;

  Recovery(KeyValueStore store, DatabaseKeys keys, Indexing indexing) {
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
  record Opened(Published published, @Nullable RootRecord root, long rootRev) {

    /** A new database that is never opened again. */
    static Opened unlogged() {
      return new Opened(new Published(bootstrap(Bootstrap.events()), 0), null, 0);
    }
  }

  /** A database without anything but what every database begins with. */
  static Db bootstrap(List<Run> events) {
    Schema schema = Bootstrap.schema();
    Indexes indexes = Indexes.empty().with(Bootstrap.T, events, schema);
    return new Db(indexes, schema, View.NOW, 0);
  }

  /** Makes the database if the store has none. */
  Opened open() {
    Versioned stored = store.get(keys.root());
    if (stored == null) {
      return new Opened(replay(new Published(bootstrap(created()), 1)), null, 0);
    }
    RootRecord root = RootRecord.decode(keys.root(), stored.value());
    Indexes indexes = indexing.open(root.roots());
    Schema schema =
        SchemaReader.read(indexes.reader(View.NOW), indexes.reader(View.NOW.withHistory()));
    Db db = new Db(indexes.knowing(schema), schema, View.NOW, root.instant(), root.sequences());
    return new Opened(replay(new Published(db, root.logPosition())), root, stored.rev());
  }

  /** The bootstrap transaction, which entry 0 of every log holds. */
  private List<Run> created() {
    LoggedTx first = new LoggedTx(Bootstrap.T, 0, null, Bootstrap.events());
    byte[] made = new LogEntry(List.of(first)).encode();
    String key = keys.log(0);
    Versioned found = store.get(key);
    if (found == null) {
      store.putIfAbsent(key, made);
      return Bootstrap.events();
    }
    return LogEntry.decode(key, found.value()).transactions().getFirst().events();
  }

  /** The database after all log entries that follow. */
  Published replay(Published from) {
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
        reached = apply(reached, LogEntry.decode(key, entry.value()));
      }
    }
  }

  private static Published apply(Published before, LogEntry entry) {
    Db db = before.db();
    for (LoggedTx tx : entry.transactions()) {
      db = Transactions.replay(db, tx.t(), tx.instant(), tx.events());
    }
    return new Published(db, before.nextEntry() + 1);
  }
}
