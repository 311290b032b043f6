package dev.yore.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Small reads through prepared statements, all columns fetched: rows by key, ranges of keys, rows
 * by a secondary index, joins by key and the first row of a key. Beside H2 in memory, and
 * PostgreSQL in processes of its own.
 */
final class ReadsBenchmark implements Benchmark {
  private static final int ORDERS = Integer.getInteger("yore.bench.rows", 1_000_000);

  /** Each has about ten orders. */
  private static final int CUSTOMERS = Math.max(1, ORDERS / 10);

  private static final boolean POSTGRES =
      Boolean.parseBoolean(System.getProperty("yore.bench.postgres", "true"));
  private static final int BATCH = 10_000;
  private static final int READS = 20;
  private static final int COMPARED = 50;
  private static final LocalDateTime START = LocalDateTime.of(2026, 1, 1, 0, 0);

  /**
   * @param ids how many different values the parameter has
   * @param width how far the second parameter is from the first; 0 when there is one
   */
  private record Read(String name, String sql, int ids, int width) {}

  private static final String JOINED =
      "SELECT o.id, o.amount, c.name, c.city FROM orders o JOIN customers c ON c.id = o.customer"
          + " WHERE ";

  private static final List<Read> ALL =
      List.of(
          new Read("a row by key", "SELECT * FROM orders WHERE id = ?", ORDERS, 0),
          range(100),
          range(1_000),
          new Read(
              "about 10 rows by a secondary index",
              "SELECT * FROM orders WHERE customer = ?",
              CUSTOMERS,
              0),
          new Read("a row joined by key", JOINED + "o.id = ?", ORDERS, 0),
          new Read("about 10 rows joined by key", JOINED + "o.customer = ?", CUSTOMERS, 0),
          new Read(
              "the latest of about 10 rows",
              "SELECT id, placed, amount FROM orders WHERE customer = ?"
                  + " ORDER BY placed DESC LIMIT 1",
              CUSTOMERS,
              0));

  private static Read range(int width) {
    return new Read(
        width + " rows by a range of keys",
        "SELECT * FROM orders WHERE id >= ? AND id < ?",
        ORDERS - width,
        width);
  }

  @Override
  public String about() {
    return "small reads, prepared: " + ORDERS + " orders of " + CUSTOMERS + " customers";
  }

  @Override
  public void run(Report report) throws Exception {
    try (Database yore = Database.inMemory("reads");
        Connection h2 = DriverManager.getConnection("jdbc:h2:mem:reads;OPTIMIZE_REUSE_RESULTS=0");
        EmbeddedPostgres server = POSTGRES ? EmbeddedPostgres.builder().start() : null) {
      Map<String, Connection> sides = new LinkedHashMap<>();
      sides.put("Yore", yore.connection());
      sides.put("H2 in memory", h2);
      if (server != null) {
        String url = server.getJdbcUrl("postgres", "postgres") + "&reWriteBatchedInserts=true";
        sides.put("PostgreSQL", DriverManager.getConnection(url));
      }
      for (Map.Entry<String, Connection> side : sides.entrySet()) {
        report.progress("filling " + side.getKey());
        fill(side.getValue());
      }
      yore.indexed();
      for (Read read : ALL) {
        report.progress(read.name());
        compare(report, read, sides);
      }
    }
  }

  private static void fill(Connection connection) throws SQLException {
    SampleTable.execute(
        connection,
        "CREATE TABLE customers (id BIGINT PRIMARY KEY, name VARCHAR(40) NOT NULL,"
            + " city VARCHAR(40) NOT NULL)");
    SampleTable.execute(
        connection,
        "CREATE TABLE orders (id BIGINT PRIMARY KEY, customer BIGINT NOT NULL,"
            + " amount DECIMAL(12, 2) NOT NULL, state VARCHAR(16) NOT NULL,"
            + " placed TIMESTAMP NOT NULL, note VARCHAR(40))");
    SampleTable.execute(connection, "CREATE INDEX orders_customer ON orders (customer)");
    Random random = new Random(1);
    insert(
        connection,
        "INSERT INTO customers VALUES (?, ?, ?)",
        CUSTOMERS,
        (row, id) -> {
          row.setLong(1, id);
          row.setString(2, "customer " + id);
          row.setString(3, "city " + id % 1_000);
        });
    insert(
        connection,
        "INSERT INTO orders VALUES (?, ?, ?, ?, ?, ?)",
        ORDERS,
        (row, id) -> {
          row.setLong(1, id);
          row.setLong(2, random.nextInt(CUSTOMERS));
          row.setBigDecimal(3, java.math.BigDecimal.valueOf(random.nextInt(10_000_000), 2));
          row.setString(4, "state " + random.nextInt(8));
          row.setObject(5, START.plusSeconds(random.nextInt(100_000_000)));
          row.setString(6, random.nextInt(4) == 0 ? null : "note " + random.nextInt(100_000));
        });
  }

  private interface Row {
    void set(PreparedStatement insert, long id) throws SQLException;
  }

  private static void insert(Connection connection, String sql, int rows, Row row)
      throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (int id = 0; id < rows; id++) {
        row.set(insert, id);
        insert.addBatch();
        if ((id + 1) % BATCH == 0 || id + 1 == rows) {
          insert.executeBatch();
          connection.commit();
        }
      }
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private static void compare(Report report, Read read, Map<String, Connection> connections)
      throws Exception {
    report.note("**" + read.name() + "**: `" + read.sql() + "`\n");
    SideBySide sides = new SideBySide("read");
    List<PreparedStatement> open = new ArrayList<>();
    long expected = 0;
    for (Map.Entry<String, Connection> side : connections.entrySet()) {
      PreparedStatement query = side.getValue().prepareStatement(read.sql());
      open.add(query);
      Random same = new Random(2);
      long sum = 0;
      for (int i = 0; i < COMPARED; i++) {
        sum += execute(query, read, same);
      }
      if (open.size() > 1 && sum != expected) {
        throw new IllegalStateException(side.getKey() + " answers otherwise: " + read.sql());
      }
      expected = sum;
      Random random = new Random(3);
      sides.side(side.getKey(), () -> reads(query, read, random));
    }
    sides.run(report);
    for (PreparedStatement query : open) {
      query.close();
    }
  }

  private static long reads(PreparedStatement query, Read read, Random random) throws SQLException {
    for (int i = 0; i < READS; i++) {
      execute(query, read, random);
    }
    return READS;
  }

  /** Fetches every column of every row; the result tells answers apart, whatever their order. */
  private static long execute(PreparedStatement query, Read read, Random random)
      throws SQLException {
    long id = random.nextInt(read.ids());
    query.setLong(1, id);
    if (read.width() > 0) {
      query.setLong(2, id + read.width());
    }
    long sum = 0;
    try (ResultSet rows = query.executeQuery()) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        long row = 1;
        for (int column = 1; column <= columns; column++) {
          Object value = rows.getObject(column);
          row = 31 * row + (value == null ? 7 : value.hashCode());
        }
        sum += row;
      }
    }
    return sum;
  }
}
