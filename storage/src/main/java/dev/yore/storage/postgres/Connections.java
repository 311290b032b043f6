package dev.yore.storage.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The connections to one PostgreSQL, and the patience with them: a call that a lost connection
 * ended is made again on another one, until its deadline.
 *
 * <p>A thread that is interrupted goes on as long as it need not wait for PostgreSQL to come back.
 */
final class Connections implements AutoCloseable {

  /** What making a call twice does. */
  enum Effect {
    /** Nothing: it only reads. */
    READ,
    /** The same as making it once, given that it knows of the first time. */
    REPEATABLE,
    /** Something else. */
    ONCE
  }

  /** A call on one connection. */
  interface Call<T> {
    /**
     * @param maybeDone whether an earlier try may have had its effect
     */
    T on(Connection connection, boolean maybeDone) throws SQLException;
  }

  /** The least that HikariCP waits is 250 ms; by as much a deadline may be passed. */
  private static final long POOL_WAIT_MILLIS = 250;

  private static final long FIRST_PAUSE_MILLIS = 10;
  private static final long LONGEST_PAUSE_MILLIS = 500;

  /** A server slower than 4 MB a second is not waited for. */
  private static final long BYTES_PER_MILLI = 4_000;

  /** What the buffers of sockets take, so that sending it does not wait for the other side. */
  private static final long BUFFERED_BYTES = 64 << 10;

  private static final int VALIDATION_SECONDS = 1;

  private final PostgresLocation location;
  private final PostgresOptions options;
  private final Connector connector;
  private final HikariDataSource pool;
  private final ScheduledThreadPoolExecutor watchdog;
  private volatile boolean closed;

  Connections(PostgresLocation location, PostgresOptions options) {
    this.location = location;
    this.options = options;
    this.connector = new Connector(location, options);
    this.pool = new HikariDataSource(configuration(connector, options));
    this.watchdog =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("yore-postgres-watchdog").factory());
    watchdog.setRemoveOnCancelPolicy(true);
  }

  /** Connections are made when they are asked for, and one is kept ready. */
  private static HikariConfig configuration(Connector connector, PostgresOptions options) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("yore-postgres");
    config.setDataSource(connector);
    config.setInitializationFailTimeout(-1);
    config.setMaximumPoolSize(options.connections());
    config.setMinimumIdle(1);
    config.setConnectionTimeout(POOL_WAIT_MILLIS);
    config.setValidationTimeout(POOL_WAIT_MILLIS);
    return config;
  }

  /** Makes a first call on a connection of its own, whose errors are those of the server. */
  void open(Call<?> call) {
    run(
        Deadline.after(options.connectTimeout()),
        ErrorCode.CANNOT_CONNECT,
        Effect.REPEATABLE,
        0,
        again -> connector.getConnection(),
        call);
  }

  <T> T read(Call<T> call) {
    return run(Effect.READ, 0, call);
  }

  /** Makes a call that carries so many bytes to the server. */
  <T> T run(Effect effect, long bytes, Call<T> call) {
    Deadline deadline = Deadline.after(options.deadline().plus(sending(bytes)));
    return run(
        deadline,
        ErrorCode.CONNECTION_FAILURE,
        effect,
        bytes,
        again -> again ? validated(deadline) : pool.getConnection(),
        call);
  }

  private interface Source {
    Connection connection(boolean again) throws SQLException;
  }

  private <T> T run(
      Deadline deadline, ErrorCode code, Effect effect, long bytes, Source source, Call<T> call) {
    long start = System.nanoTime();
    boolean maybeDone = false;
    for (int tries = 1; ; tries++) {
      checkOpen();
      SQLException failure;
      SqlStates.Meaning meaning;
      @Nullable Connection connection = null;
      try {
        connection = source.connection(tries > 1);
        return call(connection, deadline, bytes, maybeDone, call);
      } catch (SQLException e) {
        failure = e;
        meaning = meaning(connection, e);
      } finally {
        giveBack(connection);
      }
      checkOpen();
      maybeDone |= effect != Effect.READ && meaning == SqlStates.Meaning.UNKNOWN;
      boolean hopeless = meaning == SqlStates.Meaning.REFUSED;
      if (maybeDone && (hopeless || effect == Effect.ONCE || deadline.isOver())) {
        throw SqlStates.unknown(failure, location);
      }
      if (hopeless) {
        throw SqlStates.error(failure, location);
      }
      if (deadline.isOver()) {
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        throw SqlStates.unreachable(code, failure, location, millis);
      }
      pause(tries, deadline, maybeDone, failure);
    }
  }

  private <T> T call(
      Connection connection, Deadline deadline, long bytes, boolean maybeDone, Call<T> call)
      throws SQLException {
    Duration silence = options.answerTimeout().plus(sending(bytes));
    connection.setNetworkTimeout(Runnable::run, deadline.millisLeft(silence));
    @Nullable Future<?> watch = bytes <= BUFFERED_BYTES ? null : watch(connection, deadline);
    try {
      return call.on(connection, maybeDone);
    } finally {
      if (watch != null) {
        watch.cancel(false);
      }
    }
  }

  /** Sending has no time limit of its own: what stands still is cut off at the deadline. */
  private Future<?> watch(Connection connection, Deadline deadline) {
    return watchdog.schedule(
        () -> {
          connection.abort(Runnable::run);
          return null;
        },
        deadline.millisLeft(Duration.ofDays(1)),
        TimeUnit.MILLISECONDS);
  }

  private static Duration sending(long bytes) {
    return Duration.ofMillis(bytes / BYTES_PER_MILLI);
  }

  /** When one connection was lost the others of the pool may be so too. */
  private Connection validated(Deadline deadline) throws SQLException {
    while (true) {
      Connection connection = pool.getConnection();
      boolean valid = false;
      try {
        valid = connection.isValid(VALIDATION_SECONDS);
      } finally {
        if (!valid) {
          pool.evictConnection(connection);
          giveBack(connection);
        }
      }
      if (valid) {
        return connection;
      }
      if (deadline.isOver()) {
        throw new SQLException("No connection of the pool is alive", "08006");
      }
    }
  }

  /** Of several hosts another one may be the one that takes writes by now. */
  private SqlStates.Meaning meaning(@Nullable Connection connection, SQLException error) {
    if (connection == null) {
      return SqlStates.whenConnecting(error);
    }
    boolean readOnly = SqlStates.of(error).equals(SqlStates.READ_ONLY);
    if (readOnly) {
      pool.evictConnection(connection);
    }
    return readOnly && location.hasSeveralHosts()
        ? SqlStates.Meaning.AGAIN
        : SqlStates.whenRunning(error);
  }

  /** What goes wrong here says nothing about the call, which has its result or error. */
  private static void giveBack(@Nullable Connection connection) {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException ignored) {
        // The pool drops it.
      }
    }
  }

  private void pause(int tries, Deadline deadline, boolean maybeDone, SQLException failure) {
    long pause = FIRST_PAUSE_MILLIS << Math.min(tries - 1, 10);
    try {
      Thread.sleep(deadline.millisLeft(Duration.ofMillis(Math.min(pause, LONGEST_PAUSE_MILLIS))));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw maybeDone
          ? SqlStates.unknown(failure, location)
          : YoreException.of(
                  ErrorCode.CANCELLED, "Interrupted while waiting for PostgreSQL to come back")
              .with("postgresql", location)
              .causedBy(failure);
    }
  }

  private void checkOpen() {
    if (closed) {
      throw YoreException.of(ErrorCode.CLOSED, "The store is closed").with("postgresql", location);
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      watchdog.shutdownNow();
      pool.close();
    }
  }
}
