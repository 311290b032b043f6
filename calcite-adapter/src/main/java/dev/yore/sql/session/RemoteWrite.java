package dev.yore.sql.session;

import dev.yore.engine.db.Db;
import dev.yore.engine.peer.Peer;
import dev.yore.engine.submit.Receipt;
import dev.yore.engine.submit.Submission;
import dev.yore.engine.tx.AppliedTx;
import dev.yore.engine.tx.RawTx;
import dev.yore.engine.tx.ResolvedTx;
import dev.yore.engine.tx.TxInput;
import dev.yore.engine.tx.Watch;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Writes whose writer is in another process. Statements run here, on the newest database that is
 * known; the writer gets what they come to and what they read. A single statement that lost against
 * another transaction runs again on the database that has that one.
 */
final class RemoteWrite {
  /** Somebody else commits whenever one loses, so this many in a row happen to a hot row only. */
  private static final int ATTEMPTS_MAX = 64;

  /** How long the transaction that was in the way may take to arrive here. */
  private static final Duration NEWS = Duration.ofSeconds(2);

  /** Losers wait up to this long, the more often they have lost, so that one of them wins. */
  private static final long BACK_OFF_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

  private RemoteWrite() {}

  /** Runs and commits one statement. */
  static AppliedTx of(LocalSession session, Peer peer, Function<Db, TxInput> input, Watch watch) {
    for (int attempt = 1; ; attempt++) {
      OpenTransaction only = new OpenTransaction(peer.db());
      TxInput asked = session.during(only, input);
      AppliedTx applied = only.apply(asked, watch);
      try {
        switch (asked) {
          case RawTx data -> submit(peer, new Submission.Data(data));
          case ResolvedTx ignored when applied.empty() -> {}
          case ResolvedTx ignored -> submit(peer, only.effect(session.aboutThisCommit(only.db())));
        }
        return applied;
      } catch (YoreException lost) {
        if (lost.code() != ErrorCode.SERIALIZATION_FAILURE || attempt == ATTEMPTS_MAX) {
          throw lost;
        }
        awaitNews(peer, only.base().basisT(), attempt);
      }
    }
  }

  /** Commits a transaction of several statements. */
  static OptionalLong commit(Peer peer, OpenTransaction open, Map<Integer, String> about) {
    Receipt receipt = submit(peer, open.effect(about));
    return receipt.t() > open.base().basisT() ? OptionalLong.of(receipt.t()) : OptionalLong.empty();
  }

  private static Receipt submit(Peer peer, Submission submission) {
    return LocalSession.join(peer.submit(UUID.randomUUID(), submission));
  }

  private static void awaitNews(Peer peer, long basisT, int attempt) {
    try {
      peer.await(basisT + 1, NEWS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw YoreException.of(ErrorCode.CANCELLED, "The thread was interrupted while it waited");
    }
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(attempt * BACK_OFF_NANOS));
  }
}
