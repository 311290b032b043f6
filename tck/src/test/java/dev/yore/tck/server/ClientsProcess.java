package dev.yore.tck.server;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import java.util.Set;

/**
 * Writers and a reader in one process, which is one peer. Says on standard output what it asks for
 * and what was acknowledged, and then, if so, what it has seen that it should not.
 */
final class ClientsProcess {
  static final int ACCOUNTS = 12;
  static final long MONEY = 100;

  private static final int TRANSFER_EVERY = 4;
  private static final PrintStream OUT = System.out;

  /** Nothing was written: try another time. */
  private static final Set<String> NOTHING_WRITTEN = Set.of("40001", "08006", "08001");

  private static final String UNKNOWN = "08007";

  private ClientsProcess() {}

  /**
   * @param arguments the URL, how many writers, and the first of the keys that are theirs
   */
  public static void main(String[] arguments) {
    String url = arguments[0];
    int writers = Integer.parseInt(arguments[1]);
    long firstKey = Long.parseLong(arguments[2]);
    for (int i = 0; i < writers; i++) {
      long first = firstKey + i * 1_000_000L;
      new Thread(() -> doing("write", () -> write(url, first))).start();
    }
    new Thread(() -> doing("read", () -> read(url))).start();
  }

  private interface Task {
    void run() throws SQLException;
  }

  private static void doing(String what, Task task) {
    try {
      task.run();
    } catch (SQLException | RuntimeException e) {
      say("wrong: could not " + what + ": " + e);
    }
  }

  private static synchronized void say(String line) {
    OUT.println(line);
    OUT.flush();
  }

  /** Inserts rows with ever new keys, and moves money now and then. */
  private static void write(String url, long firstKey) throws SQLException {
    Random random = new Random(firstKey);
    try (Connection connection = DriverManager.getConnection(url);
        PreparedStatement insert = connection.prepareStatement("INSERT INTO entry VALUES (?)");
        PreparedStatement count =
            connection.prepareStatement("SELECT COUNT(*) FROM entry WHERE k = ?")) {
      for (long key = firstKey; ; key++) {
        insert.setLong(1, key);
        count.setLong(1, key);
        say("asked " + key);
        if (done(insert::executeUpdate)) {
          say("done " + key);
          if (number(count) != 1) {
            say("wrong: " + key + " is not read by who has written it");
          }
        }
        if (key % TRANSFER_EVERY == 0) {
          boolean unused = done(() -> transfer(connection, random));
        }
      }
    }
  }

  private interface Write {
    Object run() throws SQLException;
  }

  /** Whether it was acknowledged. */
  private static boolean done(Write write) throws SQLException {
    try {
      write.run();
      return true;
    } catch (SQLException e) {
      if (NOTHING_WRITTEN.contains(e.getSQLState()) || UNKNOWN.equals(e.getSQLState())) {
        return false;
      }
      throw e;
    }
  }

  private static Object transfer(Connection connection, Random random) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE account SET balance = balance + ? WHERE id = ?")) {
      int from = random.nextInt(ACCOUNTS);
      int to = (from + 1 + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
      add(update, from, -7);
      add(update, to, 7);
      connection.commit();
      return to;
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private static void add(PreparedStatement update, int account, long money) throws SQLException {
    update.setLong(1, money);
    update.setInt(2, account);
    update.executeUpdate();
  }

  private static long number(PreparedStatement query) throws SQLException {
    try (ResultSet row = query.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Sees all money at any time, and never fewer rows than before. */
  private static void read(String url) throws SQLException {
    long most = 0;
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      while (true) {
        try (ResultSet row =
            statement.executeQuery(
                "SELECT (SELECT SUM(balance) FROM account), (SELECT COUNT(*) FROM entry)")) {
          row.next();
          if (row.getLong(1) != ACCOUNTS * MONEY || row.getLong(2) < most) {
            say(
                "wrong: all money is %d, rows are %d and were %d"
                    .formatted(row.getLong(1), row.getLong(2), most));
          }
          most = row.getLong(2);
        }
        say("read");
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
