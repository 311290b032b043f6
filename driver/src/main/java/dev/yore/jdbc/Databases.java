package dev.yore.jdbc;

import dev.yore.engine.peer.Peer;
import dev.yore.jdbc.config.DatabaseUrl;
import dev.yore.jdbc.net.NetDialer;
import dev.yore.sql.session.SqlDatabase;
import dev.yore.transactor.EmbeddedDatabase;
import dev.yore.transactor.net.NetOptions;
import dev.yore.transactor.remote.RemoteDatabase;
import dev.yore.transactor.remote.RemoteOptions;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The databases that this process has open. Connections to one database share its peer and its
 * plans; it is let go of with the last of them.
 */
public final class Databases {
  /** The part of the heap that the segments of one database elsewhere may take. */
  private static final double CACHE_HEAP_FRACTION = 0.4;

  private static final Map<String, Shared> OPEN = new HashMap<>();

  private Databases() {}

  /** One open database and how many use it; guarded by {@link #OPEN}. */
  private static final class Shared {
    final Peer peer;
    final SqlDatabase sql;
    int users;

    Shared(Peer peer) {
      this.peer = peer;
      this.sql = new SqlDatabase(peer);
    }
  }

  /** One user's hold on a database. */
  public static final class Handle implements AutoCloseable {
    private final String key;
    private final Shared shared;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Handle(String key, Shared shared) {
      this.key = key;
      this.shared = shared;
    }

    public Peer peer() {
      return shared.peer;
    }

    public SqlDatabase sql() {
      return shared.sql;
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        release(key, shared);
      }
    }
  }

  /**
   * Opens a database, or takes part in one that is open.
   *
   * @param application what the application calls itself
   * @param keep whether a database in memory outlives its last user
   */
  public static Handle open(DatabaseUrl.Database database, String application, boolean keep) {
    return switch (database) {
      case DatabaseUrl.Memory memory ->
          embedded(memory.name() == null ? ownMemory() : memory.url(), keep);
      case DatabaseUrl.File file -> embedded(file.url(), keep);
      case DatabaseUrl.Postgres postgres -> remote(postgres, application);
    };
  }

  private static String ownMemory() {
    return "mem:private-" + UUID.randomUUID();
  }

  private static Handle embedded(String url, boolean keep) {
    synchronized (OPEN) {
      Peer peer = EmbeddedDatabase.open(url, keep);
      Shared shared = OPEN.get(peer.name());
      if (shared == null) {
        shared = new Shared(peer);
        OPEN.put(peer.name(), shared);
      } else {
        peer.close();
      }
      shared.users++;
      return new Handle(peer.name(), shared);
    }
  }

  /** Connections of other properties of the storage, such as another user, do not share a peer. */
  private static Handle remote(DatabaseUrl.Postgres database, String application) {
    String key = "postgresql:" + database.address() + database.storage();
    synchronized (OPEN) {
      Shared shared = OPEN.get(key);
      if (shared == null) {
        shared =
            new Shared(
                RemoteDatabase.open(
                    database.location(),
                    application,
                    (long) (Runtime.getRuntime().maxMemory() * CACHE_HEAP_FRACTION),
                    new NetDialer(NetOptions.DEFAULT),
                    RemoteOptions.DEFAULT));
        OPEN.put(key, shared);
      }
      shared.users++;
      return new Handle(key, shared);
    }
  }

  private static void release(String key, Shared shared) {
    synchronized (OPEN) {
      if (--shared.users == 0) {
        OPEN.remove(key);
        shared.peer.close();
      }
    }
  }
}
