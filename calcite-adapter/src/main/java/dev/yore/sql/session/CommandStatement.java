package dev.yore.sql.session;

import dev.yore.engine.db.Db;
import dev.yore.engine.exec.Batch;
import dev.yore.engine.exec.BatchCursor;
import dev.yore.engine.exec.Execution;
import dev.yore.engine.exec.Operator;
import dev.yore.sql.parser.ParsedStatement;
import dev.yore.sql.parser.SessionCommand;
import dev.yore.sql.parser.Statement;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** A statement about the session or its transaction. */
final class CommandStatement implements PreparedSql {
  /** Settings of PostgreSQL's that clients set without need; they mean nothing here. */
  private static final Set<String> IGNORED =
      Set.of(
          "client_encoding",
          "client_min_messages",
          "datestyle",
          "extra_float_digits",
          "standard_conforming_strings",
          "bytea_output",
          "names");

  private static final List<String> KNOWN =
      List.of(
          "timezone",
          "schema",
          "search_path",
          "application_name",
          "statement_timeout",
          "parallelism");

  private final LocalSession session;
  private final ParsedStatement parsed;
  private final SessionCommand command;

  CommandStatement(LocalSession session, ParsedStatement parsed, SessionCommand command) {
    this.session = session;
    this.parsed = parsed;
    this.command = command;
  }

  @Override
  public List<ColumnMeta> columns() {
    return command instanceof SessionCommand.Show show
        ? List.of(StaticRows.text(show.name()))
        : List.of();
  }

  @Override
  public List<DataType> parameters() {
    return List.of();
  }

  @Override
  public boolean returnsRows() {
    return command instanceof SessionCommand.Show;
  }

  @Override
  public SqlResult execute(@Nullable Object[] parameters, ExecutionOptions options) {
    switch (command) {
      case SessionCommand.Begin begin -> {
        session.begin();
        modes(begin.modes());
        return done("BEGIN");
      }
      case SessionCommand.Commit ignored -> {
        session.commit();
        return done("COMMIT");
      }
      case SessionCommand.Rollback ignored -> {
        session.rollback();
        return done("ROLLBACK");
      }
      case SessionCommand.Savepoint savepoint -> {
        session.savepoint(savepoint.name());
        return done("SAVEPOINT");
      }
      case SessionCommand.RollbackTo to -> {
        session.rollbackTo(to.name());
        return done("ROLLBACK");
      }
      case SessionCommand.Release release -> {
        session.release(release.name());
        return done("RELEASE");
      }
      case SessionCommand.SetTransaction set -> {
        modes(set.modes());
        return done("SET");
      }
      case SessionCommand.SetAsOf set -> {
        setAsOf(set.moment(), options);
        return done("SET");
      }
      case SessionCommand.SetOption set -> {
        setOption(set);
        return done("SET");
      }
      case SessionCommand.Show show -> {
        return StaticRows.lines(show.name(), List.of(shown(show.name())), session.basisT());
      }
    }
  }

  private static SqlResult done(String tag) {
    return new SqlResult.Count(tag, 0, List.of());
  }

  private void modes(SessionCommand.TransactionModes modes) {
    if (Boolean.TRUE.equals(modes.readOnly())) {
      throw YoreException.unsupported("READ ONLY as a mode of one transaction");
    }
  }

  /** All later reads of the session see this moment, which is resolved now. */
  private void setAsOf(@Nullable SqlNode moment, ExecutionOptions options) {
    SessionSettings now = session.settings();
    if (moment == null) {
      session.settings(now.withAsOf(null));
      return;
    }
    if (session.inTransaction()) {
      throw YoreException.of(
          ErrorCode.ACTIVE_TRANSACTION, "SET AS OF stands outside of a transaction");
    }
    session.settings(now.withAsOf(null));
    try {
      Db db = session.db();
      Object value = evaluate(moment, db, options);
      if (value == null) {
        throw YoreException.of(
            ErrorCode.NULL_VALUE_NOT_ALLOWED, "SET AS OF needs a moment; DEFAULT means now");
      }
      long t = Binding.momentT(value, session.context(db, options));
      session.settings(now.withAsOf(t));
    } catch (YoreException e) {
      session.settings(now);
      throw e;
    }
  }

