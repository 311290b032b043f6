package dev.yore.jdbc;

import dev.yore.jdbc.config.ConnectionProperty;
import dev.yore.jdbc.error.SqlErrors;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Makes connections to one URL; a bean with a public constructor and setters. */
public final class YoreDataSource implements DataSource {
  private volatile String url = "";
  private final Properties properties = new Properties();
  private volatile @Nullable PrintWriter logWriter;

  /** A data source whose URL is set later. */
  public YoreDataSource() {}

  public YoreDataSource(String url) {
    this.url = url;
  }

  public String getUrl() {
    return url;
  }

  public void setUrl(String url) {
    this.url = url;
  }

  /** Sets a property as it would stand in the URL. */
  public void setProperty(String name, String value) {
    properties.setProperty(name, value);
  }

  public void setUser(String user) {
    setProperty(ConnectionProperty.USER.key(), user);
  }

  public void setPassword(String password) {
    setProperty(ConnectionProperty.PASSWORD.key(), password);
  }

  @Override
  public Connection getConnection() throws SQLException {
    Properties copy = new Properties();
    copy.putAll(properties);
    return YoreDriver.open(url, copy);
  }

  @Override
  public Connection getConnection(@Nullable String user, @Nullable String password)
      throws SQLException {
    Properties copy = new Properties();
    copy.putAll(properties);
    if (user != null) {
      copy.setProperty(ConnectionProperty.USER.key(), user);
    }
    if (password != null) {
      copy.setProperty(ConnectionProperty.PASSWORD.key(), password);
    }
    return YoreDriver.open(url, copy);
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return logWriter;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) {
    logWriter = out;
  }

  /** Kept nowhere: an embedded database is there at once or not at all. */
  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw SqlErrors.unsupported("getParentLogger");
  }

  @Override
  public <T> T unwrap(Class<T> wanted) throws SQLException {
    return Wrapping.unwrap(this, wanted);
  }

  @Override
  public boolean isWrapperFor(Class<?> wanted) {
    return Wrapping.isWrapperFor(this, wanted);
  }
}
