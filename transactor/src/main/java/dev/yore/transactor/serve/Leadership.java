package dev.yore.transactor.serve;

import dev.yore.engine.host.Host;
import dev.yore.engine.host.Once;
import dev.yore.engine.log.DatabaseKeys;
import dev.yore.engine.log.Lease;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.kv.KeyValueStore;
import dev.yore.transactor.Metrics;
import dev.yore.transactor.Standby;
import dev.yore.transactor.Transactor;
import dev.yore.transactor.lease.LeaseKeeper;
import dev.yore.transactor.lease.Place;
import dev.yore.transactor.net.Outbox;
import dev.yore.transactor.net.Session;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes one database whenever this transactor holds its lease, and stands by while another does. A
 * thread of its own keeps the lease; opening the database, which may take longer than a lease is
 * good for, happens beside it.
 */
public final class Leadership implements AutoCloseable {
  private static final Logger LOG = System.getLogger("dev.yore.transactor");

  /** How often a standby looks, and how long it waits after a failure. */
  private static final Duration STANDBY_PAUSE = Duration.ofMillis(250);

  private final String database;
  private final LeaseKeeper keeper;
  private final Duration renewal;
  private final Supplier<Standby> standby;
  private final Metrics metrics;
  private final Host host;
  private final Once closing;
  private final Thread thread;
  private volatile @Nullable ServedDatabase served;
  private volatile @Nullable YoreException notServed;

  /**
   * @param database its name
   * @param standby begins to read the database, to write it one day
   * @param metrics is told how it goes while it leads
   * @param host runs all of it
   */
  public Leadership(
      String database,
      KeyValueStore store,
      DatabaseKeys keys,
      Place place,
      Duration lease,
      Supplier<Standby> standby,
      Metrics metrics,
      Host host) {
    this.database = database;
    this.keeper = new LeaseKeeper(store, keys.lease(), place, lease, host::nanoTime);
    this.renewal = lease.dividedBy(3);
    this.standby = standby;
    this.metrics = metrics;
    this.host = host;
    this.closing = new Once(host);
    this.thread = host.thread("yore-lease-" + database, this::keep);
  }

  public void start() {
    thread.start();
  }

  /** Whether it is written by this transactor now. */
  public boolean leads() {
    return served != null;
  }

  DatabaseHealth health() {
    ServedDatabase now = served;
    YoreException trouble = keeper.trouble();
    return now == null
        ? new DatabaseHealth(database, false, trouble == null ? notServed : trouble, 0, 0, 0)
        : now.health(database, trouble);
  }

  /** Lets a peer in. */
  public Session open(Outbox outbox) {
    ServedDatabase now = served;
    if (now == null) {
      throw YoreException.of(
              ErrorCode.CANNOT_CONNECT,
              "This transactor stands by; another one writes the database, see its lease")
          .with("database", database);
    }
    return now.open(outbox);
  }

  private void keep() {
    Standby next = standby.get();
    while (!closing.await(STANDBY_PAUSE)) {
      if (keeper.turn()) {
        try {
          lead(next);
        } catch (YoreException failure) {
          notServed = failure;
          LOG.log(Level.WARNING, "{0}: cannot be served: {1}", database, failure.getMessage());
        }
        next = standby.get();
      } else {
        follow(next);
      }
    }
  }

  /** Keeps up with who leads, so that little is left to read when it is time to take over. */
  private static void follow(Standby next) {
    try {
      next.follow();
    } catch (YoreException unreachable) {
      LOG.log(Level.DEBUG, "The log cannot be followed: {0}", unreachable.getMessage());
    }
  }

  /** Serves until the lease is lost or the transactor is to stop. */
  private void lead(Standby next) {
    Lease lease = keeper.held();
    long epoch = lease == null ? 0 : lease.epoch();
    LOG.log(Level.INFO, "{0}: leads, epoch {1}", database, epoch);
    CompletableFuture<Transactor> opening = new CompletableFuture<>();
    opening.completeAsync(next::lead, task -> host.thread("yore-open-" + database, task).start());
    try {
      boolean stop = false;
      while (!stop) {
        if (served == null && opening.isDone()) {
          notServed = null;
          served = new ServedDatabase(opened(opening), epoch, metrics, host);
        }
        stop =
            closing.await(served == null ? STANDBY_PAUSE : renewal)
                || !keeper.turn()
                || isDeposed();
      }
    } finally {
      end(opening);
      keeper.release();
      LOG.log(Level.INFO, "{0}: leads no more, epoch {1}", database, epoch);
    }
  }

  private boolean isDeposed() {
    ServedDatabase now = served;
    return now != null && !now.leads();
  }

  private static Transactor opened(CompletableFuture<Transactor> opening) {
    try {
      return opening.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof YoreException reason) {
        throw reason;
      }
      throw YoreException.bug("Opening a database must not fail").causedBy(e);
    }
  }

  private void end(CompletableFuture<Transactor> opening) {
    ServedDatabase now = served;
    served = null;
    if (now != null) {
      now.close();
    } else {
      var unused = opening.thenAccept(Transactor::close);
    }
  }

  /** Ends serving: what is decided becomes durable, then the lease is given back. */
  @Override
  public void close() {
    closing.happen();
    Host.join(thread);
  }
}
