package dev.yore.tck.simulation;

import dev.yore.engine.db.Db;
import dev.yore.engine.follow.FollowingPeer;
import dev.yore.engine.log.DatabaseKeys;
import dev.yore.engine.schema.Bootstrap;
import dev.yore.engine.submit.Submission;
import dev.yore.engine.tx.RawTx;
import dev.yore.storage.cache.SegmentCache;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.kv.MemoryStore;
import dev.yore.storage.tree.TreeOptions;
import dev.yore.storage.value.Bytes;
import dev.yore.transactor.Metrics;
import dev.yore.transactor.Standby;
import dev.yore.transactor.Transactor;
import dev.yore.transactor.TransactorOptions;
import dev.yore.transactor.lease.Place;
import dev.yore.transactor.remote.RemoteOptions;
import dev.yore.transactor.remote.RemotePeer;
import dev.yore.transactor.serve.Leadership;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The processes of one database: transactors that compete for its lease, and peers. */
final class Cluster {
  static final DatabaseKeys KEYS = new DatabaseKeys("db");

  /** The transaction that leads to the first state. */
  static final long FIRST_T = Bootstrap.T + 2;

  private static final Bytes SECRET = Bytes.of(new byte[] {1, 2, 3});
  private static final Duration LEASE = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final long RETRY = TimeUnit.MILLISECONDS.toNanos(300);
  private static final long SKEW_MILLIS = 400;

  private final Scheduler scheduler;
  private final Random random;
  private final History history;
  private final MemoryStore data = new MemoryStore();
  private final SimulatedStore.Server store;
  private final SimulatedNetwork network;
  private final TransactorOptions options;
  private final List<Machine> machines = new ArrayList<>();
  private int started;

  /** What runs one process after another, of one kind. */
  final class Machine {
    private final String name;
    private final boolean peer;
    private SimulatedProcess process;
    private @Nullable Clients clients;
    private @Nullable Leadership leadership;

    Machine(String name, boolean peer) {
      this.name = name;
      this.peer = peer;
      this.process = newProcess(name);
    }

    SimulatedProcess process() {
      return process;
    }

    boolean isPeer() {
      return peer;
    }

    /** Starts a new process, if the one before has ended. */
    void start() {
      SimulatedProcess next = newProcess(name);
      process = next;
      clients = null;
      leadership = null;
      next.start(
          "main",
          () -> {
            if (peer) {
              openPeer(next);
            } else {
              serve(next);
            }
          });
    }

    void kill() {
      process.kill();
      network.silent(process);
    }

    /** A transactor ends as by SIGTERM: it gives its lease back. */
    void stop() {
      Leadership leads = leadership;
      SimulatedProcess ending = process;
      leadership = null;
      if (leads != null) {
        ending.start(
            "stop",
            () -> {
              leads.close();
              ending.kill();
            });
      }
    }

    /** Has it work again, whatever has become of it. */
    void heal() {
      process.goOn();
      boolean serves = process.isAlive() && (peer || leadership != null);
      if (!serves) {
        kill();
        start();
      }
    }

    private void serve(SimulatedProcess here) {
      SimulatedStore reached = new SimulatedStore(store, here);
      int port = here.number();
      Bytes fingerprint = Bytes.of(new byte[] {(byte) port});
      SegmentCache cache = new SegmentCache(0);
      Leadership leads =
          new Leadership(
              "db",
              reached,
              KEYS,
              new Place(name, port, fingerprint),
              LEASE,
              () -> new Standby(reached, KEYS, cache, options, here),
              Metrics.NONE,
              here);
      leadership = leads;
      network.listen(port, here, (hello, outbox) -> leads.open(outbox));
      leads.start();
    }

    private void openPeer(SimulatedProcess here) {
      SimulatedStore reached = new SimulatedStore(store, here);
      FollowingPeer following = null;
      while (following == null) {
        try {
          following = FollowingPeer.open(name, reached, KEYS, new SegmentCache(0), POLL, here);
        } catch (YoreException unreachable) {
          here.sleep(RETRY);
        }
      }
      RemotePeer opened =
          RemotePeer.open(
              following,
              reached,
              KEYS,
              new RemotePeer.Identity("db", SECRET, name),
              network.dialer(here),
              new RemoteOptions(PATIENCE, POLL),
              here);
      Clients open = new Clients(scheduler, here, opened, history);
      open.start(random.nextInt(1, 4), random.nextInt(1, 3));
      clients = open;
    }
  }

  /**
   * @param grace for how long transactors leave segments that nobody needs any more
   */
  Cluster(Scheduler scheduler, History history, Duration grace) {
    this.scheduler = scheduler;
    this.random = scheduler.random();
    this.history = history;
    SimulatedProcess world = newProcess("world");
    this.store = new SimulatedStore.Server(scheduler, world, data);
    this.network = new SimulatedNetwork(scheduler, world);
    this.options =
        TransactorOptions.DEFAULT
            .indexedEvery(random.nextInt(40, 400))
            .withTrees(new TreeOptions(random.nextInt(8, 64), random.nextInt(3, 8)))
            .withCache(0)
            .withGrace(grace);
  }

  private SimulatedProcess newProcess(String name) {
    int number = started++;
    long skew = random.nextLong(2 * SKEW_MILLIS) - SKEW_MILLIS;
    return new SimulatedProcess(scheduler, name + "#" + number, number, skew);
  }

  /** Makes the database with the first state, while nothing goes wrong. */
  void create() {
    SimulatedProcess maker = newProcess("maker");
    maker.start(
        "main",
        () -> {
          Transactor transactor =
              Transactor.open(
                  new SimulatedStore(store, maker), KEYS, new SegmentCache(0), options, maker);
          for (String data : List.of(State.SCHEMA, State.firstData())) {
            UUID token = new UUID(random.nextLong(), random.nextLong());
            transactor.submit(token, new Submission.Data(RawTx.parse(data))).join();
          }
          if (transactor.db().basisT() != FIRST_T) {
            throw new SimulationFailure("the first state is t " + transactor.db().basisT());
          }
          transactor.close();
        });
  }

  /** Starts the machines. */
  void start(int transactors, int peers) {
    for (int i = 0; i < transactors; i++) {
      machines.add(new Machine("transactor" + i, false));
    }
    for (int i = 0; i < peers; i++) {
      machines.add(new Machine("peer" + i, true));
    }
    machines.forEach(Machine::start);
  }

  List<Machine> machines() {
    return machines;
  }

  MemoryStore data() {
    return data;
  }

  void faults(Faults now) {
    store.faults(now);
    network.faults(now);
  }

  void storeOut(boolean now) {
    store.out(now);
  }

  void breakWire() {
    network.breakOne();
  }

  /** Has all processes run again, and nothing go wrong any more. */
  void heal() {
    faults(Faults.NONE);
    storeOut(false);
    machines.forEach(Machine::heal);
  }

  void stopClients() {
    for (Machine machine : machines) {
      if (machine.clients != null) {
        machine.clients.stop();
      }
    }
  }

  /** What each peer has now. */
  List<Db> databases() {
    List<Db> found = new ArrayList<>();
    for (Machine machine : machines) {
      if (machine.isPeer()) {
        Clients clients = machine.clients;
        if (clients == null) {
          throw new SimulationFailure(machine.process() + " has not opened the database");
        }
        found.add(clients.db());
      }
    }
    return found;
  }
}
