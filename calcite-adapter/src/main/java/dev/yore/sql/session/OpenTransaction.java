package dev.yore.sql.session;

import dev.yore.engine.db.Db;
import dev.yore.engine.submit.Submission;
import dev.yore.engine.tx.AppliedTx;
import dev.yore.engine.tx.NetEffect;
import dev.yore.engine.tx.RawTx;
import dev.yore.engine.tx.ResolvedTx;
import dev.yore.engine.tx.Settled;
import dev.yore.engine.tx.Transactions;
import dev.yore.engine.tx.TxInput;
import dev.yore.engine.tx.TxReport;
import dev.yore.engine.tx.Watch;
import dev.yore.storage.datom.Run;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A transaction of several statements: each runs on the database value that the one before it left.
 * Nothing is seen by anybody else before the commit, which succeeds only if no other transaction
 * has meanwhile changed an attribute that this one read or took something away from.
 */
final class OpenTransaction {
  private final Db base;
  private Db current;
  private final List<TxReport> steps = new ArrayList<>();
  private final Set<Integer> touched = new TreeSet<>();
  private final Map<String, Savepoint> savepoints = new LinkedHashMap<>();

  private record Savepoint(Db db, int steps) {}

  OpenTransaction(Db base) {
    this.base = base;
    this.current = base;
  }

  /** The database that the transaction began with. */
  Db base() {
    return base;
  }

  /** The database with all that the transaction did so far. */
  Db db() {
    return current;
  }

  void reads(Set<Integer> attributes) {
    touched.addAll(attributes);
  }

  /** Does something; when it is refused, the transaction is as before. */
  AppliedTx apply(TxInput input, Watch watch) {
    AppliedTx applied = Transactions.decide(current, input, Transactions.now(), watch);
    if (!applied.empty()) {
      steps.add(applied.report());
      // What is new is in nobody's way but for the rules, which the writer checks anew; what is
      // taken away must still be there. Transaction data may have looked at what it writes.
      applied.events().stream()
          .filter(run -> input instanceof RawTx || takesAway(run))
          .forEach(run -> touched.add(run.attribute(0)));
      current = applied.dbAfter();
    }
    return applied;
  }

  private static boolean takesAway(Run run) {
    for (int row = 0; run.retracted() != null && row < run.size(); row++) {
      if (run.isRetraction(row)) {
        return true;
      }
    }
    return false;
  }

  boolean hasChanges() {
    return !steps.isEmpty();
  }

  void savepoint(String name) {
    savepoints.remove(name);
    savepoints.put(name, new Savepoint(current, steps.size()));
  }

  void rollbackTo(String name) {
    Savepoint savepoint = require(name);
    current = savepoint.db();
    steps.subList(savepoint.steps(), steps.size()).clear();
    dropAfter(name, false);
  }

  void release(String name) {
    require(name);
    dropAfter(name, true);
  }

  private Savepoint require(String name) {
    Savepoint savepoint = savepoints.get(name);
    if (savepoint == null) {
      throw YoreException.of(ErrorCode.INVALID_SAVEPOINT, "There is no savepoint of this name")
          .with("savepoint", name)
          .with("savepoints", savepoints.keySet());
    }
    return savepoint;
  }

  private void dropAfter(String name, boolean itself) {
    List<String> names = new ArrayList<>(savepoints.keySet());
    int first = names.indexOf(name) + (itself ? 0 : 1);
    names.subList(first, names.size()).forEach(savepoints::remove);
  }

  /** The net effect as a transaction on the database that this one began with. */
  ResolvedTx net() {
    return steps.isEmpty() ? ResolvedTx.of() : NetEffect.of(steps).on(base);
  }

  /**
   * The transaction as its commit.
   *
   * @param about texts by attribute that the commit says of itself
   */
  Submission.Effect effect(Map<Integer, String> about) {
    return new Submission.Effect(base.basisT(), touched, NetEffect.of(steps), about);
  }

  /** What the commit leads to on the database as it is now. */
  AppliedTx decide(Db now, Map<Integer, String> about) {
    long micros = Transactions.now();
    if (steps.size() == 1 && about.isEmpty()) {
      AppliedTx settled = Settled.of(steps.getFirst(), now, micros);
      if (settled != null) {
        return settled;
      }
    }
    return effect(about).decide(now, micros);
  }
}
