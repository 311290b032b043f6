package dev.yore.storage.postgres;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the errors of the server and of pgjdbc mean. */
final class SqlStates {

  /** What an error tells about the call it ended. */
  enum Meaning {
    /** Nothing has happened, and it may go well the next time. */
    AGAIN,
    /** It may or may not have happened. */
    UNKNOWN,
    /** Nothing has happened, and nothing will. */
    REFUSED
  }

  static final String READ_ONLY = "25006";
  static final String UNDEFINED_TABLE = "42P01";

  private static final String PRIVILEGE = "42501";
  private static final String NO_SCHEMA = "3F000";
  private static final String CONNECTION_REJECTED = "08004";

  /** Ended by the server together with the connection, or with an answer that it does not know. */
  private static final Set<String> ENDED = Set.of("57P01", "57P02", "57P05", "25P03", "40003");

  /** Serialization, deadlock, lock timeout, too many connections, starting up. */
  private static final Set<String> PASSING = Set.of("40001", "40P01", "55P03", "53300", "57P03");

  /** Two processes made the same table at once. */
  private static final Set<String> EXISTS_ALREADY = Set.of("42P07", "42710", "23505");

  /** A server that is not PostgreSQL does not know a clause. */
  private static final Set<String> NOT_KNOWN = Set.of("0A000", "42601", "42704");

  private SqlStates() {}

  static String of(SQLException error) {
    @Nullable String state = error.getSQLState();
    return state == null ? "" : state;
  }

  /** For an error while connecting: the call has not begun. */
  static Meaning whenConnecting(SQLException error) {
    String state = of(error);
    boolean hopeless = state.equals(CONNECTION_REJECTED) || isOf(error, CertificateException.class);
    return !hopeless && (isLost(error) || PASSING.contains(state) || state.isEmpty())
        ? Meaning.AGAIN
        : Meaning.REFUSED;
  }

  static Meaning whenRunning(SQLException error) {
    if (PASSING.contains(of(error))) {
      return Meaning.AGAIN;
    }
    return isLost(error) ? Meaning.UNKNOWN : Meaning.REFUSED;
  }

  static boolean existsAlready(SQLException error) {
    return EXISTS_ALREADY.contains(of(error));
  }

  static boolean isNotKnown(SQLException error) {
    return NOT_KNOWN.contains(of(error));
  }

  static boolean mayNotCreate(SQLException error) {
    return of(error).equals(PRIVILEGE) || of(error).equals(NO_SCHEMA);
  }

  private static boolean isLost(SQLException error) {
    String state = of(error);
    return state.startsWith("08") || ENDED.contains(state) || isOf(error, IOException.class);
  }

  private static boolean isOf(Throwable error, Class<? extends Throwable> type) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  /** The error for the caller. */
  static YoreException error(SQLException error, PostgresLocation location) {
    YoreException told = told(of(error), location);
    return told.with("postgresql", location)
        .with("sqlState", of(error))
        .with("message", String.valueOf(error.getMessage()))
        .causedBy(error);
  }

  private static YoreException told(String state, PostgresLocation location) {
    return switch (state) {
      case PRIVILEGE ->
          YoreException.of(
                  ErrorCode.INSUFFICIENT_PRIVILEGE,
                  "The role lacks a right in PostgreSQL: readers need GRANT SELECT ON yore_kvs,"
                      + " writers GRANT SELECT, INSERT, UPDATE, DELETE ON yore_kvs, yore_secret")
              .with("role", location.role());
      case READ_ONLY ->
          YoreException.of(
              ErrorCode.READ_ONLY_TRANSACTION,
              "PostgreSQL takes no writes here: it is a standby, or set to read only");
      case "3D000" ->
          YoreException.of(
                  ErrorCode.UNDEFINED_DATABASE,
                  "PostgreSQL has no such database; make it with CREATE DATABASE, as a role with"
                      + " that right")
              .with("database", location.pgDatabase());
      case "53100" ->
          YoreException.of(
              ErrorCode.DISK_FULL,
              "The disk of PostgreSQL is full; nothing of the call was written, it can be repeated"
                  + " with room");
      case "53200" -> YoreException.of(ErrorCode.OUT_OF_MEMORY, "PostgreSQL has not enough memory");
      case "53300" ->
          YoreException.of(
              ErrorCode.TOO_MANY_CONNECTIONS,
              "PostgreSQL has no connection left; raise max_connections or open fewer");
      case "57014" ->
          YoreException.of(
              ErrorCode.CANCELLED, "PostgreSQL has cancelled the call, or its time was over");
      case "XX001", "XX002" ->
          YoreException.of(ErrorCode.CORRUPTED, "PostgreSQL found its stored data damaged")
              .with("check", "the server's own");
      case UNDEFINED_TABLE ->
          YoreException.of(
              ErrorCode.MISSING_VALUE, "A table of Yore was dropped while it was in use");
      default -> byClass(state, location);
    };
  }

  private static YoreException byClass(String state, PostgresLocation location) {
    if (state.startsWith("28") || state.equals(CONNECTION_REJECTED)) {
      return YoreException.of(
              ErrorCode.NOT_AUTHORIZED,
              "PostgreSQL does not let the role in; check user, password, TLS and pg_hba.conf")
          .with("role", location.role());
    }
    if (state.startsWith("22")) {
      return YoreException.of(
          ErrorCode.INVALID_PARAMETER_VALUE, "PostgreSQL does not take a property or value");
    }
    return YoreException.of(ErrorCode.IO_ERROR, "PostgreSQL refuses the call");
  }

  /** The error when the time is over and nothing of the call has happened. */
  static YoreException unreachable(
      ErrorCode code, SQLException last, PostgresLocation location, long millis) {
    if (of(last).equals("53300") || of(last).equals(READ_ONLY)) {
      return error(last, location);
    }
    return YoreException.of(
            code, "PostgreSQL cannot be reached; see whether it runs and the address is right")
        .with("postgresql", location)
        .with("milliseconds", millis)
        .with("message", root(last))
        .causedBy(last);
  }

  /** The error when the call may or may not have happened. */
  static YoreException unknown(SQLException last, PostgresLocation location) {
    return YoreException.of(
            ErrorCode.OUTCOME_UNKNOWN,
            "The connection to PostgreSQL was lost during a write, which may or may not have"
                + " happened; read before writing again")
        .with("postgresql", location)
        .with("message", root(last))
        .causedBy(last);
  }

  /** The pool's message only says that it has waited. */
  private static String root(SQLException error) {
    @Nullable Throwable cause = error.getCause();
    return String.valueOf(cause instanceof SQLException ? cause.getMessage() : error.getMessage());
  }
}
