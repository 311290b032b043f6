package dev.yore.bench.tpch;

import dev.yore.tck.tpch.TpchData;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** DuckDB in this process and in memory, on as many threads as Yore may use. */
final class DuckDbEngine implements Engine {
  private final Connection connection = DriverManager.getConnection("jdbc:duckdb:");

  DuckDbEngine(int threads) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET threads = " + threads);
    }
  }

  @Override
  public String name() {
    return "duckdb";
  }

  @Override
  public Connection connection() {
    return connection;
  }

  /** Fills by appenders: DuckDB is not made for batches of INSERT. */
  @Override
  public long load(double scale) throws SQLException {
    TpchData.createTables(connection);
    long rows = 0;
    for (String table : TpchData.tables()) {
      rows += append(table, scale);
    }
    return rows;
  }

  private long append(String table, double scale) throws SQLException {
    long[] rows = {0};
    try (DuckDBAppender appender =
        connection.unwrap(DuckDBConnection.class).createAppender(table)) {
      TpchData.rows(
          table,
          scale,
          values -> {
            appender.beginRow();
            for (Object value : values) {
              append(appender, value);
            }
            appender.endRow();
            rows[0]++;
          });
    }
    return rows[0];
  }

  private static void append(DuckDBAppender appender, Object value) throws SQLException {
    switch (value) {
      case Long number -> appender.append(number.longValue());
      case Integer number -> appender.append(number.intValue());
      case BigDecimal number -> appender.append(number);
      case LocalDate date -> appender.append(date);
      default -> appender.append((String) value);
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
