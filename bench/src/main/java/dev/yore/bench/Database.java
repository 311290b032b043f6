package dev.yore.bench;

import dev.yore.engine.db.Db;
import dev.yore.transactor.EmbeddedDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A Yore database and one connection to it. */
final class Database implements AutoCloseable {
  private final EmbeddedDatabase peer;
  private final Connection connection;

  /**
   * @param url {@code jdbc:yore:…}
   */
  Database(String url) throws SQLException {
    this.peer = EmbeddedDatabase.open(url, false);
    this.connection = DriverManager.getConnection(url);
  }

  static Database inMemory(String name) throws SQLException {
    return new Database("jdbc:yore:mem:" + name);
  }

  Connection connection() {
    return connection;
  }

  Db db() {
    return peer.db();
  }

  /** The last transaction, with everything up to it in the index trees. */
  long indexed() {
    peer.index();
    return peer.db().basisT();
  }

  /** Commits something else, so that what was the latest moment is past. */
  void passTime() throws SQLException {
    SampleTable.execute(connection, "CREATE TABLE IF NOT EXISTS elsewhere (id BIGINT PRIMARY KEY)");
    SampleTable.execute(
        connection, "INSERT INTO elsewhere VALUES (" + (peer.db().basisT() + 1) + ")");
    peer.index();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    peer.close();
  }
}