  private @Nullable Object evaluate(SqlNode moment, Db db, ExecutionOptions options) {
    SqlNode row = SqlStdOperatorTable.ROW.createCall(SqlParserPos.ZERO, moment);
    SqlNode values = SqlStdOperatorTable.VALUES.createCall(SqlParserPos.ZERO, row);
    ParsedStatement query =
        new ParsedStatement(
            new Statement.Query(values, null, false), parsed.source(), parsed.parameterCount());
    SqlDatabase.Compiled compiled =
        session
            .database()
            .compiled(new RowText(parsed.source().text(), query), db, session.settings().schema());
    if (compiled == null) {
      throw YoreException.bug("VALUES can be compiled");
    }
    Operator operator = compiled.statement().prepared().operator();
    try (BatchCursor cursor = session.context(db, options).run(operator)) {
      Batch batch = cursor.next();
      return batch == null
          ? null
          : Vectors.get(operator.fields().getFirst().type(), batch.columns()[0], batch.row(0));
    }
  }

  private void setOption(SessionCommand.SetOption set) {
    if (IGNORED.contains(set.name())) {
      return;
    }
    SessionSettings now = session.settings();
    String value = set.values().isEmpty() ? "" : set.values().getFirst();
    session.settings(
        switch (set.name()) {
          case "timezone", "time zone", "time_zone" -> now.withZone(zone(value));
          case "schema", "search_path" -> now.withSchema(value.isEmpty() ? "public" : value);
          case "application_name" -> now.withTxAttribute("ApplicationName", value);
          case "statement_timeout" -> now.withLimits(now.limits().withTimeout(millis(value)));
          case "parallelism" -> now.withLimits(now.limits().withParallelism(threads(value)));
          default ->
              throw YoreException.of(ErrorCode.UNDEFINED_OBJECT, "There is no such setting")
                  .with("setting", set.name())
                  .with("settings", KNOWN);
        });
  }

  private static ZoneId zone(String value) {
    try {
      return value.isEmpty() || value.equalsIgnoreCase("local")
          ? ZoneId.systemDefault()
          : ZoneId.of(value);
    } catch (DateTimeException e) {
      throw YoreException.of(
              ErrorCode.INVALID_PARAMETER_VALUE,
              "A time zone is a name like Europe/Berlin or an offset like +02:00")
          .with("found", value)
          .causedBy(e);
    }
  }

  private static long millis(String value) {
    try {
      return value.isEmpty() ? 0 : Math.max(0, Long.parseLong(value.replaceFirst("\\s*ms$", "")));
    } catch (NumberFormatException e) {
      throw YoreException.of(
              ErrorCode.INVALID_PARAMETER_VALUE,
              "A timeout is a number of milliseconds, 0 for none")
          .with("found", value)
          .causedBy(e);
    }
  }

  /** How many; DEFAULT and nothing mean as many as there are processors. */
  private static int threads(String value) {
    if (value.isEmpty()) {
      return ResourceLimits.ALL_PROCESSORS;
    }
    try {
      int threads = Integer.parseInt(value);
      if (threads > 0) {
        return threads;
      }
    } catch (NumberFormatException e) {
      // Told below, with what is wrong otherwise.
    }
    throw YoreException.of(
            ErrorCode.INVALID_PARAMETER_VALUE, "Parallelism is a number of threads from 1 on")
        .with("found", value);
  }

  private String shown(String name) {
    SessionSettings settings = session.settings();
    return switch (name) {
      case "timezone", "time zone" -> settings.zone().toString();
      case "schema", "search_path" -> settings.schema();
      case "application_name" -> settings.txAttributes().getOrDefault("ApplicationName", "");
      case "statement_timeout" -> Long.toString(settings.limits().timeoutMillis());
      case "parallelism" -> Integer.toString(Execution.threads(settings.limits().parallelism()));
      case "as of", "as_of", "asof" -> String.valueOf(settings.asOf());
      case "transaction_isolation", "transaction isolation level" -> "serializable";
      case "server_version" -> "0.1.0";
      default -> {
        List<String> known = new ArrayList<>(KNOWN);
        known.add("transaction_isolation");
        known.add("as_of");
        throw YoreException.of(ErrorCode.UNDEFINED_OBJECT, "There is no such setting")
            .with("setting", name)
            .with("settings", known);
      }
    };
  }

  @Override
  public long[] executeBatch(List<@Nullable Object[]> rows, ExecutionOptions options) {
    throw YoreException.of(
        ErrorCode.INVALID_STATE, "A statement about the session cannot be executed as a batch");
  }
}
