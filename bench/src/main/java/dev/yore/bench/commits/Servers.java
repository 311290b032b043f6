package dev.yore.bench.commits;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL that is as durable as it is out of the box, and a transactor that stores there. */
final class Servers implements AutoCloseable {
  private static final String DATABASE = "bench";
  private static final long START_SECONDS = 30;

  private final EmbeddedPostgres postgres;
  private final Path settings;
  private final Process transactor;

  Servers() throws IOException {
    postgres =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("max_wal_size", "4GB")
            .start();
    settings = Files.createTempFile("yore-bench", ".properties");
    Files.writeString(
        settings,
        """
        storage = //localhost:%d/postgres
        storage.user = postgres
        databases = %s
        host = localhost
        bind = localhost
        port = 0
        """
            .formatted(postgres.getPort(), DATABASE));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"));
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("dev.yore.cli.Main", "transactor", settings.toString()));
    transactor =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
  }

  String yoreUrl() {
    return "jdbc:yore:postgresql://localhost:%d/postgres?database=%s&user=postgres"
        .formatted(postgres.getPort(), DATABASE);
  }

  String postgresUrl() {
    return postgres.getJdbcUrl("postgres", "postgres");
  }

  /** Waits until the transactor serves. */
  Connection connect() throws SQLException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (true) {
      try {
        return DriverManager.getConnection(yoreUrl());
      } catch (SQLException notYet) {
        if (System.nanoTime() > end) {
          throw new SQLTransientException("The transactor does not serve", notYet);
        }
        Thread.sleep(100);
      }
    }
  }

  @Override
  public void close() throws IOException {
    transactor.destroy();
    transactor.onExit().join();
    postgres.close();
    Files.deleteIfExists(settings);
  }
}
