package dev.yore.engine.exec;

import dev.yore.engine.db.Db;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one execution of a query knows.
 *
 * @param databases the inputs, by the number that patterns' sources have
 * @param parameters boxed values of the types that the plan expects
 * @param now the statement's current time
 * @param zone the session's time zone
 * @param cancelled set by whoever wants the execution to stop
 * @param deadlineNanos {@link System#nanoTime()} after which it must stop, 0 for never
 * @param memoryLimit bytes that its operators may hold together
 * @param execution what all operators of the execution share
 * @param scope the rows and working tables around the operator, or null
 */
public record ExecutionContext(
    List<Db> databases,
    @Nullable Object[] parameters,
    Instant now,
    ZoneId zone,
    AtomicBoolean cancelled,
    long deadlineNanos,
    long memoryLimit,
    Execution execution,
    @Nullable Scope scope) {

  public ExecutionContext(
      List<Db> databases,
      @Nullable Object[] parameters,
      Instant now,
      ZoneId zone,
      AtomicBoolean cancelled,
      long deadlineNanos,
      long memoryLimit) {
    this(
        databases,
        parameters,
        now,
        zone,
        cancelled,
        deadlineNanos,
        memoryLimit,
        new Execution(new MemoryAccount(memoryLimit)),
        null);
  }

  /** The same execution inside of another scope. */
  public ExecutionContext within(Scope inner) {
    return new ExecutionContext(
        databases, parameters, now, zone, cancelled, deadlineNanos, memoryLimit, execution, inner);
  }

  /** How many threads may work for the execution at a time. */
  public int parallelism() {
    return execution.parallelism();
  }

  /** Runs an operator; closing its cursor lets go of all that the execution holds. */
  public BatchCursor run(Operator operator) {
    try {
      return new Running(operator.open(this), execution);
    } catch (RuntimeException | Error e) {
      execution.close();
      throw e;
    }
  }

  /** The cursor, closing which lets go of all that the execution holds. */
  BatchCursor owning(Supplier<BatchCursor> start) {
    try {
      return new Running(start.get(), execution);
    } catch (RuntimeException | Error e) {
      execution.close();
      throw e;
    }
  }

  private record Running(BatchCursor cursor, Execution execution) implements BatchCursor {
    @Override
    public @Nullable Batch next() {
      return cursor.next();
    }

    @Override
    public void close() {
      try {
        cursor.close();
      } finally {
        execution.close();
      }
    }
  }

  public MemoryAccount memory() {
    return execution.memory();
  }

  /** Fails when the execution has been cancelled or its time is over. */
  public void check() {
    check(cancelled, deadlineNanos);
  }

  /** Fails when the flag is set or {@link System#nanoTime()} has passed the deadline, if any. */
  public static void check(AtomicBoolean cancelled, long deadlineNanos) {
    if (cancelled.get()) {
      throw YoreException.of(ErrorCode.CANCELLED, "The query was cancelled");
    }
    if (deadlineNanos != 0 && System.nanoTime() - deadlineNanos > 0) {
      throw YoreException.of(
          ErrorCode.CANCELLED, "The query took longer than its timeout and was stopped");
    }
  }
}
