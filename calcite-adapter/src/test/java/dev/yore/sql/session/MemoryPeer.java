package dev.yore.sql.session;

import dev.yore.engine.db.Db;
import dev.yore.engine.peer.Peer;
import dev.yore.engine.submit.Receipt;
import dev.yore.engine.submit.Submission;
import dev.yore.engine.tx.Transactions;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A database that is a variable. */
final class MemoryPeer implements Peer {
  private Db db = Db.empty();

  @Override
  public String name() {
    return "test";
  }

  @Override
  public synchronized Db db() {
    return db;
  }

  /** Goes back to a database value that it once was. */
  synchronized void reset(Db known) {
    db = known;
  }

  @Override
  public synchronized Db await(long t, Duration atMost) {
    if (db.basisT() < t) {
      throw Peer.waitedInVain(t, db);
    }
    return db;
  }

  @Override
  public boolean decidesHere() {
    return true;
  }

  @Override
  public synchronized <R extends Commit> CompletableFuture<R> transact(Function<Db, R> decision) {
    try {
      R decided = decision.apply(db);
      db = decided.dbAfter();
      return CompletableFuture.completedFuture(decided);
    } catch (RuntimeException refused) {
      return CompletableFuture.failedFuture(refused);
    }
  }

  @Override
  public CompletableFuture<Receipt> submit(UUID token, Submission submission) {
    return transact(now -> submission.decide(now, Transactions.now()))
        .thenApply(done -> new Receipt(done.t(), done.instant(), done.tempids()));
  }

  @Override
  public void index() {}

  @Override
  public void close() {}
}
