package dev.yore.cli.sql;

import dev.yore.cli.output.OutputFormat;
import dev.yore.cli.output.ResultPrinter;
import dev.yore.cli.script.Missing;
import dev.yore.cli.script.Piece;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Runs statements one by one and prints what they give. Another thread may cancel. */
final class StatementRunner {
  private final Session session;
  private final boolean countsShown;
  private volatile @Nullable Statement running;
  private volatile boolean cancelled;

  /**
   * @param countsShown whether statements without a result say how many rows they changed
   */
  StatementRunner(Session session, boolean countsShown) {
    this.session = session;
    this.countsShown = countsShown;
  }

  /** Runs a statement; returns how many rows it changed. */
  long run(Piece piece) throws SQLException {
    Missing missing = piece.missing();
    if (missing != null && !missing.isOptionalAtEnd()) {
      throw new SQLException("The text ends before " + missing.description(), "42601");
    }
    return run(piece.text());
  }

  /** Runs a statement given as text. */
  long run(String text) throws SQLException {
    long started = System.nanoTime();
    long changed;
    try (Statement statement = session.connection().createStatement()) {
      cancelled = false;
      running = statement;
      changed = printAll(statement, text);
      printWarnings(statement);
    } finally {
      running = null;
      session.out().flush();
    }
    if (session.timing()) {
      session.out().println(timed(System.nanoTime() - started));
    }
    session.out().flush();
    return changed;
  }

  private long printAll(Statement statement, String text) throws SQLException {
    long changed = 0;
    boolean hasRows = statement.execute(text);
    while (true) {
      if (hasRows) {
        try (ResultSet rows = statement.getResultSet()) {
          ResultPrinter.print(rows, session.openFormat(), () -> cancelled);
        }
      } else {
        long count = statement.getLargeUpdateCount();
        if (count < 0) {
          return changed;
        }
        changed += count;
        printCount(text, count);
      }
      hasRows = statement.getMoreResults();
    }
  }

  private void printCount(String text, long count) {
    if (!countsShown || session.format() != OutputFormat.TABLE) {
      return;
    }
    boolean counts = count > 0 || CountedStatement.isCounted(text);
    String rows = count == 1 ? "1 row" : count + " rows";
    session.out().println(counts ? "OK, " + rows : "OK");
  }

  private void printWarnings(Statement statement) throws SQLException {
    for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
      session.out().flush();
      session.err().println("NOTE: " + w.getMessage());
      session.err().flush();
    }
  }

  private static String timed(long nanos) {
    return String.format(Locale.ROOT, "Time: %.3f ms", nanos / 1e6);
  }

  /** Ends the running statement with an error; nothing happens if none is running. */
  void cancel() {
    cancelled = true;
    Statement statement = running;
    if (statement != null) {
      try {
        statement.cancel();
      } catch (SQLException e) {
        session.err().println("NOTE: the statement cannot be cancelled: " + e.getMessage());
        session.err().flush();
      }
    }
  }
}
