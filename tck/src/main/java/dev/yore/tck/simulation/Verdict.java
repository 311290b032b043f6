package dev.yore.tck.simulation;

import dev.yore.engine.db.Db;
import dev.yore.engine.log.LogEntry;
import dev.yore.engine.log.LoggedTx;
import dev.yore.engine.schema.Bootstrap;
import dev.yore.storage.kv.KeyValueStore;
import dev.yore.storage.kv.Versioned;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Holds what happened against a naive model, to which the actions are done one after another in the
 * order of the log: whoever looked at a t must have seen the model's state there.
 */
final class Verdict {
  /** In the end each peer is asked for one of so many moments. */
  private static final int PAST_STEP = 11;

  private final History history;
  private final Cluster cluster;
  private final List<String> states = new ArrayList<>();
  private final List<History.Attempt> committed = new ArrayList<>();
  private final Set<UUID> tokens = new HashSet<>();

  Verdict(History history, Cluster cluster) {
    this.history = history;
    this.cluster = cluster;
  }

  /** The last t. */
  private long lastT() {
    return Cluster.FIRST_T + states.size() - 1;
  }

  /** Throws a {@link SimulationFailure} if anything is wrong. */
  void check() {
    replay();
    history.attempts().forEach(this::checkAnswer);
    checkOrder();
    history.sights().forEach(this::checkSight);
    long first = Cluster.FIRST_T;
    for (Db db : cluster.databases()) {
      if (db.basisT() != lastT()) {
        throw new SimulationFailure("a peer is at t " + db.basisT() + " of " + lastT());
      }
      for (long t = first++; t <= lastT(); t += PAST_STEP) {
        checkSight(new History.Sight("a peer in the end", t, State.of(db.asOf(t)).toString()));
      }
    }
  }

  private void replay() {
    KeyValueStore data = cluster.data();
    State model = State.first();
    long t = Bootstrap.T - 1;
    Versioned found = data.get(Cluster.KEYS.log(0));
    for (long number = 0; found != null; found = data.get(Cluster.KEYS.log(++number))) {
      for (LoggedTx tx : LogEntry.decode("log", found.value()).transactions()) {
        if (tx.t() != ++t) {
          throw new SimulationFailure("in the log t " + tx.t() + " comes instead of " + t);
        }
        if (t > Cluster.FIRST_T) {
          apply(tx, model);
        }
        if (t >= Cluster.FIRST_T) {
          states.add(model.toString());
        }
      }
    }
  }

  private void apply(LoggedTx tx, State model) {
    UUID token = tx.token();
    History.Attempt attempt = token == null ? null : history.attempt(token);
    if (attempt == null) {
      throw new SimulationFailure("nobody has asked for t " + tx.t());
    }
    if (!tokens.add(attempt.token)) {
      throw new SimulationFailure("committed twice, at last as t " + tx.t() + ": " + attempt);
    }
    if (attempt.isRefused()) {
      throw new SimulationFailure("refused, and yet t " + tx.t() + ": " + attempt);
    }
    if (attempt.isAcknowledged() && attempt.t != tx.t()) {
      throw new SimulationFailure("committed as t " + tx.t() + ": " + attempt);
    }
    attempt.action.to(model);
    committed.add(attempt);
  }

  private void checkAnswer(History.Attempt attempt) {
    if (attempt.isAcknowledged() && !tokens.contains(attempt.token)) {
      throw new SimulationFailure("lost: " + attempt);
    }
    if (attempt.isOpen() && attempt.by.isAlive()) {
      throw new SimulationFailure("nobody ever answered: " + attempt);
    }
  }

  /** What was acknowledged before something else was asked for comes before it. */
  private void checkOrder() {
    long latestAsk = Long.MIN_VALUE;
    for (History.Attempt attempt : committed) {
      if (attempt.answeredAt < latestAsk) {
        throw new SimulationFailure("something asked for later came before: " + attempt);
      }
      latestAsk = Math.max(latestAsk, attempt.askedAt);
    }
  }

  private void checkSight(History.Sight sight) {
    String expected = states.get((int) (sight.t() - Cluster.FIRST_T));
    if (!sight.state().equals(expected)) {
      throw new SimulationFailure(
          "%s saw at t %d%n%s%nwhere there is%n%s"
              .formatted(sight.who(), sight.t(), sight.state(), expected));
    }
  }
}
