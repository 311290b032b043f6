package dev.yore.sql.parser;

import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** A statement that concerns the session or its transaction, not data. */
public sealed interface SessionCommand extends Statement {

  /** BEGIN or START TRANSACTION. */
  record Begin(TransactionModes modes) implements SessionCommand {}

  /** COMMIT or END. */
  record Commit() implements SessionCommand {}

  /** ROLLBACK or ABORT of the whole transaction. */
  record Rollback() implements SessionCommand {}

  /** SAVEPOINT name. */
  record Savepoint(String name) implements SessionCommand {}

  /** ROLLBACK TO [SAVEPOINT] name. */
  record RollbackTo(String name) implements SessionCommand {}

  /** RELEASE [SAVEPOINT] name. */
  record Release(String name) implements SessionCommand {}

  /**
   * SET TRANSACTION … or, for all that follow, SET SESSION CHARACTERISTICS AS TRANSACTION ….
   *
   * @param session whether it holds for the session
   */
  record SetTransaction(TransactionModes modes, boolean session) implements SessionCommand {}

  /**
   * SET name = value, or TO value, or RESET name.
   *
   * @param name lower case, parts joined by dots
   * @param values literals and identifiers as text; empty means back to the default
   * @param local whether it ends with the transaction (SET LOCAL)
   */
  record SetOption(String name, List<String> values, boolean local) implements SessionCommand {
    public SetOption {
      values = List.copyOf(values);
    }
  }

  /** SET AS OF moment; null means back to now (SET AS OF DEFAULT). */
  record SetAsOf(@Nullable SqlNode moment) implements SessionCommand {}

  /** SHOW name; {@code all} for SHOW ALL. */
  record Show(String name) implements SessionCommand {}

  /**
   * What a transaction asks for; null where it does not say.
   *
   * @param isolation for example {@code serializable} or {@code repeatable read}
   */
  record TransactionModes(@Nullable String isolation, @Nullable Boolean readOnly) {
    public static final TransactionModes NONE = new TransactionModes(null, null);

    /** These modes with an isolation level. */
    public TransactionModes withIsolation(String level) {
      return new TransactionModes(level, readOnly);
    }

    /** These modes with an access mode. */
    public TransactionModes withReadOnly(boolean value) {
      return new TransactionModes(isolation, value);
    }
  }
}
