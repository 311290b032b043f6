package dev.yore.cli.sql;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Moves a session in time. */
final class Moments {
  private Moments() {}

  /**
   * Lets the session see a moment.
   *
   * @param written {@code now}, a transaction's t, a timestamp, or an expression in SQL
   */
  static void set(Session session, String written) throws SQLException {
    String moment = expression(written);
    try (Statement statement = session.connection().createStatement()) {
      statement.execute("SET AS OF " + (moment == null ? "DEFAULT" : moment));
    }
    session.setAsOf(moment == null ? null : written);
  }

  /** What is to be written in SQL; null for now. */
  static @Nullable String expression(String written) {
    String lower = written.toLowerCase(Locale.ROOT);
    if (lower.equals("now") || lower.equals("default")) {
      return null;
    }
    if (written.matches("\\d{4}-\\d\\d-\\d\\d.*")) {
      return "'" + written.replace("'", "''") + "'";
    }
    return written;
  }
}
