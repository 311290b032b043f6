package dev.yore;

import dev.yore.engine.datalog.Datalog;
import dev.yore.engine.datalog.QueryResult;
import dev.yore.engine.db.Db;
import dev.yore.engine.tx.AppliedTx;
import dev.yore.engine.tx.RawTx;
import dev.yore.engine.tx.Transactions;
import dev.yore.engine.tx.TxReport;
import dev.yore.jdbc.Databases;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.Scalars;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * An open database. Reading takes a value, {@link #db()}, that never changes; writing gives a
 * report with the values before and after. Any number of threads may use it. All methods throw
 * {@link YoreException} for what the caller did wrong.
 */
public final class YoreDatabase implements AutoCloseable {
  private final Databases.Handle handle;

  YoreDatabase(Databases.Handle handle) {
    this.handle = handle;
  }

  /** The database as it is now. */
  public Db db() {
    return handle.peer().db();
  }

  /** The database as it was just after transaction {@code t}. */
  public Db asOf(long t) {
    return db().asOf(t);
  }

  /** The database as it was at a moment. */
  public Db asOf(Instant moment) {
    Db now = db();
    return now.asOf(now.tAt(Scalars.micros(moment)));
  }

  /** Every assertion and retraction there ever was. */
  public Db history() {
    return db().history();
  }

  /**
   * Asks the database as it is now.
   *
   * @param query Datalog in EDN
   * @param inputs what {@code :in} names besides the database, in order
   */
  public QueryResult q(String query, @Nullable Object... inputs) {
    return Datalog.query(query, db(), inputs);
  }

  /**
   * Asks database values, such as those of {@link #asOf(long)} and {@link #history()}.
   *
   * @param query Datalog in EDN
   * @param databases in the order that {@code :in} names them
   * @param inputs what else {@code :in} names, in order
   */
  public QueryResult q(String query, List<Db> databases, @Nullable Object... inputs) {
    return Datalog.query(query, databases, inputs);
  }

  /** What transaction data in EDN would lead to if it were committed now; nothing is written. */
  public TxReport with(String edn) {
    return db().with(edn);
  }

  /** What transaction data, a list of maps and lists, would lead to; nothing is written. */
  public TxReport with(List<?> transactionData) {
    return db().with(transactionData);
  }

  /** Commits transaction data in EDN; returns when it is durable. */
  public TxReport transact(String edn) {
    return commit(RawTx.parse(edn));
  }

  /** Commits transaction data, a list of maps and lists; returns when it is durable. */
  public TxReport transact(List<?> transactionData) {
    return commit(RawTx.of(transactionData));
  }

  private TxReport commit(RawTx transaction) {
    if (!handle.peer().decidesHere()) {
      throw YoreException.unsupported(
          "A report of transaction data that a transactor elsewhere commits; send it as a statement"
              + " of a JDBC connection");
    }
    try {
      AppliedTx applied =
          handle
              .peer()
              .transact(db -> Transactions.decide(db, transaction, Transactions.now()))
              .join();
      return applied.report();
    } catch (CompletionException e) {
      if (e.getCause() instanceof YoreException refused) {
        throw refused;
      }
      throw e;
    }
  }

  /** Waits until all that was committed so far is in the index trees. */
  public void index() {
    handle.peer().index();
  }

  /** Lets go of the database; a database in memory ends with the last who does. */
  @Override
  public void close() {
    handle.close();
  }
}
