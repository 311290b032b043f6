package dev.yore.engine.exec;

import dev.yore.engine.db.Db;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
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
 */
public record ExecutionContext(
    List<Db> databases,
    @Nullable Object[] parameters,
    Instant now,
    ZoneId zone,
    AtomicBoolean cancelled,
    long deadlineNanos,
    long memoryLimit) {}
