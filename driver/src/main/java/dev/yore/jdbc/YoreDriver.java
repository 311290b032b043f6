package dev.yore.jdbc;

import dev.yore.jdbc.config.ConnectionOptions;
import dev.yore.jdbc.config.ConnectionProperty;
import dev.yore.jdbc.config.DatabaseUrl;
import dev.yore.jdbc.error.SqlErrors;
import dev.yore.jdbc.metadata.Terms;
import dev.yore.sql.session.SqlSession;
import dev.yore.storage.error.YoreException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Connects to {@code jdbc:yore:mem:NAME}, {@code jdbc:yore:file:PATH} and {@code
 * jdbc:yore:postgresql://HOST:PORT/PGDATABASE?database=NAME}, with properties after {@code ?} or
 * {@code ;} in the URL or beside it: see {@link ConnectionProperty}.
 */
public final class YoreDriver implements Driver {
  static {
    try {
      DriverManager.registerDriver(new YoreDriver());
    } catch (SQLException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @Override
  public boolean acceptsURL(@Nullable String url) throws SQLException {
    if (url == null) {
      throw new SQLException("The URL is null", "08001");
    }
    return DatabaseUrl.isOurs(url);
  }

  /** A connection, or null when the URL is for another driver. */
  @Override
  public @Nullable Connection connect(String url, @Nullable Properties properties)
      throws SQLException {
    return acceptsURL(url) ? open(url, properties == null ? new Properties() : properties) : null;
  }

  static Connection open(String url, Properties properties) throws SQLException {
    return SqlErrors.get(() -> {
      ConnectionOptions options = ConnectionOptions.of(url, properties);
      String application = options.settings().txAttributes().getOrDefault("ApplicationName", "");
      Databases.Handle database = Databases.open(options.database(), application, options.keep());
      try {
        SqlSession session = database.sql().session(options.settings());
        return new JdbcConnection(options, session, database);
      } catch (RuntimeException | Error e) {
        database.close();
        throw e;
      }
    });
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(
      @Nullable String url, @Nullable Properties properties) {
    Map<String, String> given = given(url, properties);
    ConnectionProperty[] all = ConnectionProperty.values();
    DriverPropertyInfo[] infos = new DriverPropertyInfo[all.length];
    for (int i = 0; i < all.length; i++) {
      String key = all[i].key();
      String value = given.get(key.toLowerCase(Locale.ROOT));
      infos[i] = new DriverPropertyInfo(key, value == null ? all[i].defaultValue() : value);
      infos[i].description = all[i].description();
      infos[i].required = false;
      if (!all[i].choices().isEmpty()) {
        infos[i].choices = all[i].choices().toArray(String[]::new);
      }
    }
    return infos;
  }

  private static Map<String, String> given(@Nullable String url, @Nullable Properties properties) {
    Map<String, String> given = new LinkedHashMap<>();
    if (properties != null) {
      properties
          .stringPropertyNames()
          .forEach(k -> given.put(k.toLowerCase(Locale.ROOT), properties.getProperty(k)));
    }
    if (url != null && DatabaseUrl.isOurs(url)) {
      try {
        DatabaseUrl.parse(url)
            .properties()
            .forEach((k, v) -> given.put(k.toLowerCase(Locale.ROOT), v));
      } catch (YoreException e) {
        // A URL that is being typed; the properties are listed without it.
        return given;
      }
    }
    return given;
  }

  @Override
  public int getMajorVersion() {
    return Terms.MAJOR;
  }

  @Override
  public int getMinorVersion() {
    return Terms.MINOR;
  }

  /** False: not all of SQL-92 entry level has been tested for. */
  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw SqlErrors.unsupported("getParentLogger");
  }
}
