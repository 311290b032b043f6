package dev.yore.storage.postgres;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/** Makes connections to one PostgreSQL. */
final class Connector implements DataSource {
  private static final Driver DRIVER = unregistered();

  private final String url;
  private final Properties properties;

  Connector(PostgresLocation location, PostgresOptions options) {
    this.url = location.url();
    this.properties = location.driverProperties(options);
  }

  /**
   * pgjdbc enters itself in the JVM's list of drivers when it is loaded. Where it was not in there
   * it leaves again: the application did not ask for it.
   */
  private static Driver unregistered() {
    boolean known = DriverManager.drivers().anyMatch(Connector::isPostgres);
    Driver driver = new Driver();
    try {
      if (!known && Driver.isRegistered()) {
        Driver.deregister();
      }
    } catch (SQLException e) {
      throw new ExceptionInInitializerError(e);
    }
    return driver;
  }

  private static boolean isPostgres(java.sql.Driver driver) {
    return driver.getClass().getName().equals("org.postgresql.Driver");
  }

  @Override
  public Connection getConnection() throws SQLException {
    @Nullable Connection made = DRIVER.connect(url, properties);
    if (made == null) {
      throw new SQLException("pgjdbc does not know its own URL", "08001");
    }
    return made;
  }

  /** The pool has neither a user nor a password to give. */
  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  /** The pool's own is of whole seconds and costs a thread for each connection. */
  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter out) {}

  @Override
  public Logger getParentLogger() {
    return DRIVER.getParentLogger();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
