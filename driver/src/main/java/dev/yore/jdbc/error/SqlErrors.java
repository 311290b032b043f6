package dev.yore.jdbc.error;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Turns whatever was thrown inside into the {@link SQLException} that JDBC wants for it. */
public final class SqlErrors {
  private SqlErrors() {}

  /** Something that gives a value or throws. */
  @FunctionalInterface
  public interface Call<T> {
    T call() throws SQLException;
  }

  /** Something that happens or throws. */
  @FunctionalInterface
  public interface Action {
    void run() throws SQLException;
  }

  /** What {@code call} gives; whatever it throws leaves as a {@link SQLException}. */
  public static <T> T get(Call<T> call) throws SQLException {
    try {
      return call.call();
    } catch (RuntimeException | Error e) {
      throw of(e);
    }
  }

  /** Does {@code action}; whatever it throws leaves as a {@link SQLException}. */
  public static void run(Action action) throws SQLException {
    try {
      action.run();
    } catch (RuntimeException | Error e) {
      throw of(e);
    }
  }

  /** The exception for a JDBC method that is not there. */
  public static SQLFeatureNotSupportedException unsupported(String method) {
    return new SQLFeatureNotSupportedException(
        "The JDBC method " + method + " is not supported", ErrorCode.UNSUPPORTED_METHOD.sqlState());
  }

  /** The exception for something that was thrown inside. */
  public static SQLException of(Throwable thrown) {
    Throwable cause = unwrapped(thrown);
    return switch (cause) {
      case SQLException already -> already;
      case YoreException e -> made(e);
      case OutOfMemoryError e ->
          made("Out of memory: " + e.getMessage(), ErrorCode.OUT_OF_MEMORY.sqlState(), e);
      case StackOverflowError e ->
          made("The statement is nested too deeply", ErrorCode.LIMIT_EXCEEDED.sqlState(), e);
      default -> made("Internal error: " + cause, ErrorCode.INTERNAL.sqlState(), cause);
    };
  }

  private static Throwable unwrapped(Throwable thrown) {
    Throwable cause = thrown;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static SQLException made(YoreException e) {
    String state = e.code().sqlState();
    boolean timedOut = e.code() == ErrorCode.CANCELLED && e.text().contains("timeout");
    return timedOut
        ? new SQLTimeoutException(e.getMessage(), state, e)
        : made(e.getMessage(), state, e);
  }

  private static SQLException made(@Nullable String message, String state, Throwable cause) {
    return switch (state.substring(0, 2)) {
      case "42", "2B", "3D", "3F" -> new SQLSyntaxErrorException(message, state, cause);
      case "21", "22" -> new SQLDataException(message, state, cause);
      case "23" -> new SQLIntegrityConstraintViolationException(message, state, cause);
      case "40" -> new SQLTransactionRollbackException(message, state, cause);
      case "28" -> new SQLInvalidAuthorizationSpecException(message, state, cause);
      case "0A", "HY" -> new SQLFeatureNotSupportedException(message, state, cause);
      case "08" -> new SQLNonTransientConnectionException(message, state, cause);
      default -> new SQLException(message, state, cause);
    };
  }
}
