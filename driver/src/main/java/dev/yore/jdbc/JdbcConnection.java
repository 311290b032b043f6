package dev.yore.jdbc;

import dev.yore.jdbc.base.RefusedConnectionCalls;
import dev.yore.jdbc.config.ConnectionOptions;
import dev.yore.jdbc.config.ConnectionProperty;
import dev.yore.jdbc.error.SqlErrors;
import dev.yore.jdbc.metadata.Listing;
import dev.yore.sql.session.PreparedSql;
import dev.yore.sql.session.SessionSettings;
import dev.yore.sql.session.SqlSession;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.sql.ClientInfoStatus;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A session as JDBC sees it. Threads may share it: they take turns at the session. Closing and
 * aborting stop what runs in another thread first.
 */
final class JdbcConnection implements RefusedConnectionCalls, YoreConnection {
  private static final String WARNING = "01000";
  private static final String OWN_INFO_PREFIX = "yore.tx.";

  private final ConnectionOptions options;
  private final SqlSession session;
  private final AutoCloseable database;
  private final ReentrantLock turn = new ReentrantLock();
  private final Set<YoreStatement> statements = Collections.newSetFromMap(new WeakHashMap<>());
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile ZoneId zone;
  private int isolation = TRANSACTION_SERIALIZABLE;
  private int savepoints;
  private int networkTimeout;
  private @Nullable SQLWarning warnings;
  private boolean toldOfTrouble;

  /**
   * @param database let go of when the connection closes
   */
  JdbcConnection(ConnectionOptions options, SqlSession session, AutoCloseable database) {
    this.options = options;
    this.session = session;
    this.database = database;
    this.zone = session.settings().zone();
  }

  // The session.

  /** Does something with the session. */
  interface SessionCall<T> {
    T with(SqlSession session) throws SQLException;
  }

  /** Does something with the session when no other thread does. */
  <T> T call(SessionCall<T> call) throws SQLException {
    turn.lock();
    try {
      checkOpen();
      return call.with(session);
    } catch (RuntimeException | Error e) {
      throw SqlErrors.of(e);
    } finally {
      turn.unlock();
    }
  }

  private interface SessionAction {
    void with(SqlSession session) throws SQLException;
  }

  private void run(SessionAction action) throws SQLException {
    SqlErrors.get(() ->
        this.<Boolean>call(open -> {
          action.with(open);
          return true;
        }));
  }

  private void checkOpen() {
    if (closed.get()) {
      throw YoreException.of(ErrorCode.CLOSED, "The connection is closed");
    }
  }

  ZoneId zone() {
    return zone;
  }

  ConnectionOptions options() {
    return options;
  }

  /** A result without columns and rows. */
  ResultSet emptyResult() {
    return listed(Listing.columns().build());
  }

  /** A listing as a result that stands for itself. */
  ResultSet listed(Listing listing) {
    return new YoreResultSet(
        null, new ScrollingCursor(listing.rows()), new ResultColumns(listing.columnMetas()), zone);
  }

  // Statements.

  @Override
  public Statement createStatement() throws SQLException {
    return createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
  }

  @Override
  public Statement createStatement(int type, int concurrency) throws SQLException {
    return SqlErrors.get(() -> {
      checkOpen();
      return opened(new YoreStatement(this, scrollable(type)), type, concurrency);
    });
  }

