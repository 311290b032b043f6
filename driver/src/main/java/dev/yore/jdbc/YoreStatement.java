package dev.yore.jdbc;

import dev.yore.jdbc.error.SqlErrors;
import dev.yore.sql.session.PreparedSql;
import dev.yore.sql.session.PreparedSql.ColumnMeta;
import dev.yore.sql.session.PreparedSql.ExecutionOptions;
import dev.yore.sql.session.SqlResult;
import dev.yore.sql.session.SqlSession;
import dev.yore.sql.session.SqlSession.StatementText;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Executes text: one statement, or several whose results {@link #getMoreResults()} goes through.
 * Only {@link #cancel()} may be called from another thread.
 */
class YoreStatement implements Statement {
  private static final @Nullable Object[] NO_PARAMETERS = new Object[0];

  final JdbcConnection connection;
  private final boolean scrollable;

  /** Results that the caller has not come to yet. */
  private final ArrayDeque<SqlResult> pending = new ArrayDeque<>();

  private final List<YoreResultSet> kept = new ArrayList<>();
  private final List<String> batch = new ArrayList<>();
  private @Nullable YoreResultSet result;
  private @Nullable ResultColumns columns;
  private long updateCount = -1;
  private long maxRows;
  private int fetchSize;
  private int timeoutSeconds;
  private boolean poolable;
  private boolean closeOnCompletion;
  private @Nullable SQLWarning warnings;
  private volatile boolean closed;
  private volatile AtomicBoolean cancelled = new AtomicBoolean();

  YoreStatement(JdbcConnection connection, boolean scrollable) {
    this.connection = connection;
    this.scrollable = scrollable;
  }

  // Executing.

  @Override
  public ResultSet executeQuery(String sql) throws SQLException {
    return SqlErrors.get(() -> {
      executeText(sql, Expect.ROWS);
      return requiredResult();
    });
  }

  @Override
  public int executeUpdate(String sql) throws SQLException {
    return clamped(executeLargeUpdate(sql));
  }

  @Override
  public long executeLargeUpdate(String sql) throws SQLException {
    return SqlErrors.get(() -> {
      executeText(sql, Expect.COUNT);
      return Math.max(updateCount, 0);
    });
  }

  @Override
  public boolean execute(String sql) throws SQLException {
    return SqlErrors.get(() -> {
      executeText(sql, Expect.ANYTHING);
      return result != null;
    });
  }

  /** What the caller can take. */
  enum Expect {
    ROWS,
    COUNT,
    ANYTHING;

    void check(PreparedSql prepared) {
      if (this == ROWS && !prepared.returnsRows()) {
        throw YoreException.of(
            ErrorCode.WRONG_OBJECT_TYPE,
            "executeQuery is for statements that return rows; use execute or executeUpdate");
      }
      if (this == COUNT && prepared.returnsRows()) {
        throw YoreException.of(
            ErrorCode.WRONG_OBJECT_TYPE,
            "executeUpdate is for statements that return no rows; use execute or executeQuery");
      }
    }
  }

  private void executeText(String sql, Expect expect) throws SQLException {
    checkOpen();
    if (sql == null) {
      throw YoreException.of(ErrorCode.SYNTAX_ERROR, "The text of the statement is null");
    }
    begin();
    List<SqlResult> results =
        connection.call(session -> {
          List<SqlResult> all = new ArrayList<>();
          try {
            for (StatementText text : session.split(sql)) {
              all.add(executeOne(session, text, sql, expect));
            }
          } catch (RuntimeException | Error e) {
            all.forEach(YoreStatement::discard);
            throw e;
          }
          return all;
        });
    pending.addAll(results);
    if (pending.isEmpty()) {
      updateCount = 0;
    } else {
      take(pending.removeFirst());
    }
  }

  private SqlResult executeOne(
      SqlSession session, StatementText text, String script, Expect expect) {
    try {
      PreparedSql prepared = session.prepare(text.sql());
      expect.check(prepared);
      if (!prepared.parameters().isEmpty()) {
        throw YoreException.of(
            ErrorCode.UNDEFINED_PARAMETER,
            "The statement has parameters; use prepareStatement and give them values");
      }
      return prepared.execute(NO_PARAMETERS, options());
    } catch (YoreException e) {
      throw ScriptPositions.inScript(e, script, text.offset());
    }
  }

  /** Forgets the last execution's results and makes a new flag for cancelling. */
  final void begin() throws SQLException {
    closeResults();
    warnings = null;
    cancelled = new AtomicBoolean();
  }

  final ExecutionOptions options() {
    return new ExecutionOptions(maxRows, timeoutSeconds * 1000L, cancelled);
  }

  /** Makes a result the current one. */
  final void take(SqlResult next) {
    switch (next) {
      case SqlResult.Rows rows -> {
        result = resultSet(rows);
        updateCount = -1;
      }
      case SqlResult.Count count -> {
        result = null;
        updateCount = count.rows();
        count.warnings().forEach(this::warn);
      }
    }
  }

  private YoreResultSet resultSet(SqlResult.Rows rows) {
    List<ColumnMeta> metas = rows.columns();
    ResultColumns known = columns;
    if (known == null || known.metas() != metas) {
      known = new ResultColumns(metas);
      columns = known;
    }
    RowCursor cursor = scrollable ? new ScrollingCursor(rows) : new StreamingCursor(rows);
    return new YoreResultSet(this, cursor, known, connection.zone());
  }

  final ResultSet requiredResult() {
    YoreResultSet rows = result;
    if (rows == null) {
      throw YoreException.of(ErrorCode.WRONG_OBJECT_TYPE, "The statement has returned no rows");
    }
    return rows;
  }

  final boolean hasResult() {
    return result != null;
  }

  final long largeCount() {
    return Math.max(updateCount, 0);
  }

  final void warn(String text) {
    SQLWarning warning = new SQLWarning(text, "01000");
    if (warnings == null) {
      warnings = warning;
    } else {
      warnings.setNextWarning(warning);
    }
  }

  static int clamped(long count) {
    return (int) Math.min(count, Integer.MAX_VALUE);
  }

  private static void discard(SqlResult unread) {
    if (unread instanceof SqlResult.Rows rows) {
      rows.close();
    }
  }

  // Results.

  @Override
  public @Nullable ResultSet getResultSet() throws SQLException {
    SqlErrors.run(this::checkOpen);
    return result;
  }

  @Override
  public int getUpdateCount() throws SQLException {
    return clamped(getLargeUpdateCount());
  }

  @Override
  public long getLargeUpdateCount() throws SQLException {
    return whenOpen(() -> updateCount);
  }

  @Override
  public boolean getMoreResults() throws SQLException {
    return getMoreResults(CLOSE_CURRENT_RESULT);
  }

  @Override
  public boolean getMoreResults(int current) throws SQLException {
    return whenOpen(() -> {
      switch (current) {
        case CLOSE_CURRENT_RESULT -> closeCurrent();
        case KEEP_CURRENT_RESULT -> keepCurrent();
        case CLOSE_ALL_RESULTS -> {
          closeCurrent();
          closeKept();
        }
        default -> throw notAllowed("what to do with the current result", current);
      }
      if (pending.isEmpty()) {
        updateCount = -1;
        return false;
      }
      take(pending.removeFirst());
      return result != null;
    });
  }

  private void keepCurrent() {
    YoreResultSet current = result;
    if (current != null) {
      kept.add(current);
      result = null;
    }
  }

  private void closeCurrent() throws SQLException {
    YoreResultSet current = result;
    result = null;
    if (current != null) {
      current.close();
    }
  }

  private void closeKept() throws SQLException {
    List<YoreResultSet> all = List.copyOf(kept);
    kept.clear();
    for (YoreResultSet one : all) {
      one.close();
    }
  }

  final void closeResults() throws SQLException {
    boolean completes = closeOnCompletion;
    closeOnCompletion = false;
    closeCurrent();
    closeKept();
    pending.forEach(YoreStatement::discard);
    pending.clear();
    updateCount = -1;
    closeOnCompletion = completes;
  }

  /** Called by a result set that was closed. */
  void resultClosed(YoreResultSet rows) throws SQLException {
    kept.remove(rows);
    if (closeOnCompletion && kept.isEmpty() && pending.isEmpty() && !closed) {
      close();
    }
  }

  /** There are none yet: keys are given by the program, or asked for by RETURNING. */
  @Override
  public ResultSet getGeneratedKeys() throws SQLException {
    return whenOpen(() -> connection.emptyResult());
  }

  // Batches.

  @Override
  public void addBatch(String sql) throws SQLException {
    SqlErrors.run(() -> {
      checkOpen();
      if (sql == null) {
        throw YoreException.of(ErrorCode.SYNTAX_ERROR, "The text of the statement is null");
      }
      batch.add(sql);
    });
  }

  @Override
  public void clearBatch() throws SQLException {
    SqlErrors.run(() -> {
      checkOpen();
      batch.clear();
    });
  }

  @Override
  public int[] executeBatch() throws SQLException {
    return Arrays.stream(executeLargeBatch()).mapToInt(YoreStatement::clamped).toArray();
  }

  @Override
  public long[] executeLargeBatch() throws SQLException {
    SqlErrors.run(this::checkOpen);
    List<String> texts = List.copyOf(batch);
    batch.clear();
    long[] counts = new long[texts.size()];
    for (int i = 0; i < counts.length; i++) {
      try {
        counts[i] = executeLargeUpdate(texts.get(i));
      } catch (SQLException e) {
        throw batchFailed(e, Arrays.copyOf(counts, i));
      }
    }
    closeResults();
    return counts;
  }

  static BatchUpdateException batchFailed(SQLException e, long[] counts) {
    return new BatchUpdateException(e.getMessage(), e.getSQLState(), e.getErrorCode(), counts, e);
  }

  // Generated keys are not a matter of how a statement is executed.

  @Override
  public int executeUpdate(String sql, int autoGeneratedKeys) throws SQLException {
    return executeUpdate(sql);
  }

  @Override
  public int executeUpdate(String sql, int[] columnIndexes) throws SQLException {
    return executeUpdate(sql);
  }

  @Override
  public int executeUpdate(String sql, String[] columnNames) throws SQLException {
    return executeUpdate(sql);
  }

  @Override
  public long executeLargeUpdate(String sql, int autoGeneratedKeys) throws SQLException {
    return executeLargeUpdate(sql);
  }

  @Override
  public long executeLargeUpdate(String sql, int[] columnIndexes) throws SQLException {
    return executeLargeUpdate(sql);
  }

  @Override
  public long executeLargeUpdate(String sql, String[] columnNames) throws SQLException {
    return executeLargeUpdate(sql);
  }

  @Override
  public boolean execute(String sql, int autoGeneratedKeys) throws SQLException {
    return execute(sql);
  }

  @Override
  public boolean execute(String sql, int[] columnIndexes) throws SQLException {
    return execute(sql);
  }

  @Override
  public boolean execute(String sql, String[] columnNames) throws SQLException {
    return execute(sql);
  }

  // Life.

  @Override
  public void cancel() throws SQLException {
    SqlErrors.run(this::checkOpen);
    stop();
  }

  /** Makes the running execution stop at its next batch. */
  final void stop() {
    cancelled.set(true);
  }

  @Override
  public void close() throws SQLException {
    if (!closed) {
      closed = true;
      closeOnCompletion = false;
      connection.forget(this);
      closeResults();
    }
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  final void checkOpen() {
    if (closed) {
      throw YoreException.of(ErrorCode.INVALID_CURSOR_STATE, "The statement is closed");
    }
  }

  final <T> T whenOpen(SqlErrors.Call<T> call) throws SQLException {
    return SqlErrors.get(() -> {
      checkOpen();
      return call.call();
    });
  }

  // Settings.

  static void checkNotNegative(String what, long value) {
    if (value < 0) {
      throw notAllowed(what, value);
    }
  }

  static void checkFetchDirection(int direction) {
    if (direction != ResultSet.FETCH_FORWARD
        && direction != ResultSet.FETCH_REVERSE
        && direction != ResultSet.FETCH_UNKNOWN) {
      throw notAllowed("fetch direction", direction);
    }
  }

  static YoreException notAllowed(String what, Object value) {
    return YoreException.of(
            ErrorCode.INVALID_PARAMETER_VALUE, "The argument has a value that is not allowed")
        .with("argument", what)
        .with("value", value);
  }

  @Override
  public void setMaxRows(int rows) throws SQLException {
    setLargeMaxRows(rows);
  }

  @Override
  public void setLargeMaxRows(long rows) throws SQLException {
    SqlErrors.run(() -> {
      checkOpen();
      checkNotNegative("most rows", rows);
      maxRows = rows;
    });
  }

  @Override
  public int getMaxRows() throws SQLException {
    return clamped(getLargeMaxRows());
  }

  @Override
  public long getLargeMaxRows() throws SQLException {
    return whenOpen(() -> maxRows);
  }

  @Override
  public void setQueryTimeout(int seconds) throws SQLException {
    SqlErrors.run(() -> {
      checkOpen();
      checkNotNegative("query timeout", seconds);
      timeoutSeconds = seconds;
    });
  }

  @Override
  public int getQueryTimeout() throws SQLException {
    return whenOpen(() -> timeoutSeconds);
  }

  /** Kept and told; batches have the size that the executor gives them. */
  @Override
  public void setFetchSize(int rows) throws SQLException {
    SqlErrors.run(() -> {
      checkOpen();
      checkNotNegative("fetch size", rows);
      fetchSize = rows;
    });
  }

  @Override
  public int getFetchSize() throws SQLException {
    return whenOpen(() -> fetchSize);
  }

  @Override
  public void setFetchDirection(int direction) throws SQLException {
    SqlErrors.run(() -> {
      checkOpen();
      checkFetchDirection(direction);
    });
  }

  @Override
  public int getFetchDirection() throws SQLException {
    return whenOpen(() -> ResultSet.FETCH_FORWARD);
  }

  @Override
  public void setMaxFieldSize(int bytes) throws SQLException {
    SqlErrors.run(() -> {
      checkOpen();
      checkNotNegative("most bytes", bytes);
      if (bytes > 0) {
        throw SqlErrors.unsupported("setMaxFieldSize with a limit");
      }
    });
  }

  @Override
  public int getMaxFieldSize() throws SQLException {
    return whenOpen(() -> 0);
  }

  /** Escapes are part of the grammar, so that switching them off changes nothing. */
  @Override
  public void setEscapeProcessing(boolean enable) throws SQLException {
    SqlErrors.run(this::checkOpen);
  }

  @Override
  public void setCursorName(String name) throws SQLException {
    throw SqlErrors.unsupported("setCursorName");
  }

  @Override
  public @Nullable SQLWarning getWarnings() throws SQLException {
    SqlErrors.run(this::checkOpen);
    return warnings;
  }

  @Override
  public void clearWarnings() throws SQLException {
    SqlErrors.run(() -> {
      checkOpen();
      warnings = null;
    });
  }

  @Override
  public int getResultSetType() throws SQLException {
    return whenOpen(
        () -> scrollable ? ResultSet.TYPE_SCROLL_INSENSITIVE : ResultSet.TYPE_FORWARD_ONLY);
  }

  @Override
  public int getResultSetConcurrency() throws SQLException {
    return whenOpen(() -> ResultSet.CONCUR_READ_ONLY);
  }

  @Override
  public int getResultSetHoldability() throws SQLException {
    return whenOpen(() -> ResultSet.HOLD_CURSORS_OVER_COMMIT);
  }

  @Override
  public Connection getConnection() throws SQLException {
    return whenOpen(() -> connection);
  }

  @Override
  public void setPoolable(boolean wanted) throws SQLException {
    SqlErrors.run(() -> {
      checkOpen();
      poolable = wanted;
    });
  }

  @Override
  public boolean isPoolable() throws SQLException {
    return whenOpen(() -> poolable);
  }

  @Override
  public void closeOnCompletion() throws SQLException {
    SqlErrors.run(() -> {
      checkOpen();
      closeOnCompletion = true;
    });
  }

  @Override
  public boolean isCloseOnCompletion() throws SQLException {
    return whenOpen(() -> closeOnCompletion);
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
