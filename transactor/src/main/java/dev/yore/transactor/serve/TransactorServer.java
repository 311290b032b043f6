package dev.yore.transactor.serve;

import dev.yore.engine.follow.StoredDatabase;
import dev.yore.engine.host.Host;
import dev.yore.engine.log.Catalog;
import dev.yore.engine.log.DatabaseKeys;
import dev.yore.engine.log.Secret;
import dev.yore.engine.protocol.Message;
import dev.yore.storage.cache.CacheStatistics;
import dev.yore.storage.cache.SegmentCache;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.kv.KeyValueStore;
import dev.yore.storage.postgres.PostgresOptions;
import dev.yore.storage.postgres.PostgresStore;
import dev.yore.storage.value.Bytes;
import dev.yore.transactor.Standby;
import dev.yore.transactor.config.TransactorConfig;
import dev.yore.transactor.lease.Place;
import dev.yore.transactor.net.NetOptions;
import dev.yore.transactor.net.Outbox;
import dev.yore.transactor.net.PeerServer;
import dev.yore.transactor.net.ServerKey;
import dev.yore.transactor.net.Session;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A transactor that serves databases of one PostgreSQL to peers elsewhere. Of several that serve
 * the same databases each is written by the one that holds its lease; the others stand by.
 */
public final class TransactorServer implements AutoCloseable {
  private final KeyValueStore store;
  private final SegmentCache cache;
  private final PeerServer network;
  private final Map<String, Leadership> databases = new TreeMap<>();

  private TransactorServer(PostgresStore postgres, TransactorConfig config, Measures measures) {
    this.store = new MeasuredStore(postgres, measures);
    this.cache = new SegmentCache(config.options().cacheBytesHere());
    ServerKey key = ServerKey.generate();
    Bytes secret = Secret.findOrCreate(postgres.secrets());
    this.network =
        PeerServer.start(
            new InetSocketAddress(config.bind(), config.port()),
            key,
            secret.toByteArray(),
            NetOptions.DEFAULT,
            this::open);
    try {
      Place place =
          new Place(config.host(), network.address().getPort(), key.fingerprint().bytes());
      Catalog catalog = new Catalog(store);
      for (String name : config.databases()) {
        DatabaseKeys keys = catalog.findOrCreate(name);
        StoredDatabase.create(store, keys);
        databases.put(
            name.toLowerCase(Locale.ROOT),
            new Leadership(
                name,
                store,
                keys,
                place,
                config.lease(),
                () -> new Standby(store, keys, cache, config.options(), Host.JVM),
                measures.of(name),
                Host.JVM));
      }
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
    databases.values().forEach(Leadership::start);
  }

  /** Starts to serve; databases that are not there are made. */
  public static TransactorServer start(TransactorConfig config) {
    return start(config, Measures.NONE);
  }

  /**
   * As {@link #start(TransactorConfig)}.
   *
   * @param measures is told how it goes
   */
  public static TransactorServer start(TransactorConfig config, Measures measures) {
    PostgresStore store = PostgresStore.open(config.storage(), PostgresOptions.DEFAULT);
    try {
      return new TransactorServer(store, config, measures);
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private Session open(Message.Hello hello, Outbox outbox) {
    Leadership database = databases.get(hello.database().toLowerCase(Locale.ROOT));
    if (database == null) {
      throw YoreException.of(
              ErrorCode.UNDEFINED_DATABASE, "This transactor does not serve the database")
          .with("database", hello.database())
          .with("served", String.join(", ", databases.keySet()));
    }
    return database.open(outbox);
  }

  /** The port that it listens at. */
  public int port() {
    return network.address().getPort();
  }

  /** The databases that this transactor writes now; it stands by for the others. */
  public List<String> led() {
    return health().stream().filter(DatabaseHealth::leads).map(DatabaseHealth::database).toList();
  }

  /** How each of the databases does. */
  public List<DatabaseHealth> health() {
    return databases.values().stream().map(Leadership::health).toList();
  }

  /** What is in the cache of segments, which all of them share. */
  public CacheStatistics cache() {
    return cache.statistics();
  }

  /** Takes no new work, makes durable what is decided, gives back the leases, and ends. */
  @Override
  public void close() {
    databases.values().parallelStream().forEach(Leadership::close);
    network.close();
    store.close();
  }
}
