package dev.yore.engine.peer;

import dev.yore.engine.db.Db;
import dev.yore.engine.submit.Receipt;
import dev.yore.engine.submit.Submission;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** One open database in this process; shared by all its connections and threads. */
public interface Peer extends AutoCloseable {

  /** What the database is called in messages: its URL without properties. */
  String name();

  /** The latest durable database value; never waits. */
  Db db();

  /**
   * Has the writer decide and commit a transaction.
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

  /** What a decision leads to. */
  interface Commit {
    /** The database after the commit; the database before it when nothing is to be committed. */
    Db dbAfter();
  }
}
