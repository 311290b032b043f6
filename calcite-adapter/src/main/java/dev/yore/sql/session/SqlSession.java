package dev.yore.sql.session;

import dev.yore.storage.error.YoreException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One connection's dealings with a database. */
public interface SqlSession extends AutoCloseable {

  /**
   * Makes one statement ready. Errors carry the position in {@code sql}. Text that begins with
   * {@code [} or <code>{</code> is EDN: a Datalog query, or transaction data.
   *
   * @param sql exactly one statement; a trailing semicolon is allowed
   */
  PreparedSql prepare(String sql);

  /** The statements of a script, each with its place in it; empty ones are left out. */
  List<StatementText> split(String script);

  boolean autoCommit();

  /** Switching it on commits an open transaction. */
  void setAutoCommit(boolean on);

  /** True when a transaction is open: always a fresh one begins with the first statement. */
  boolean inTransaction();

  /**
   * Makes the transaction's net effect durable.
   *
   * @return the t of the commit, or empty when nothing was to be committed
   */
  java.util.OptionalLong commit();

  void rollback();

  void savepoint(String name);

  void rollbackTo(String savepoint);

  void release(String savepoint);

  SessionSettings settings();

  void settings(SessionSettings settings);

  /** The tables that this session sees, for metadata. */
  dev.yore.sql.catalog.CatalogView catalog();

  /** The last transaction that a read of this session would see. */
  long basisT();

  /** Waits until a read of this session would see a transaction. */
  void sync(long t, Duration atMost) throws InterruptedException;

  /** Why reads may see what others write late, or null when all is well. */
  @Nullable YoreException trouble();

  @Override
  void close();

  /**
   * One statement of a script.
   *
   * @param offset where it begins in the script, in characters
   */
  record StatementText(String sql, int offset) {}
}
