package dev.yore.engine.log;

import dev.yore.storage.datom.Run;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One transaction in a log entry.
 *
 * @param instant commit time in microseconds
 * @param token what the client called the commit, to ask for its outcome by; or null
 * @param events its datoms as events of {@code t}: runs in AEVT order, each of one attribute
 */
public record LoggedTx(long t, long instant, @Nullable UUID token, List<Run> events) {
  public LoggedTx {
    events = List.copyOf(events);
  }
}