  @Override
  public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
    checkHoldability(holdability);
    return createStatement(type, concurrency);
  }

  @Override
  public PreparedStatement prepareStatement(String sql) throws SQLException {
    return prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int type, int concurrency)
      throws SQLException {
    return SqlErrors.get(() -> {
      checkOpen();
      boolean scrollable = scrollable(type);
      if (sql == null) {
        throw YoreException.of(ErrorCode.SYNTAX_ERROR, "The text of the statement is null");
      }
      PreparedSql prepared = call(open -> open.prepare(sql));
      return opened(new YorePreparedStatement(this, scrollable, prepared), type, concurrency);
    });
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
      throws SQLException {
    checkHoldability(holdability);
    return prepareStatement(sql, type, concurrency);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int autoGeneratedKeys) throws SQLException {
    return prepareStatement(sql);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int[] columnIndexes) throws SQLException {
    return prepareStatement(sql);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, String[] columnNames) throws SQLException {
    return prepareStatement(sql);
  }

  private static boolean scrollable(int type) {
    return switch (type) {
      case ResultSet.TYPE_FORWARD_ONLY -> false;
      case ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.TYPE_SCROLL_SENSITIVE -> true;
      default -> throw YoreStatement.notAllowed("result set type", type);
    };
  }

  private <S extends YoreStatement> S opened(S statement, int type, int concurrency) {
    if (concurrency != ResultSet.CONCUR_READ_ONLY && concurrency != ResultSet.CONCUR_UPDATABLE) {
      throw YoreStatement.notAllowed("concurrency", concurrency);
    }
    if (type == ResultSet.TYPE_SCROLL_SENSITIVE) {
      statement.warn("Results are insensitive to changes made after the statement was executed");
    }
    if (concurrency == ResultSet.CONCUR_UPDATABLE) {
      statement.warn("Results are read-only; change rows by statements");
    }
    synchronized (statements) {
      statements.add(statement);
    }
    return statement;
  }

  void forget(YoreStatement statement) {
    synchronized (statements) {
      statements.remove(statement);
    }
  }

  private List<YoreStatement> openStatements() {
    synchronized (statements) {
      return new ArrayList<>(statements);
    }
  }

  @Override
  public String nativeSQL(String sql) throws SQLException {
    return SqlErrors.get(() -> {
      checkOpen();
      return sql;
    });
  }

  // Transactions.

  @Override
  public void setAutoCommit(boolean on) throws SQLException {
    run(open -> open.setAutoCommit(on));
  }

  @Override
  public boolean getAutoCommit() throws SQLException {
    return call(SqlSession::autoCommit);
  }

  @Override
  public void commit() throws SQLException {
    run(open -> {
      checkManual(open);
      open.commit();
    });
  }

  @Override
  public void rollback() throws SQLException {
    run(open -> {
      checkManual(open);
      open.rollback();
    });
  }

  private static void checkManual(SqlSession open) {
    if (open.autoCommit() && !open.inTransaction()) {
      throw YoreException.of(
          ErrorCode.NO_ACTIVE_TRANSACTION,
          "Each statement commits by itself; call setAutoCommit(false) to begin transactions");
    }
  }

  /** A savepoint; the session knows it by {@link #key}. */
  private record NamedSavepoint(int id, @Nullable String name) implements Savepoint {
    String key() {
      return name == null ? "jdbc savepoint " + id : name;
    }

    @Override
    public int getSavepointId() throws SQLException {
      if (name != null) {
        throw new SQLException("A savepoint with a name has no number", "3B001");
      }
      return id;
    }

    @Override
    public String getSavepointName() throws SQLException {
      if (name == null) {
        throw new SQLException("The savepoint has no name", "3B001");
      }
      return name;
    }
  }

  @Override
  public Savepoint setSavepoint() throws SQLException {
    return savepoint(null);
  }

  @Override
  public Savepoint setSavepoint(String name) throws SQLException {
    return savepoint(name);
  }

  private Savepoint savepoint(@Nullable String name) throws SQLException {
    return call(open -> {
      checkManual(open);
      NamedSavepoint made = new NamedSavepoint(++savepoints, name);
      open.savepoint(made.key());
      return made;
    });
  }

  @Override
  public void rollback(Savepoint savepoint) throws SQLException {
    run(open -> open.rollbackTo(key(savepoint)));
  }

  @Override
  public void releaseSavepoint(Savepoint savepoint) throws SQLException {
    run(open -> open.release(key(savepoint)));
  }

  private static String key(Savepoint savepoint) {
    if (savepoint instanceof NamedSavepoint ours) {
      return ours.key();
    }
    throw YoreException.of(
        ErrorCode.INVALID_SAVEPOINT, "The savepoint was not made by a connection of this driver");
  }

  /** All levels are accepted and give what SERIALIZABLE gives. */
  @Override
  public void setTransactionIsolation(int level) throws SQLException {
    run(open -> {
      if (level != TRANSACTION_READ_UNCOMMITTED
          && level != TRANSACTION_READ_COMMITTED
          && level != TRANSACTION_REPEATABLE_READ
          && level != TRANSACTION_SERIALIZABLE) {
        throw YoreStatement.notAllowed("isolation level", level);
      }
      isolation = level;
    });
  }

  @Override
  public int getTransactionIsolation() throws SQLException {
    return call(open -> isolation);
  }

  // Settings.

  /** A connection to the past stays read-only. */
  @Override
  public void setReadOnly(boolean readOnly) throws SQLException {
    run(open -> {
      SessionSettings old = open.settings();
      boolean now = readOnly || old.asOf() != null;
      open.settings(old.withReadOnly(now));
    });
  }

  @Override
  public boolean isReadOnly() throws SQLException {
    return call(open -> open.settings().readOnly() || open.settings().asOf() != null);
  }

  @Override
  public void setSchema(String schema) throws SQLException {
    run(open -> {
      if (schema == null || schema.isBlank()) {
        throw YoreStatement.notAllowed("schema", String.valueOf(schema));
      }
      open.settings(open.settings().withSchema(schema));
    });
  }

  @Override
  public String getSchema() throws SQLException {
    return call(open -> open.settings().schema());
  }

  /** There are no catalogs; any name is accepted and means nothing. */
  @Override
  public void setCatalog(@Nullable String catalog) throws SQLException {
    run(open -> {});
  }

  @Override
  public @Nullable String getCatalog() throws SQLException {
    run(open -> {});
    return null;
  }

  @Override
  public void setClientInfo(String name, @Nullable String value) throws SQLClientInfoException {
    try {
      run(open -> {
        String key = infoKey(name);
        if (key == null) {
          throw YoreStatement.notAllowed("client info", String.valueOf(name));
        }
        SessionSettings old = open.settings();
        Map<String, String> info = new LinkedHashMap<>(old.txAttributes());
        if (value == null) {
          info.remove(key);
        } else {
          info.put(key, value);
        }
        open.settings(old.withTxAttributes(info));
      });
    } catch (SQLException e) {
      Map<String, ClientInfoStatus> failed =
          Map.of(String.valueOf(name), ClientInfoStatus.REASON_UNKNOWN_PROPERTY);
      throw new SQLClientInfoException(e.getMessage(), e.getSQLState(), failed, e);
    }
  }

  private static @Nullable String infoKey(@Nullable String name) {
    if (name == null) {
      return null;
    }
    ConnectionProperty property = ConnectionProperty.named(name);
    if (property != null && property.isClientInfo()) {
      return property.key();
    }
    return name.startsWith(OWN_INFO_PREFIX) && name.length() > OWN_INFO_PREFIX.length()
        ? name
        : null;
  }

  @Override
  public void setClientInfo(Properties properties) throws SQLClientInfoException {
    if (properties == null) {
      throw new SQLClientInfoException("The properties are null", Map.of());
    }
    for (ConnectionProperty property : ConnectionProperty.values()) {
      if (property.isClientInfo() && !properties.containsKey(property.key())) {
        setClientInfo(property.key(), null);
      }
    }
    for (String name : properties.stringPropertyNames()) {
      setClientInfo(name, properties.getProperty(name));
    }
  }

  @Override
  public @Nullable String getClientInfo(String name) throws SQLException {
    return this.<Map<String, String>>call(open -> open.settings().txAttributes())
        .get(String.valueOf(infoKey(name)));
  }

  @Override
  public Properties getClientInfo() throws SQLException {
    Properties properties = new Properties();
    properties.putAll(call(open -> open.settings().txAttributes()));
    return properties;
  }

  @Override
  public void setHoldability(int holdability) throws SQLException {
    run(open -> {
      checkHoldability(holdability);
      if (holdability == ResultSet.CLOSE_CURSORS_AT_COMMIT) {
        throw SqlErrors.unsupported("setHoldability with CLOSE_CURSORS_AT_COMMIT");
      }
    });
  }

  private static void checkHoldability(int holdability) throws SQLException {
    if (holdability != ResultSet.HOLD_CURSORS_OVER_COMMIT
        && holdability != ResultSet.CLOSE_CURSORS_AT_COMMIT) {
      throw SqlErrors.of(YoreStatement.notAllowed("holdability", holdability));
    }
  }

  @Override
  public int getHoldability() throws SQLException {
    return call(open -> ResultSet.HOLD_CURSORS_OVER_COMMIT);
  }

  /** Kept and told; there is no network between an embedded database and its program. */
  @Override
  public void setNetworkTimeout(@Nullable Executor executor, int milliseconds) throws SQLException {
    run(open -> {
      YoreStatement.checkNotNegative("network timeout", milliseconds);
      networkTimeout = milliseconds;
    });
  }

  @Override
  public int getNetworkTimeout() throws SQLException {
    return call(open -> networkTimeout);
  }

  @Override
  public Map<String, Class<?>> getTypeMap() throws SQLException {
    return call(open -> new LinkedHashMap<>());
  }

  @Override
  public void setTypeMap(Map<String, Class<?>> map) throws SQLException {
    run(open -> {
      if (map == null || !map.isEmpty()) {
        throw SqlErrors.unsupported("setTypeMap");
      }
    });
  }

  @Override
  public @Nullable SQLWarning getWarnings() throws SQLException {
    run(open -> warnOfTrouble(open.trouble()));
    return warnings;
  }

  /** Tells once, each time that it begins, that what others write may be seen late. */
  private void warnOfTrouble(@Nullable YoreException trouble) {
    if (trouble != null && !toldOfTrouble) {
      SQLWarning warning =
          new SQLWarning(
              "New transactions are looked for in the storage, for no transactor tells of them: "
                  + trouble.getMessage(),
              WARNING);
      if (warnings == null) {
        warnings = warning;
      } else {
        warnings.setNextWarning(warning);
      }
    }
    toldOfTrouble = trouble != null;
  }

  @Override
  public void clearWarnings() throws SQLException {
    run(open -> warnings = null);
  }

  @Override
  public DatabaseMetaData getMetaData() throws SQLException {
    return call(open -> new YoreDatabaseMetaData(this));
  }

  @Override
  public long basisT() throws SQLException {
    return call(SqlSession::basisT);
  }

  @Override
  public void sync(long t, Duration atMost) throws SQLException {
    // Other threads may use the connection meanwhile.
    run(open -> {});
    try {
      session.sync(t, atMost);
    } catch (YoreException late) {
      throw SqlErrors.of(late);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SqlErrors.of(
          YoreException.of(ErrorCode.CANCELLED, "The thread was interrupted while it waited"));
    }
  }

  // Life.

  @Override
  public boolean isValid(int timeoutSeconds) throws SQLException {
    if (timeoutSeconds < 0) {
      throw SqlErrors.of(YoreStatement.notAllowed("timeout", timeoutSeconds));
    }
    try {
      run(SqlSession::basisT);
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public boolean isClosed() {
    return closed.get();
  }

  @Override
  public void close() throws SQLException {
    if (closed.compareAndSet(false, true)) {
      openStatements().forEach(YoreStatement::stop);
      SqlErrors.run(this::letGo);
    }
  }

  private void letGo() throws SQLException {
    turn.lock();
    try {
      for (YoreStatement statement : openStatements()) {
        statement.close();
      }
    } finally {
      try {
        session.close();
      } finally {
        turn.unlock();
        closeDatabase();
      }
    }
  }

  private void closeDatabase() throws SQLException {
    try {
      database.close();
    } catch (SQLException e) {
      throw e;
    } catch (Exception e) {
      throw SqlErrors.of(e);
    }
  }

  @Override
  public void abort(Executor executor) throws SQLException {
    if (executor == null) {
      throw SqlErrors.of(YoreStatement.notAllowed("executor", "null"));
    }
    if (closed.compareAndSet(false, true)) {
      openStatements().forEach(YoreStatement::stop);
      SqlErrors.run(() ->
          executor.execute(() -> {
            try {
              SqlErrors.run(this::letGo);
            } catch (SQLException ignored) {
              // Nobody is there any more who could be told.
            }
          }));
    }
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
