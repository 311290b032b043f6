package dev.yore.engine.peer;

import dev.yore.engine.db.Db;
import dev.yore.engine.submit.Receipt;
import dev.yore.engine.submit.Submission;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One open database in this process; shared by all its connections and threads. */
public interface Peer extends AutoCloseable {

  /** What the database is called in messages: its URL without properties. */
  String name();

  /** The latest durable database value; never waits. */
  Db db();

  /**
   * Waits until this process knows of a transaction.
   *
   * @return the first database value seen that has the transaction {@code t}
   */
  Db await(long t, Duration atMost) throws InterruptedException;

  /** Why what others write may be seen late, or null when all is well. */
  default @Nullable YoreException trouble() {
    return null;
  }

  /** Whether the writer runs in this process, so that {@link #transact} is at hand. */
  boolean decidesHere();

  /**
   * Has the writer, which must be in this process, decide and commit a transaction.
   *
   * @param decision says, from the database as it is when the writer comes to it, what the
   *     transaction does; it must be pure, for it may be asked more than once, and it refuses by
   *     throwing
   * @return the outcome, once it is durable; completes with the refusal otherwise
   */
  <R extends Commit> CompletableFuture<R> transact(Function<Db, R> decision);

  /**
   * Has the writer decide and commit what is data; see {@link #transact} for what cannot travel.
   *
   * @param token names the commit: the same token again gives the outcome of the first time and
   *     commits nothing
   * @return the outcome, once it is durable; completes with the refusal otherwise
   */
  CompletableFuture<Receipt> submit(UUID token, Submission submission);

  /** Waits until everything committed so far is in the index trees. */
  void index();

  /** Lets go of the database; it closes when all have let go. */
  @Override
  void close();

  /** The error of a wait that took too long. */
  static YoreException waitedInVain(long t, Db last) {
    return YoreException.of(
            ErrorCode.CANCELLED, "The transaction has not come within the time allowed")
        .with("t", t)
        .with("last", last.basisT());
  }

  /** What a decision leads to. */
  interface Commit {
    /** The database after the commit; the database before it when nothing is to be committed. */
    Db dbAfter();
  }
}
