package dev.yore.transactor.serve;

import dev.yore.engine.db.Db;
import dev.yore.engine.host.Host;
import dev.yore.engine.index.Indexing;
import dev.yore.engine.protocol.Message;
import dev.yore.engine.submit.Receipt;
import dev.yore.engine.submit.SubmissionCodec;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.transactor.Listener;
import dev.yore.transactor.Metrics;
import dev.yore.transactor.Transactor;
import dev.yore.transactor.net.Outbox;
import dev.yore.transactor.net.Session;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One database that peers write. What they submit waits in one inbox; one thread decides it in
 * order, and the transactor's log writer makes it durable, tells all peers of the log entry, and
 * then who has asked of the outcome.
 */
public final class ServedDatabase implements AutoCloseable {
  /** What one peer may have waiting; it is not heard while it has more. */
  static final long WAITING_BYTES_MAX = 16L << 20;

  private final Transactor transactor;
  private final long epoch;
  private final Metrics metrics;
  private final Host host;
  private final LinkedBlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
  private final Thread decider;
  private final Set<PeerSession> peers = new LinkedHashSet<>();
  private volatile boolean closing;

  /**
   * Serves what a transactor writes; it is closed with this.
   *
   * @param epoch of the lease under which it writes
   * @param metrics is told how it goes
   * @param host runs the thread that decides
   */
  public ServedDatabase(Transactor transactor, long epoch, Metrics metrics, Host host) {
    this.transactor = transactor;
    this.epoch = epoch;
    this.metrics = metrics;
    this.host = host;
    this.decider = host.thread("yore-decide", this::decide);
    transactor.listen(new News());
    transactor.measure(metrics);
    decider.start();
  }

  /** Lets a peer in; from now on it is told what becomes durable. */
  public Session open(Outbox outbox) {
    PeerSession peer = new PeerSession(outbox);
    synchronized (peers) {
      if (closing) {
        throw shuttingDown();
      }
      // Entries from this one on are told to whoever is among the peers when they are durable.
      outbox.send(new Message.Welcome(1, epoch, transactor.nextEntry()));
      peers.add(peer);
    }
    return peer;
  }

  /** False once another transactor has written the log: this one cannot write any more. */
  boolean leads() {
    return transactor.leads();
  }

  DatabaseHealth health(String name, @Nullable YoreException trouble) {
    Db db = transactor.db();
    int connected;
    synchronized (peers) {
      connected = peers.size();
    }
    return new DatabaseHealth(
        name,
        true,
        trouble,
        connected,
        Indexing.waiting(db.indexes()),
        Indexing.waitingBytes(db.indexes()));
  }

  private static YoreException shuttingDown() {
    return YoreException.of(ErrorCode.CLOSED, "The transactor is shutting down");
  }

  private void decide() {
    try {
      while (!closing || !inbox.isEmpty()) {
        inbox.take().run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tells all peers what becomes durable. */
  private final class News implements Listener {
    @Override
    public void logged(long number, byte[] stored) {
      tell(new Message.Novelty(number, stored));
    }

    @Override
    public void rootMoved(long rev) {
      tell(new Message.RootMoved(rev));
    }

    private void tell(Message.Report message) {
      synchronized (peers) {
        peers.forEach(peer -> peer.outbox.send(message));
      }
    }
  }

  /** One connected peer. */
  private final class PeerSession implements Session {
    private final Outbox outbox;
    private final AtomicLong waitingBytes = new AtomicLong();

    PeerSession(Outbox outbox) {
      this.outbox = outbox;
    }

    @Override
    public void received(Message.Request request) {
      switch (request) {
        case Message.Submit submit -> {
          if (waitingBytes.addAndGet(submit.submission().length) > WAITING_BYTES_MAX) {
            outbox.reading(false);
          }
          enqueue(submit.token(), () -> submit(submit));
        }
        case Message.AskOutcome ask -> enqueue(ask.token(), () -> outcome(ask.token()));
      }
    }

    private void enqueue(UUID token, Runnable task) {
      if (closing) {
        outbox.send(Message.Refused.of(token, shuttingDown()));
      } else {
        long arrived = host.nanoTime();
        inbox.add(() -> {
          metrics.waited(host.nanoTime() - arrived);
          task.run();
        });
      }
    }

    private void submit(Message.Submit submit) {
      long bytes = submit.submission().length;
      long before = waitingBytes.getAndAdd(-bytes);
      if (before > WAITING_BYTES_MAX && before - bytes <= WAITING_BYTES_MAX) {
        outbox.reading(true);
      }
      try {
        answer(
            submit.token(),
            transactor.submit(submit.token(), SubmissionCodec.decode(submit.submission())));
      } catch (RuntimeException malformed) {
        outbox.send(Message.Refused.of(submit.token(), reason(malformed)));
      }
    }

    private void outcome(UUID token) {
      try {
        CompletableFuture<Receipt> outcome = transactor.outcome(token);
        if (outcome == null) {
          outbox.send(new Message.OutcomeUnknown(token));
        } else {
          answer(token, outcome);
        }
      } catch (YoreException unreadable) {
        outbox.send(Message.Refused.of(token, unreadable));
      }
    }

    private void answer(UUID token, CompletableFuture<Receipt> outcome) {
      outcome.whenComplete((receipt, refusal) ->
          outbox.send(
              receipt == null
                  ? Message.Refused.of(token, reason(refusal))
                  : new Message.Committed(
                      token, receipt.t(), receipt.instant(), receipt.tempids())));
    }

    private static YoreException reason(@Nullable Throwable refusal) {
      Throwable cause = refusal instanceof CompletionException ? refusal.getCause() : refusal;
      return cause instanceof YoreException known
          ? known
          : YoreException.bug("Deciding must not fail")
              .causedBy(cause == null ? new IllegalStateException() : cause);
    }

    /** What the peer has asked for is decided nevertheless. */
    @Override
    public void closed(YoreException reason) {
      synchronized (peers) {
        peers.remove(this);
      }
    }
  }

  /** Decides what is in the inbox, makes it durable, says goodbye to all peers and ends. */
  @Override
  public void close() {
    closing = true;
    inbox.add(() -> {});
    Host.join(decider);
    transactor.close();
    synchronized (peers) {
      peers.forEach(peer -> peer.outbox.close(shuttingDown()));
      peers.clear();
    }
  }
}
