package dev.yore.cli.connect;

import dev.yore.jdbc.YoreDriver;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Opens databases named on the command line. */
public final class Databases {
  /** A database of this process alone, gone with it. */
  public static final String SCRATCH_URL = "jdbc:yore:mem:";

  private static final String FILE_URL = "jdbc:yore:file:";

  private Databases() {}

  /**
   * The URL for what a user wrote: a JDBC URL as it is, {@code mem:NAME} and {@code file:PATH} with
   * the prefix, anything else as the path of a file.
   */
  public static String url(@Nullable String written) {
    if (written == null || written.isBlank()) {
      return SCRATCH_URL;
    }
    if (written.startsWith("jdbc:")) {
      return written;
    }
    if (written.startsWith("mem:") || written.startsWith("file:")) {
      return "jdbc:yore:" + written;
    }
    return FILE_URL + escaped(written);
  }

  /** A path may have characters that would begin the properties of a URL. */
  private static String escaped(String path) {
    return path.replace("%", "%25").replace("?", "%3F").replace(";", "%3B");
  }

  /**
   * Opens a database.
   *
   * @param asOf the moment to see it as of, or null
   * @param application what the transactions will say made them
   */
  public static Connection open(String url, @Nullable String asOf, String application)
      throws SQLException {
    Properties properties = new Properties();
    if (asOf != null) {
      properties.setProperty("asOf", asOf);
    }
    Connection connection = connect(url, properties);
    setClientInfo(connection, "ApplicationName", application);
    setClientInfo(connection, "ClientUser", System.getProperty("user.name"));
    return connection;
  }

  /** The driver manager would first load every driver there is. */
  private static Connection connect(String url, Properties properties) throws SQLException {
    Connection ours =
        url.startsWith("jdbc:yore:") ? new YoreDriver().connect(url, properties) : null;
    return ours == null ? DriverManager.getConnection(url, properties) : ours;
  }

  private static void setClientInfo(Connection connection, String name, String value) {
    try {
      if (connection.getClientInfo(name) == null) {
        connection.setClientInfo(name, value);
      }
    } catch (SQLClientInfoException e) {
      // Another driver, which does not know the name: nothing is lost but the note.
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
