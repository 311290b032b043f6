package dev.yore.transactor.remote;

import dev.yore.engine.follow.FollowingPeer;
import dev.yore.engine.host.Host;
import dev.yore.engine.log.Catalog;
import dev.yore.engine.log.DatabaseKeys;
import dev.yore.engine.log.Secret;
import dev.yore.engine.peer.Peer;
import dev.yore.storage.cache.SegmentCache;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.postgres.PostgresLocation;
import dev.yore.storage.postgres.PostgresOptions;
import dev.yore.storage.postgres.PostgresStore;
import dev.yore.storage.value.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Opens databases in PostgreSQL. Whoever may read the writers' secret gets a peer that writes
 * through the transactor; everybody else one that only reads, and needs no transactor.
 */
public final class RemoteDatabase {
  private RemoteDatabase() {}

  /**
   * Opens a database that a transactor has made.
   *
   * @param application what the application calls itself
   * @param cacheBytes what decoded segments may take
   */
  public static Peer open(
      PostgresLocation.Database database,
      String application,
      long cacheBytes,
      Dialer dialer,
      RemoteOptions options) {
    PostgresStore store = PostgresStore.open(database.location(), PostgresOptions.DEFAULT);
    try {
      DatabaseKeys keys = new Catalog(store).require(database.name());
      Bytes secret = secret(store);
      FollowingPeer following =
          FollowingPeer.open(
              "jdbc:yore:postgresql:" + database.location() + "?database=" + database.name(),
              store,
              keys,
              new SegmentCache(cacheBytes),
              options.pollPause(),
              Host.JVM);
      return secret == null
          ? following
          : RemotePeer.open(
              following,
              store,
              keys,
              new RemotePeer.Identity(database.name(), secret, application),
              dialer,
              options,
              Host.JVM);
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /** The writers' secret, or null for a role that may only read. */
  private static @Nullable Bytes secret(PostgresStore store) {
    try {
      return Secret.find(store.secrets());
    } catch (YoreException refused) {
      if (refused.code() == ErrorCode.INSUFFICIENT_PRIVILEGE) {
        return null;
      }
      throw refused;
    }
  }
}
