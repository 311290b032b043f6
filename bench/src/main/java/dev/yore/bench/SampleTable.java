package dev.yore.bench;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.Random;

/** A table of eight columns, filled with the same rows in every database. */
public final class SampleTable {
  static final int COLUMNS = 8;

  /** Values of column {@code d} are below this. */
  static final int RANGE = 1_000_000;

  private static final int BATCH = 10_000;
  private static final LocalDateTime START = LocalDateTime.of(2026, 1, 1, 0, 0);
  private static final String[] STATES = {
    "new", "paid", "packed", "sent", "delivered", "returned", "lost", "cancelled"
  };

  private SampleTable() {}

  public static void create(Connection connection, String name) throws SQLException {
    execute(
        connection,
        "CREATE TABLE "
            + name
            + " (id BIGINT PRIMARY KEY, c BIGINT NOT NULL, d BIGINT NOT NULL,"
            + " amount DECIMAL(12, 2) NOT NULL, price DOUBLE PRECISION NOT NULL,"
            + " state VARCHAR(16) NOT NULL, name VARCHAR(40) NOT NULL, placed TIMESTAMP NOT NULL)");
  }

  /** Inserts rows with keys from {@code from} on by batches, each a transaction. */
  public static void fill(Connection connection, String name, int from, int rows)
      throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO " + name + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
      Random random = new Random(from);
      for (int row = 1; row <= rows; row++) {
        set(insert, from + row - 1L, random);
        insert.addBatch();
        if (row % BATCH == 0 || row == rows) {
          insert.executeBatch();
          connection.commit();
        }
      }
    } finally {
      connection.setAutoCommit(true);
    }
  }

  public static void set(PreparedStatement insert, long id, Random random) throws SQLException {
    insert.setLong(1, id);
    insert.setLong(2, random.nextInt(1_000));
    insert.setLong(3, random.nextInt(RANGE));
    insert.setBigDecimal(4, BigDecimal.valueOf(random.nextInt(10_000_000), 2));
    insert.setDouble(5, random.nextDouble());
    insert.setString(6, STATES[random.nextInt(STATES.length)]);
    insert.setString(7, "customer " + random.nextInt(100_000));
    insert.setObject(8, START.plusSeconds(id));
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
