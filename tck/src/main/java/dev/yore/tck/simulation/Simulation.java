package dev.yore.tck.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** One run: processes work while things go wrong, then all is well again, then all is checked. */
public final class Simulation {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long TROUBLED = 14 * SECOND;
  private static final long HEALED = 9 * SECOND;

  /** All that was asked for is answered within this time. */
  private static final long LAST_ANSWERS = 8 * SECOND;

  /** Longer than a run: what is garbage depends on the collector, which no seed controls. */
  private static final Duration GRACE = Duration.ofHours(1);

  private static final long BETWEEN_EVENTS = TimeUnit.MILLISECONDS.toNanos(400);

  private final Scheduler scheduler;
  private final Random random;
  private final History history = new History();
  private final Cluster cluster;

  /**
   * What came of a run.
   *
   * @param commits acknowledged ones
   * @param looks at a database that were compared with the model
   * @param trace a number made of all that happened
   */
  public record Outcome(long commits, long looks, long trace) {}

  private Simulation(long seed, Duration grace) {
    this.random = new Random(seed);
    this.scheduler = new Scheduler(random);
    this.cluster = new Cluster(scheduler, history, grace);
  }

  /**
   * Runs in this thread.
   *
   * @throws SimulationFailure when something happened that must not; the same seed has it happen
   *     again
   */
  public static Outcome run(long seed) {
    return new Simulation(seed, GRACE).run();
  }

  /** As {@link #run(long)}, with transactors that believe to be alone with their store. */
  static Outcome ofCareless(long seed) {
    return new Simulation(seed, Duration.ZERO).run();
  }

  private Outcome run() {
    cluster.create();
    scheduler.run(SECOND);
    cluster.start(random.nextInt(1, 4), random.nextInt(1, 4));
    long end = scheduler.nanos() + TROUBLED;
    while (scheduler.nanos() < end) {
      scheduler.run(scheduler.around(BETWEEN_EVENTS));
      happen();
    }
    cluster.heal();
    scheduler.run(HEALED);
    if (history.acknowledgedSince(scheduler.nanos() - HEALED / 3) == 0) {
      throw new SimulationFailure("all is well again, and yet nothing is committed any more");
    }
    cluster.stopClients();
    scheduler.run(LAST_ANSWERS);
    long commits = history.acknowledged();
    new Verdict(history, cluster).check();
    return new Outcome(commits, history.sights().size(), scheduler.trace());
  }

  /** Something goes wrong, or ceases to. */
  private void happen() {
    switch (random.nextInt(10)) {
      case 0 -> cluster.faults(Faults.drawn(scheduler));
      case 1 -> cluster.faults(Faults.NONE);
      case 2 -> forAWhile(() -> cluster.storeOut(true), () -> cluster.storeOut(false));
      case 3, 4 -> cluster.breakWire();
      case 5, 6 -> {
        Cluster.Machine machine = one();
        forAWhile(machine.process()::pause, machine::heal);
      }
      default -> {
        Cluster.Machine machine = one();
        forAWhile(scheduler.oneIn(3) ? machine::stop : machine::kill, machine::heal);
      }
    }
  }

  private void forAWhile(Runnable begin, Runnable end) {
    begin.run();
    scheduler.run(scheduler.around(2 * SECOND));
    end.run();
  }

  private Cluster.Machine one() {
    List<Cluster.Machine> machines = cluster.machines();
    return machines.get(random.nextInt(machines.size()));
  }
}
