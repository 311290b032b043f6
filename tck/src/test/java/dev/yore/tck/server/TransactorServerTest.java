package dev.yore.tck.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yore.Yore;
import dev.yore.YoreDatabase;
import dev.yore.jdbc.YoreConnection;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.postgres.PostgresLocation;
import dev.yore.storage.postgres.TestPostgres;
import dev.yore.transactor.config.TransactorConfig;
import dev.yore.transactor.serve.TransactorServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Transactors in this process, and peers that are connected with them over TLS. */
@Timeout(120)
class TransactorServerTest {
  private static final TestPostgres POSTGRES = TestPostgres.shared();

  private final List<TransactorServer> servers = new ArrayList<>();
  private PostgresLocation location = POSTGRES.location(Map.of());

  @BeforeEach
  void anEmptySchema() throws SQLException {
    location = POSTGRES.newSchema();
  }

  @AfterEach
  void stop() {
    servers.forEach(TransactorServer::close);
  }

  private TransactorServer start() {
    Properties settings = new Properties();
    settings.setProperty("storage", location.toString());
    settings.setProperty("databases", "shop, crm");
    settings.setProperty("host", "127.0.0.1");
    settings.setProperty("bind", "127.0.0.1");
    settings.setProperty("port", "0");
    settings.setProperty("lease", "900ms");
    TransactorConfig config = TransactorConfig.of(settings, Map.of());
    TransactorServer server = TransactorServer.start(config.storedAt(location));
    servers.add(server);
    return server;
  }

  private String url(String database, String... more) {
    StringBuilder url =
        new StringBuilder("jdbc:yore:postgresql:" + location + "?database=" + database);
    location
        .properties()
        .forEach((name, value) ->
            url.append('&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    for (String property : more) {
      url.append('&').append(property);
    }
    return url.toString();
  }

  private Connection connect(String... more) throws SQLException {
    return DriverManager.getConnection(url("shop", more));
  }

  /** Connections of other properties of the storage have a peer of their own. */
  private Connection otherPeer() throws SQLException {
    return connect("tcpKeepAlive=false");
  }

  private static int execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  private static List<String> rows(Connection connection, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      while (found.next()) {
        StringBuilder row = new StringBuilder();
        for (int c = 1; c <= found.getMetaData().getColumnCount(); c++) {
          row.append(c == 1 ? "" : "|").append(found.getString(c));
        }
        rows.add(row.toString());
      }
    }
    return rows;
  }

  private static void awaitT(Connection connection, long t) throws SQLException {
    while (t(connection) < t) {
      Thread.onSpinWait();
    }
  }

  /** The last transaction that a connection knows of; 0 when it knows of none. */
  private static long t(Connection connection) throws SQLException {
    return Long.parseLong(
        rows(connection, "SELECT coalesce(max(t), 0) FROM yore.transactions").getFirst());
  }

  @Test
  void aConnectionWritesReadsAndTravelsInTime() throws SQLException {
    start();
    try (Connection shop = connect()) {
      execute(shop, "CREATE TABLE product (id INT PRIMARY KEY, price DECIMAL(10, 2))");
      execute(shop, "INSERT INTO product VALUES (1, 24.90), (2, 39.00)");
      long before = t(shop);
      execute(shop, "UPDATE product SET price = 19.90 WHERE id = 1");
      assertThat(rows(shop, "SELECT id, price FROM product ORDER BY id"))
          .containsExactly("1|19.90", "2|39.00");
      assertThat(
              rows(
                  shop,
                  "SELECT price FROM product FOR SYSTEM_TIME AS OF " + before + " WHERE id = 1"))
          .containsExactly("24.90");
    }
  }

  @Test
  void anotherPeerSeesWhatWasCommitted() throws SQLException {
    start();
    try (Connection one = connect();
        Connection two = otherPeer()) {
      execute(one, "CREATE TABLE note (id INT PRIMARY KEY, text VARCHAR(20))");
      execute(one, "INSERT INTO note VALUES (1, 'hello')");
      awaitT(two, t(one));
      assertThat(rows(two, "SELECT text FROM note")).containsExactly("hello");
      execute(two, "UPDATE note SET text = 'and back' WHERE id = 1");
      awaitT(one, t(two));
      assertThat(rows(one, "SELECT text FROM note")).containsExactly("and back");
    }
  }

