package dev.yore.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * What a connection of Yore can do beside JDBC; {@code connection.unwrap(YoreConnection.class)} is
 * one.
 */
public interface YoreConnection extends Connection {

  /** The number of the last transaction that the next statement would see. */
  long basisT() throws SQLException;

  /**
   * Waits until a transaction is known here, which somebody else has made and told the number of:
   * what is read afterwards has it. One's own transactions are always known.
   *
   * @param t its number
   * @throws SQLException with SQLSTATE 57014 if it has not come in time
   */
  void sync(long t, Duration atMost) throws SQLException;

  /** As {@link #sync(long, Duration)}, for up to 30 seconds. */
  default void sync(long t) throws SQLException {
    sync(t, Duration.ofSeconds(30));
  }
}
