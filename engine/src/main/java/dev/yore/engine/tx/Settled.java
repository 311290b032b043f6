package dev.yore.engine.tx;

import dev.yore.engine.db.Db;
import dev.yore.engine.schema.Bootstrap;
import dev.yore.storage.datom.Run;
import dev.yore.storage.error.YoreException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The commit of a speculative transaction on the very database that it was decided on: every rule
 * was checked then, so only the commit time is new.
 */
public final class Settled {
  private Settled() {}

  /**
   * What the step leads to when it is committed now; null when it has to be decided again.
   *
   * @param step the only one of its transaction
   * @param current a database of the same transactions as the one before the step
   * @param now the time of the commit in microseconds
   */
  public static @Nullable AppliedTx of(TxReport step, Db current, long now) {
    if (current.basisT() != step.dbBefore().basisT()
        || current.schema() != step.dbBefore().schema()) {
      return null;
    }
    long t = current.basisT() + 1;
    if (step.t() != t) {
      throw YoreException.bug("a step follows the database that it was decided on")
          .with("t", step.t())
          .with("expected", t);
    }
    long instant = Math.max(now, current.basisInstant() + 1);
    List<Run> events = new ArrayList<>(step.events().size());
    for (Run run : step.events()) {
      events.add(run.attribute(0) == Bootstrap.TX_INSTANT ? Validator.txInstant(t, instant) : run);
    }
    ValidTx valid = new ValidTx(t, instant, events, step.dbAfter().schema(), false);
    Db after = Transactions.apply(current, valid);
    return new AppliedTx(t, instant, events, step.tempids(), current, after, false);
  }
}
