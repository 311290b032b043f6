package dev.yore.storage.postgres;

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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * The PostgreSQL of the tests: the one that the environment names in {@code YORE_TEST_POSTGRES} as
 * a URL of pgjdbc with a role that may make databases and roles, such as that of a container; else
 * a server of the tests' own, started when it is first asked for and gone with the JVM.
 */
public final class TestPostgres implements AutoCloseable {
  private static final String VARIABLE = "YORE_TEST_POSTGRES";
  private static final AtomicInteger NAMES = new AtomicInteger();

  private final Properties settings;
  private final @Nullable Path folder;
  private @Nullable EmbeddedPostgres process;

  private TestPostgres(
      Properties settings, @Nullable Path folder, @Nullable EmbeddedPostgres process) {
    this.settings = settings;
    this.folder = folder;
    this.process = process;
  }

  /** The server that all tests of this JVM share. */
  public static TestPostgres shared() {
    return Shared.INSTANCE;
  }

  /** Loaded on first use. */
  private static final class Shared {
    static final TestPostgres INSTANCE = start();

    private static TestPostgres start() {
      @Nullable String url = System.getenv(VARIABLE);
      return url == null || url.isBlank()
          ? unstoppable()
          : new TestPostgres(parsed(url), null, null);
    }
  }

  /** Its data go with the JVM. */
  private static TestPostgres unstoppable() {
    try {
      EmbeddedPostgres process = configured().setServerConfig("synchronous_commit", "off").start();
      return new TestPostgres(parsed(process.getJdbcUrl("postgres", "postgres")), null, process);
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL does not start", e);
    }
  }

  private static Properties parsed(String url) {
    @Nullable Properties settings = Driver.parseURL(url, null);
    if (settings == null) {
      throw new IllegalStateException(VARIABLE + " is no URL of pgjdbc: " + url);
    }
    return settings;
  }

  /** The folder of the programs of a server that runs on this machine. */
  public Path programs() throws IOException, SQLException {
    Path data = Path.of(value(database(), "SHOW data_directory"));
    return ProcessHandle.of(postmaster(data))
        .flatMap(process -> process.info().command())
        .map(command -> Path.of(command).resolveSibling(""))
        .orElseThrow(() -> new IOException("PostgreSQL does not run here"));
  }

  private static long postmaster(Path data) throws IOException {
    return Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
  }

  /** A server that a test may stop and start. */
  public static TestPostgres startOwn() {
    try {
      Path folder = Files.createTempDirectory("yore-postgres");
      EmbeddedPostgres process = started(folder, 0);
      return new TestPostgres(parsed(process.getJdbcUrl("postgres", "postgres")), folder, process);
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL does not start", e);
    }
  }

  private static EmbeddedPostgres started(Path folder, int port) throws IOException {
    EmbeddedPostgres.Builder builder =
        // What is committed survives the end of the server's processes, if not of the machine.
        configured()
            .setServerConfig("synchronous_commit", "on")
            .setDataDirectory(folder)
            .setCleanDataDirectory(false);
    return (port == 0 ? builder : builder.setPort(port)).start();
  }

  private static EmbeddedPostgres.Builder configured() {
    return EmbeddedPostgres.builder()
        .setServerConfig("fsync", "off")
        .setServerConfig("max_connections", "200")
        .setServerConfig("timezone", "UTC");
  }

  public String host() {
    return settings.getProperty("PGHOST");
  }

  public int port() {
    return Integer.parseInt(settings.getProperty("PGPORT"));
  }

  /** A connection of the role that may do everything. */
  public Connection connect(String database) throws SQLException {
    Properties all = new Properties();
    settings.forEach((name, value) -> {
      if (!name.toString().startsWith("PG")) {
        all.put(name, value);
      }
    });
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%d/%s".formatted(host(), port(), database), all);
  }

  /** Runs statements as the role that may do everything. */
  public void execute(String database, String... statements) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The one value that a query gives, as text. */
  public String value(String database, String query) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  /** Makes an empty database, whose text is in the order of code points, and connects to it. */
  public Connection newDatabase(String name) throws SQLException {
    execute(
        settings.getProperty("PGDBNAME"),
        "DROP DATABASE IF EXISTS " + name,
        "CREATE DATABASE "
            + name
            + " TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER builtin LOCALE 'C.UTF-8'");
    return connect(name);
  }

  /** Makes an empty schema, and says how a store finds it. */
  public PostgresLocation newSchema() throws SQLException {
    String schema = "yore_test_" + ProcessHandle.current().pid() + "_" + NAMES.incrementAndGet();
    execute(database(), "DROP SCHEMA IF EXISTS " + schema + " CASCADE", "CREATE SCHEMA " + schema);
    return location(Map.of("currentSchema", schema));
  }

  /** Where this server is, for the role that may do everything. */
  public PostgresLocation location(Map<String, String> properties) {
    Map<String, String> all = new LinkedHashMap<>();
    for (String name : new String[] {"user", "password"}) {
      if (settings.containsKey(name)) {
        all.put(name, settings.getProperty(name));
      }
    }
    all.putAll(properties);
    return PostgresLocation.of("//%s:%d/%s".formatted(host(), port(), database()), all);
  }

  public String database() {
    return settings.getProperty("PGDBNAME");
  }

  /** Stops a server of its own; connections break. */
  public void stop() throws IOException {
    if (folder != null && process != null) {
      process.close();
      process = null;
    }
  }

  /** Has all processes of a server of its own end in the midst of what they do. */
  public void kill() throws IOException {
    if (folder == null || process == null) {
      throw new IllegalStateException("Only a server of the test's own is killed");
    }
    ProcessHandle parent = ProcessHandle.of(postmaster(folder)).orElseThrow();
    List<ProcessHandle> all = new ArrayList<>(parent.descendants().toList());
    all.add(parent);
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(each -> each.onExit().join());
    stop();
  }

  /** Starts a server of its own again, with its data and under its port. */
  public void startAgain() throws IOException {
    if (folder == null || process != null) {
      throw new IllegalStateException("Only a stopped server of the test's own starts again");
    }
    process = started(folder, port());
  }

  /** Stops a server of its own for good. */
  @Override
  public void close() throws IOException {
    stop();
    if (folder != null) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
