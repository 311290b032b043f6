package dev.yore.tck.crash;

import dev.yore.engine.tx.AppliedTx;
import dev.yore.storage.tree.TreeOptions;
import dev.yore.transactor.EmbeddedDatabase;
import dev.yore.transactor.TransactorOptions;
import java.io.PrintStream;
import java.util.Random;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Commits until it is killed, and says on standard output what has been acknowledged. */
final class CommittingProcess {
  /** Transactions on their way at once, so that groups have several. */
  private static final int IN_FLIGHT = 6;

  /** So little novelty and so small trees that indexing is nearly always under way. */
  static final TransactorOptions OPTIONS =
      TransactorOptions.DEFAULT.indexedEvery(120).withTrees(new TreeOptions(64, 8));

  private CommittingProcess() {}

  public static void main(String[] args) throws Exception {
    EmbeddedDatabase database = EmbeddedDatabase.open("file:" + args[0], false, OPTIONS);
    Random random = new Random(Long.parseLong(args[1]));
    PrintStream out = System.out;
    if (database.db().basisT() == 0) {
      database.transact(Bookkeeping::schema).get();
    }
    out.println("open");
    Semaphore room = new Semaphore(IN_FLIGHT);
    while (true) {
      room.acquire();
      long amount = random.nextInt(100);
      database
          .transact(db -> Bookkeeping.next(db, amount))
          .whenComplete((applied, failure) -> report(out, room, applied, failure));
    }
  }

  private static void report(
      PrintStream out, Semaphore room, @Nullable AppliedTx applied, @Nullable Throwable failure) {
    room.release();
    if (applied == null) {
      out.println("failed " + failure);
    } else {
      out.println("committed " + Bookkeeping.entries(applied.dbAfter()));
    }
    out.flush();
  }
}
