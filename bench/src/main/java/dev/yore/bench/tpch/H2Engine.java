package dev.yore.bench.tpch;

import dev.yore.tck.tpch.TpchData;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** H2 in memory. */
final class H2Engine implements Engine {
  private final Connection connection =
      DriverManager.getConnection("jdbc:h2:mem:tpch;OPTIMIZE_REUSE_RESULTS=0");

  H2Engine() throws SQLException {}

  @Override
  public String name() {
    return "h2";
  }

  @Override
  public Connection connection() {
    return connection;
  }

  @Override
  public long load(double scale) throws SQLException {
    TpchData.createTables(connection);
    return TpchData.load(connection, scale);
  }

  @Override
  public void settle() throws SQLException {
    TpchData.indexForeignKeys(connection);
    try (Statement statement = connection.createStatement()) {
      statement.execute("analyze");
    }
  }

  @Override
  public long cpuNanos() {
    return JvmCpu.nanos();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
