package dev.yore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriverTest {
  private final Driver driver = new YoreDriver();

  private static long one(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Test
  void isFoundAsAService() {
    assertThat(ServiceLoader.load(Driver.class))
        .anySatisfy(found -> assertThat(found).isInstanceOf(YoreDriver.class));
  }

  @Test
  void leavesForeignUrlsToOthers() throws SQLException {
    assertThat(driver.acceptsURL("jdbc:postgresql://localhost/x")).isFalse();
    assertThat(driver.connect("jdbc:postgresql://localhost/x", new Properties())).isNull();
    assertThat(driver.acceptsURL("jdbc:yore:mem:x")).isTrue();
    assertThatThrownBy(() -> driver.acceptsURL(null)).isInstanceOf(SQLException.class);
  }

  @Test
  void refusesIncompleteUrlsAndUnknownPropertiesWithTheirStates() {
    assertThatThrownBy(() -> DriverManager.getConnection("jdbc:yore:postgresql://h/db"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"))
        .hasMessageContaining("database=NAME");
    assertThatThrownBy(() -> DriverManager.getConnection("jdbc:yore:mem:?shema=x"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22023"))
        .hasMessageContaining("nearest: schema");
  }

  @Test
  void describesEveryPropertyOnce() throws SQLException {
    DriverPropertyInfo[] infos = driver.getPropertyInfo("jdbc:yore:mem:x?readOnly=true", null);
    assertThat(Arrays.stream(infos).map(info -> info.name)).doesNotHaveDuplicates();
    assertThat(infos).allSatisfy(info -> assertThat(info.description).isNotBlank());
    assertThat(infos)
        .filteredOn(info -> info.name.equals("readOnly"))
        .singleElement()
        .satisfies(info -> {
          assertThat(info.value).isEqualTo("true");
          assertThat(info.choices).containsExactly("true", "false");
        });
  }

  @Test
  void sharesADatabaseInMemoryByNameUntilTheLastCloses() throws SQLException {
    String url = "jdbc:yore:mem:driver-test-shared";
    try (Connection first = DriverManager.getConnection(url);
        Statement statement = first.createStatement()) {
      statement.execute("CREATE TABLE t (a INTEGER PRIMARY KEY)");
      try (Connection second = DriverManager.getConnection(url)) {
        assertThat(one(second, "SELECT COUNT(*) FROM t")).isZero();
      }
      try (Connection alone = DriverManager.getConnection("jdbc:yore:mem:")) {
        assertThatThrownBy(() -> one(alone, "SELECT COUNT(*) FROM t"))
            .isInstanceOf(SQLException.class);
      }
    }
    try (Connection later = DriverManager.getConnection(url)) {
      assertThatThrownBy(() -> one(later, "SELECT COUNT(*) FROM t"))
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void findsInAFileWhatWasThereAndThePast(@TempDir Path folder) throws SQLException {
    String url = "jdbc:yore:file:" + folder.resolve("shop");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER)");
      statement.execute("INSERT INTO t VALUES (1, 10)");
      statement.execute("UPDATE t SET b = 11");
    }
    try (Connection connection = DriverManager.getConnection(url)) {
      assertThat(one(connection, "SELECT b FROM t")).isEqualTo(11);
      long before = one(connection, "SELECT MAX(t) FROM yore.transactions") - 1;
      try (Connection past = DriverManager.getConnection(url + "?asOf=" + before)) {
        assertThat(one(past, "SELECT b FROM t")).isEqualTo(10);
        assertThat(past.isReadOnly()).isTrue();
        assertThatThrownBy(() -> one(past, "DELETE FROM t")).isInstanceOf(SQLException.class);
        try (Statement statement = past.createStatement()) {
          assertThatThrownBy(() -> statement.executeUpdate("DELETE FROM t"))
              .isInstanceOfSatisfying(
                  SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("25006"));
        }
      }
    }
  }

  @Test
  void stopsAStatementThatIsCancelledFromAnotherThread() throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:yore:mem:");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE n (a INTEGER PRIMARY KEY)");
      try (PreparedStatement insert = connection.prepareStatement("INSERT INTO n VALUES (?)")) {
        for (int i = 0; i < 400; i++) {
          insert.setInt(1, i);
          insert.addBatch();
        }
        insert.executeBatch();
      }
      AtomicBoolean stopped = new AtomicBoolean();
      Thread canceller =
          new Thread(() -> {
            try {
              while (!stopped.get()) {
                Thread.sleep(20);
                statement.cancel();
              }
            } catch (SQLException | InterruptedException e) {
              throw new IllegalStateException(e);
            }
          });
      canceller.start();
      assertThatThrownBy(
              () -> {
                try (ResultSet rows =
                    statement.executeQuery(
                        "SELECT COUNT(*) FROM n x, n y, n z, n w WHERE x.a + y.a + z.a + w.a < 0")) {
                  rows.next();
                }
              })
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
      stopped.set(true);
      canceller.join();
      assertThat(one(connection, "SELECT COUNT(*) FROM n")).isEqualTo(400);
    }
  }

  @Test
  void timesOutWithItsOwnException() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:yore:mem:");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE n (a INTEGER PRIMARY KEY)");
      try (PreparedStatement insert = connection.prepareStatement("INSERT INTO n VALUES (?)")) {
        for (int i = 0; i < 400; i++) {
          insert.setInt(1, i);
          insert.addBatch();
        }
        insert.executeBatch();
      }
      statement.setQueryTimeout(1);
      assertThatThrownBy(
              () -> {
                try (ResultSet rows =
                    statement.executeQuery(
                        "SELECT COUNT(*) FROM n x, n y, n z, n w WHERE x.a + y.a + z.a + w.a < 0")) {
                  rows.next();
                }
              })
          .isInstanceOfSatisfying(
              java.sql.SQLTimeoutException.class,
              e -> assertThat(e.getSQLState()).isEqualTo("57014"));
    }
  }

  @Test
  void keepsClientInfoAndRefusesUnknownNames() throws SQLException {
    try (Connection connection =
        DriverManager.getConnection("jdbc:yore:mem:?ApplicationName=till")) {
      assertThat(connection.getClientInfo("applicationname")).isEqualTo("till");
      connection.setClientInfo("ClientUser", "alice");
      assertThat(connection.getClientInfo()).containsEntry("ClientUser", "alice");
      assertThatThrownBy(() -> connection.setClientInfo("Mood", "good"))
          .isInstanceOf(java.sql.SQLClientInfoException.class);
    }
  }
}
