package dev.yore.tck.simulation;

import dev.yore.engine.db.Db;
import dev.yore.engine.peer.Peer;
import dev.yore.engine.submit.Receipt;
import dev.yore.engine.submit.Submission;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.Scalars;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Writes and reads through one peer, in threads of its process. */
final class Clients {
  private static final long THINKING = TimeUnit.MILLISECONDS.toNanos(120);
  private static final long LOOKING = TimeUnit.MILLISECONDS.toNanos(250);
  private static final int TOGETHER_MAX = 4;

  /** What a client may be told, which all say that nothing was written but the last. */
  private static final Set<ErrorCode> ANSWERS =
      EnumSet.of(
          ErrorCode.SERIALIZATION_FAILURE,
          ErrorCode.CAS_FAILED,
          ErrorCode.UNIQUE_CONFLICT,
          ErrorCode.CONNECTION_FAILURE,
          ErrorCode.OUTCOME_UNKNOWN);

  private final Scheduler scheduler;
  private final SimulatedProcess process;
  private final Peer peer;
  private final History history;
  private boolean stopping;

  Clients(Scheduler scheduler, SimulatedProcess process, Peer peer, History history) {
    this.scheduler = scheduler;
    this.process = process;
    this.peer = peer;
    this.history = history;
  }

  void start(int writers, int readers) {
    for (int i = 0; i < writers; i++) {
      process.start("writer " + i, this::write);
    }
    for (int i = 0; i < readers; i++) {
      String name = "reader " + i;
      process.start(name, () -> read(process + " " + name));
    }
  }

  void stop() {
    stopping = true;
  }

  Db db() {
    return peer.db();
  }

  /** Now and then several commits at once, which do not wait for one another. */
  private void write() {
    Random random = scheduler.random();
    while (!stopping) {
      process.sleep(scheduler.around(THINKING));
      int together = scheduler.oneIn(5) ? random.nextInt(1, TOGETHER_MAX + 1) : 1;
      List<Asked> asked = new ArrayList<>();
      try {
        for (int i = 0; i < together; i++) {
          asked.add(ask());
        }
      } catch (YoreException unreadable) {
        requireUnreachable(unreadable);
      }
      asked.forEach(this::hear);
    }
  }

  private record Asked(
      History.Attempt attempt, Submission submission, CompletableFuture<Receipt> outcome) {}

  private Asked ask() {
    Random random = scheduler.random();
    UUID token = new UUID(random.nextLong(), random.nextLong());
    long now = scheduler.nanos();
    Action action = Action.drawn(random, now);
    History.Attempt attempt = new History.Attempt(token, process, action, now);
    Submission submission = action.on(peer.db(), Scalars.micros(process.now()));
    history.asked(attempt);
    return new Asked(attempt, submission, peer.submit(token, submission));
  }

  private void hear(Asked asked) {
    History.Attempt attempt = asked.attempt();
    try {
      attempt.t = asked.outcome().get().t();
      attempt.answeredAt = scheduler.nanos();
      if (peer.db().basisT() < attempt.t) {
        throw new SimulationFailure("the peer does not have what it wrote: " + attempt);
      }
      if (scheduler.oneIn(30)) {
        askOnceMore(asked);
      }
    } catch (ExecutionException e) {
      attempt.refusal = answer(attempt, e);
    } catch (InterruptedException e) {
      throw new SimulationFailure("interrupted while it waited: " + attempt);
    }
  }

  /** The same token again has the same outcome, or none that is known in time. */
  private void askOnceMore(Asked asked) throws InterruptedException {
    History.Attempt attempt = asked.attempt();
    try {
      long again = peer.submit(attempt.token, asked.submission()).get().t();
      if (again != attempt.t) {
        throw new SimulationFailure("committed again as t " + again + ": " + attempt);
      }
    } catch (ExecutionException e) {
      ErrorCode code = answer(attempt, e);
      if (code != ErrorCode.OUTCOME_UNKNOWN && code != ErrorCode.CONNECTION_FAILURE) {
        throw new SimulationFailure("refused with " + code + " once it was committed: " + attempt);
      }
    }
  }

  private static ErrorCode answer(History.Attempt attempt, ExecutionException e) {
    if (e.getCause() instanceof YoreException refusal && ANSWERS.contains(refusal.code())) {
      return refusal.code();
    }
    throw new SimulationFailure(
        "failed in a way it should not, by " + e.getCause() + ": " + attempt, e.getCause());
  }

  /** Looks at now and at the past; no transaction is ever gone that was there. */
  private void read(String who) {
    long last = 0;
    while (!stopping) {
      process.sleep(scheduler.around(LOOKING));
      Db db = peer.db();
      if (db.basisT() < last) {
        throw new SimulationFailure(who + " saw t " + last + " and then t " + db.basisT());
      }
      last = db.basisT();
      try {
        look(who, db, last);
        long past = scheduler.random().nextLong(last + 1);
        if (past >= Cluster.FIRST_T) {
          look(who, db.asOf(past), past);
        }
      } catch (YoreException unreadable) {
        requireUnreachable(unreadable);
      }
    }
  }

  /** Segments that are not in the cache cannot be read while the store is out of reach. */
  private static void requireUnreachable(YoreException failure) {
    if (failure.code() != ErrorCode.CONNECTION_FAILURE) {
      throw new SimulationFailure("reading failed in a way it should not", failure);
    }
  }

  private void look(String who, Db db, long t) {
    State state = State.of(db);
    String broken = state.broken();
    if (!broken.isEmpty()) {
      throw new SimulationFailure(who + " saw at t " + t + " that " + broken);
    }
    history.seen(who, t, state);
  }
}