  @Test
  void theJavaApiReadsAndRefusesReportsOfCommitsElsewhere() throws SQLException {
    start();
    try (Connection shop = connect();
        YoreDatabase database = Yore.connect(url("shop"))) {
      execute(shop, "CREATE TABLE a (id INT PRIMARY KEY)");
      assertThat(database.db().basisT()).isEqualTo(t(shop));
      assertThatThrownBy(() -> database.transact("[{:db/doc \"x\"}]"))
          .isInstanceOfSatisfying(
              YoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED));
    }
  }

  @Test
  void databasesOfOneStorageAreApart() throws SQLException {
    start();
    try (Connection shop = connect();
        Connection crm = DriverManager.getConnection(url("crm"))) {
      execute(shop, "CREATE TABLE a (id INT PRIMARY KEY)");
      execute(crm, "CREATE TABLE b (id INT PRIMARY KEY)");
      assertThat(rows(crm, "SELECT count(*) FROM b")).containsExactly("0");
      assertThatThrownBy(() -> rows(crm, "SELECT * FROM a"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42P01"));
    }
  }

  @Test
  void constraintsAreCheckedByTheTransactor() throws SQLException {
    start();
    try (Connection one = connect();
        Connection two = otherPeer()) {
      execute(one, "CREATE TABLE u (id INT PRIMARY KEY)");
      awaitT(two, t(one));
      execute(one, "INSERT INTO u VALUES (1)");
      assertThatThrownBy(() -> execute(two, "INSERT INTO u VALUES (1)"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23505"));
    }
  }

  @Test
  void manyWritersOfOneRowLoseNothing() throws Exception {
    start();
    int writers = 4;
    int each = 25;
    try (Connection setup = connect()) {
      execute(setup, "CREATE TABLE counter (id INT PRIMARY KEY, n INT NOT NULL)");
      execute(setup, "INSERT INTO counter VALUES (1, 0)");
    }
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        boolean other = i % 2 == 0;
        tasks.add(() -> {
          try (Connection connection = other ? otherPeer() : connect();
              PreparedStatement add =
                  connection.prepareStatement("UPDATE counter SET n = n + 1 WHERE id = 1")) {
            for (int k = 0; k < each; k++) {
              assertThat(add.executeUpdate()).isEqualTo(1);
            }
          }
          return null;
        });
      }
      for (Future<Void> done : threads.invokeAll(tasks)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
    try (Connection check = connect()) {
      assertThat(rows(check, "SELECT n FROM counter"))
          .containsExactly(Integer.toString(writers * each));
    }
  }

  @Test
  void aStandbyTakesOverAndNothingIsLost() throws SQLException {
    TransactorServer first = start();
    try (Connection shop = connect()) {
      execute(shop, "CREATE TABLE a (id INT PRIMARY KEY)");
      execute(shop, "INSERT INTO a VALUES (1)");
      TransactorServer second = start();
      assertThat(second.led()).isEmpty();
      first.close();
      execute(shop, "INSERT INTO a VALUES (2)");
      assertThat(second.led()).contains("shop");
      assertThat(rows(shop, "SELECT id FROM a ORDER BY id")).containsExactly("1", "2");
    }
  }

  @Test
  void noReadAsksTheTransactor() throws SQLException {
    TransactorServer transactor = start();
    try (Connection open = connect()) {
      execute(open, "CREATE TABLE t (id INT PRIMARY KEY, v INT)");
      execute(open, "INSERT INTO t VALUES (1, 10), (2, 20)");
      long before = t(open);
      execute(open, "UPDATE t SET v = 11 WHERE id = 1");
      transactor.close();
      try (Connection first = otherPeer();
          Connection readOnly = connect("readOnly=true")) {
        for (Connection each : List.of(open, first, readOnly)) {
          assertThat(rows(each, "SELECT id, v FROM t ORDER BY id")).containsExactly("1|11", "2|20");
          assertThat(rows(each, "SELECT SUM(a.v + b.v) FROM t a JOIN t b ON a.id = b.id"))
              .containsExactly("62");
          assertThat(
                  rows(each, "SELECT v FROM t FOR SYSTEM_TIME AS OF " + before + " WHERE id = 1"))
              .containsExactly("10");
          assertThat(rows(each, "SELECT COUNT(*) FROM yore.transactions")).hasSize(1);
          assertThat(each.getMetaData().getTables(null, null, "t", null).next()).isTrue();
        }
      }
    }
  }

  private static String warning(Connection connection) throws SQLException {
    SQLWarning warning = connection.getWarnings();
    return warning == null ? "" : warning.getSQLState() + " " + warning.getMessage();
  }

  @Test
  void whoHasLostTheTransactorIsWarnedOnce() throws SQLException {
    TransactorServer transactor = start();
    try (Connection shop = connect()) {
      execute(shop, "CREATE TABLE t (id INT PRIMARY KEY)");
      assertThat(warning(shop)).isEmpty();
      transactor.close();
      while (warning(shop).isEmpty()) {
        Thread.onSpinWait();
      }
      assertThat(warning(shop)).startsWith("01000").contains("looked for in the storage");
      shop.clearWarnings();
      assertThat(warning(shop)).isEmpty();
      start();
      execute(shop, "INSERT INTO t VALUES (1)");
      assertThat(warning(shop)).isEmpty();
    }
  }

  @Test
  void syncWaitsForWhatAnotherPeerHasWritten() throws SQLException {
    start();
    try (Connection one = connect();
        Connection other = otherPeer()) {
      execute(one, "CREATE TABLE t (id INT PRIMARY KEY)");
      YoreConnection writer = one.unwrap(YoreConnection.class);
      YoreConnection reader = other.unwrap(YoreConnection.class);
      for (int id = 0; id < 20; id++) {
        execute(one, "INSERT INTO t VALUES (" + id + ")");
        reader.sync(writer.basisT());
        assertThat(rows(other, "SELECT COUNT(*) FROM t")).containsExactly(String.valueOf(id + 1));
      }
      assertThatThrownBy(() -> reader.sync(writer.basisT() + 1, Duration.ofMillis(50)))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
    }
  }

  @Test
  void aDatabaseThatIsNotThereIsRefusedWithItsNeighbours() {
    start();
    assertThatThrownBy(() -> DriverManager.getConnection(url("shopp")).close())
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("3D000"))
        .hasMessageContaining("shop");
  }
}
