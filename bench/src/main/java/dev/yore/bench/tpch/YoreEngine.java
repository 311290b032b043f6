package dev.yore.bench.tpch;

import dev.yore.tck.tpch.TpchData;
import dev.yore.transactor.EmbeddedDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Yore in this process. */
final class YoreEngine implements Engine {
  private final String url;
  private final EmbeddedDatabase database;
  private final Connection connection;

  YoreEngine(String url) throws SQLException {
    this.url = url;
    this.database = EmbeddedDatabase.open(url, false);
    this.connection = DriverManager.getConnection(url);
  }

  @Override
  public String name() {
    return "yore";
  }

  @Override
  public Connection connection() {
    return connection;
  }

  /** Another connection, which sees the database as of a transaction. */
  Connection asOf(long t) throws SQLException {
    return DriverManager.getConnection(url + "?asOf=" + t);
  }

  long basisT() {
    return database.db().basisT();
  }

  @Override
  public long load(double scale) throws SQLException {
    TpchData.createTables(connection);
    long rows = TpchData.load(connection, scale);
    index();
    return rows;
  }

  /** Moves everything into the index trees. */
  void index() {
    database.index();
  }

  @Override
  public long cpuNanos() {
    return JvmCpu.nanos();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    database.close();
  }
}
