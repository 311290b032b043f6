package dev.yore.bench.tpch;

import dev.yore.tck.tpch.TpchData;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** PostgreSQL in processes of its own, with memory enough and parallel workers as it likes. */
final class PostgresEngine implements Engine {
  private static final long NANOS_PER_TICK = 10_000_000;

  /** Fields of {@code /proc/PID/stat} behind the command's name, from 0. */
  private static final int CHILDREN_USER = 13;

  private static final int CHILDREN_SYSTEM = 14;
  private static final int PARENT = 1;

  private final EmbeddedPostgres server;
  private final Connection connection;
  private final long backend;
  private final long postmaster;

  PostgresEngine() throws IOException, SQLException {
    this.server =
        EmbeddedPostgres.builder()
            .setServerConfig("shared_buffers", "2GB")
            .setServerConfig("work_mem", "256MB")
            .setServerConfig("maintenance_work_mem", "512MB")
            .setServerConfig("max_wal_size", "8GB")
            .setServerConfig("timezone", "UTC")
            .start();
    this.connection =
        DriverManager.getConnection(
            server.getJdbcUrl("postgres", "postgres") + "&reWriteBatchedInserts=true");
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      this.backend = row.getLong(1);
    }
    this.postmaster = stat(backend, PARENT);
  }

  @Override
  public String name() {
    return "postgres";
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
      statement.execute("vacuum analyze");
    }
  }

  /** That of the connection's process, and of its parallel workers that have ended. */
  @Override
  public long cpuNanos() {
    long workers = stat(postmaster, CHILDREN_USER) + stat(postmaster, CHILDREN_SYSTEM);
    return running(backend) + workers * NANOS_PER_TICK;
  }

  private static long running(long process) {
    return Long.parseLong(read(process, "schedstat").split(" ", 2)[0]);
  }

  private static long stat(long process, int field) {
    String stat = read(process, "stat");
    return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[field]);
  }

  private static String read(long process, String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process), file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws SQLException, IOException {
    connection.close();
    server.close();
  }
}
