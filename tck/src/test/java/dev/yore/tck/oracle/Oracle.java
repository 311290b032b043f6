package dev.yore.tck.oracle;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL of the tests' own, started when it is first asked for and gone with the JVM. */
public final class Oracle {
  private Oracle() {}

  /** Makes an empty database, whose text is in the order of code points, and connects to it. */
  public static Connection newDatabase(String name) throws SQLException {
    try (Connection server = Server.INSTANCE.getPostgresDatabase().getConnection();
        Statement statement = server.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS " + name);
      statement.execute(
          "CREATE DATABASE "
              + name
              + " TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER builtin LOCALE 'C.UTF-8'");
    }
    return DriverManager.getConnection(Server.INSTANCE.getJdbcUrl("postgres", name));
  }

  /** Loaded on first use. */
  private static final class Server {
    static final EmbeddedPostgres INSTANCE = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder()
            .setServerConfig("fsync", "off")
            .setServerConfig("synchronous_commit", "off")
            .setServerConfig("timezone", "UTC")
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException("PostgreSQL does not start", e);
      }
    }
  }
}
