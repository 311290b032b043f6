package dev.yore.transactor;

import dev.yore.engine.db.Db;
import dev.yore.engine.log.LoggedTx;
import dev.yore.storage.datom.Run;
import dev.yore.storage.error.YoreException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A decision that waits to become durable.
 *
 * @param tx what is to be written; null for a decision to change nothing
 * @param dbAfter the database it leads to
 * @param acknowledge completes the caller's future
 */
record Decided(
    @Nullable LoggedTx tx, Db dbAfter, CompletableFuture<?> future, Runnable acknowledge) {

  /** About how many bytes its log entry has before compression. */
  long bytes() {
    long sum = 64;
    if (tx != null) {
      for (Run run : tx.events()) {
        sum += run.values()[0].bytes() + 9L * run.size() + 8;
      }
    }
    return sum;
  }

  /** Refuses it with an error of its own, for an exception belongs to one thread. */
  void refuse(YoreException reason) {
    YoreException own = YoreException.of(reason.code(), reason.text()).at(reason.position());
    reason.facts().forEach(own::with);
    future.completeExceptionally(own.causedBy(reason));
  }
}
