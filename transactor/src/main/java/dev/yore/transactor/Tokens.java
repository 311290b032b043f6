package dev.yore.transactor;

import dev.yore.engine.log.LoggedTx;
import dev.yore.engine.submit.Receipt;
import dev.yore.engine.tx.AppliedTx;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The outcomes of the newest commits by their tokens, so that a commit which is asked for twice
 * happens once. A refusal is no outcome: nothing has happened, and the same may be tried again.
 */
final class Tokens {
  /** Far more commits than happen between a lost connection and the question what became of it. */
  static final int KNOWN_MAX = 1 << 16;

  private final ReentrantLock lock = new ReentrantLock();

  /** Tells the commits of before this writer, until it has done so. */
  private @Nullable Consumer<Consumer<LoggedTx>> recall;

  private final Map<UUID, CompletableFuture<Receipt>> underWay = new HashMap<>();

  private final Map<UUID, Receipt> known =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Receipt> eldest) {
          return size() > KNOWN_MAX;
        }
      };

  /**
   * Has more commits be known.
   *
   * @param older tells whoever is handed to it commits before this writer; called once, when a
   *     token is asked for that is not known
   */
  void recallBy(Consumer<Consumer<LoggedTx>> older) {
    recall = older;
  }

  /** A commit that the log tells of. */
  void committed(LoggedTx tx) {
    UUID token = tx.token();
    if (token != null) {
      lock.lock();
      try {
        known.put(token, new Receipt(tx.t(), tx.instant(), Map.of()));
      } finally {
        lock.unlock();
      }
    }
  }

  /** What became of a commit, or null when there is none of this token. */
  @Nullable CompletableFuture<Receipt> find(UUID token) {
    lock.lock();
    try {
      Consumer<Consumer<LoggedTx>> older = recall;
      if (older != null && !known.containsKey(token)) {
        older.accept(this::committed);
        recall = null;
      }
      Receipt receipt = known.get(token);
      return receipt == null ? underWay.get(token) : CompletableFuture.completedFuture(receipt);
    } finally {
      lock.unlock();
    }
  }

  /** The outcome of the commit of this token, which is begun if it is not known. */
  CompletableFuture<Receipt> once(UUID token, Supplier<CompletableFuture<AppliedTx>> commit) {
    CompletableFuture<Receipt> outcome = new CompletableFuture<>();
    lock.lock();
    try {
      CompletableFuture<Receipt> before = find(token);
      if (before != null) {
        return before;
      }
      underWay.put(token, outcome);
    } finally {
      lock.unlock();
    }
    commit
        .get()
        .whenComplete((applied, refusal) -> {
          end(token, applied);
          if (applied == null) {
            outcome.completeExceptionally(Objects.requireNonNull(refusal));
          } else {
            outcome.complete(receipt(applied));
          }
        });
    return outcome;
  }

  private void end(UUID token, @Nullable AppliedTx applied) {
    lock.lock();
    try {
      underWay.remove(token);
      if (applied != null) {
        known.put(token, receipt(applied));
      }
    } finally {
      lock.unlock();
    }
  }

  private static Receipt receipt(AppliedTx applied) {
    return new Receipt(applied.t(), applied.instant(), applied.tempids());
  }
}
