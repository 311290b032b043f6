package dev.yore.transactor.remote;

import dev.yore.engine.protocol.Message;
import dev.yore.engine.submit.Receipt;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The commits that a peer has asked for and not heard of. They are asked for again, with the same
 * token, on each new wire, so that each is made once whatever becomes of the connection.
 */
final class Commits {
  private static final long NOT_SENT = -1;

  private final long patienceNanos;
  private final LongSupplier nanos;

  // Guarded by this.
  private final Map<UUID, Commit> waiting = new LinkedHashMap<>();
  private boolean closed;

  /**
   * @param patience how long a commit is tried for
   * @param nanos a clock that never goes back
   */
  Commits(Duration patience, LongSupplier nanos) {
    this.patienceNanos = patience.toNanos();
    this.nanos = nanos;
  }

  /** One that is waited for. */
  private static final class Commit {
    final Message.Submit message;
    final long deadline;
    final CompletableFuture<Receipt> outcome = new CompletableFuture<>();
    long epoch = NOT_SENT;

    Commit(Message.Submit message, long deadline) {
      this.message = message;
      this.deadline = deadline;
    }
  }

  /**
   * Asks for a commit, over the wire if there is one; else it goes with the next.
   *
   * @param line looked at when the commit is among those that wait: a line that is new then will
   *     ask for it, and one that was there before is seen
   */
  CompletableFuture<Receipt> ask(Message.Submit message, Supplier<@Nullable Line> line) {
    Commit commit = new Commit(message, nanos.getAsLong() + patienceNanos);
    synchronized (this) {
      if (closed) {
        return CompletableFuture.failedFuture(closedError());
      }
      waiting.put(message.token(), commit);
    }
    Line present = line.get();
    if (present != null) {
      markSent(commit, present);
      present.wire().send(message);
    }
    return commit.outcome;
  }

  private synchronized void markSent(Commit commit, Line line) {
    commit.epoch = Math.max(commit.epoch, line.epoch());
  }

  /** Asks for all of them, in their order. */
  void askAgain(Line line) {
    List<Message.Submit> messages = new ArrayList<>();
    synchronized (this) {
      for (Commit commit : waiting.values()) {
        markSent(commit, line);
        messages.add(commit.message);
      }
    }
    messages.forEach(line.wire()::send);
  }

  /** Takes the future of a commit whose outcome is known; null when nobody waits for it. */
  synchronized @Nullable CompletableFuture<Receipt> take(UUID token) {
    Commit commit = waiting.remove(token);
    return commit == null ? null : commit.outcome;
  }

  /**
   * Takes the future of a commit that a transactor has refused, or null: one that was asked of a
   * later leader too may be made there, which a leader that was replaced does not know.
   *
   * @param epoch that of the transactor
   */
  synchronized @Nullable CompletableFuture<Receipt> refused(UUID token, long epoch) {
    Commit commit = waiting.get(token);
    return commit == null || commit.epoch > epoch ? null : take(token);
  }

  /**
   * Gives up those that have been tried for too long.
   *
   * @param reason why nothing was heard of them
   */
  void expire(@Nullable YoreException reason) {
    List<Commit> expired = new ArrayList<>();
    synchronized (this) {
      Iterator<Commit> all = waiting.values().iterator();
      while (all.hasNext()) {
        Commit commit = all.next();
        if (nanos.getAsLong() - commit.deadline >= 0) {
          all.remove();
          expired.add(commit);
        }
      }
    }
    expired.forEach(commit -> commit.outcome.completeExceptionally(givenUp(commit, reason)));
  }

  private static YoreException givenUp(Commit commit, @Nullable YoreException reason) {
    YoreException error =
        commit.epoch != NOT_SENT
            ? YoreException.of(
                ErrorCode.OUTCOME_UNKNOWN,
                "The transactor was lost while committing and nothing was heard of it in time")
            : YoreException.of(
                ErrorCode.CONNECTION_FAILURE,
                "No transactor could be reached to commit; nothing was written");
    return reason == null ? error : error.causedBy(reason);
  }

  /** Refuses all, and all that come later. */
  void close() {
    List<Commit> left;
    synchronized (this) {
      closed = true;
      left = List.copyOf(waiting.values());
      waiting.clear();
    }
    left.forEach(commit ->
        commit.outcome.completeExceptionally(
            commit.epoch != NOT_SENT
                ? YoreException.of(
                    ErrorCode.OUTCOME_UNKNOWN, "The database was closed while committing")
                : closedError()));
  }

  private static YoreException closedError() {
    return YoreException.of(ErrorCode.CLOSED, "The database is closed");
  }
}
