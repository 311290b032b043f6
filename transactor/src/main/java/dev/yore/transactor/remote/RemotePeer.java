package dev.yore.transactor.remote;

import dev.yore.engine.db.Db;
import dev.yore.engine.follow.FollowingPeer;
import dev.yore.engine.host.Host;
import dev.yore.engine.host.Once;
import dev.yore.engine.log.DatabaseKeys;
import dev.yore.engine.log.Lease;
import dev.yore.engine.peer.Peer;
import dev.yore.engine.protocol.Message;
import dev.yore.engine.submit.Receipt;
import dev.yore.engine.submit.Submission;
import dev.yore.engine.submit.SubmissionCodec;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.kv.KeyValueStore;
import dev.yore.storage.kv.Versioned;
import dev.yore.storage.value.Bytes;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A database whose transactor is another process. Reads never involve it: they follow the log in
 * the store, and faster while the transactor tells of it. A thread keeps a wire to whoever holds
 * the lease.
 */
public final class RemotePeer implements Peer {
  /** How often the store is asked while the transactor tells what is new. */
  private static final Duration PAUSE_TOLD = Duration.ofSeconds(1);

  /** How long to wait before a transactor is looked for again. */
  private static final Duration PAUSE_LOST = Duration.ofMillis(100);

  private final FollowingPeer following;
  private final KeyValueStore store;
  private final DatabaseKeys keys;
  private final Identity identity;
  private final Dialer dialer;
  private final RemoteOptions options;
  private final Commits commits;
  private final Thread linker;
  private final Host host;
  private final Once closing;

  private volatile @Nullable Line line;
  private volatile @Nullable YoreException trouble;

  /**
   * What the peer says of itself.
   *
   * @param database the name by which the transactor knows the database
   * @param application what the application calls itself
   */
  public record Identity(String database, Bytes secret, String application) {}

  private RemotePeer(
      FollowingPeer following,
      KeyValueStore store,
      DatabaseKeys keys,
      Identity identity,
      Dialer dialer,
      RemoteOptions options,
      Host host) {
    this.following = following;
    this.store = store;
    this.keys = keys;
    this.identity = identity;
    this.dialer = dialer;
    this.options = options;
    this.commits = new Commits(options.commitPatience(), host::nanoTime);
    this.host = host;
    this.closing = new Once(host);
    this.linker = host.thread("yore-link", this::link);
  }

  /**
   * Begins to keep a wire to the transactor of a database.
   *
   * @param following reads the database; closed with this peer
   * @param store where the lease is
   * @param host runs the thread that keeps the wire
   */
  public static RemotePeer open(
      FollowingPeer following,
      KeyValueStore store,
      DatabaseKeys keys,
      Identity identity,
      Dialer dialer,
      RemoteOptions options,
      Host host) {
    RemotePeer peer = new RemotePeer(following, store, keys, identity, dialer, options, host);
    peer.linker.start();
    return peer;
  }

  @Override
  public String name() {
    return following.name();
  }

  @Override
  public Db db() {
    return following.db();
  }

  @Override
  public Db await(long t, Duration atMost) throws InterruptedException {
    return following.await(t, atMost);
  }

  @Override
  public boolean decidesHere() {
    return false;
  }

  @Override
  public <R extends Commit> CompletableFuture<R> transact(Function<Db, R> decision) {
    return CompletableFuture.failedFuture(
        YoreException.bug("A decision that is no data cannot be sent to the transactor"));
  }

  @Override
  public CompletableFuture<Receipt> submit(UUID token, Submission submission) {
    return commits.ask(new Message.Submit(token, SubmissionCodec.encode(submission)), () -> line);
  }

  /** Why there is no wire to the transactor now; null while there is one. */
  @Override
  public @Nullable YoreException trouble() {
    return line == null ? trouble : null;
  }

  private void link() {
    while (!closing.hasHappened()) {
      Ears ears = new Ears();
      try (Wire opened = dialer.dial(lease(), hello(), ears)) {
        following.pause(PAUSE_TOLD);
        Line present = new Line(opened, ears.epoch);
        line = present;
        commits.askAgain(present);
        stay(present, ears);
      } catch (YoreException unreachable) {
        trouble = unreachable;
      }
      line = null;
      following.pause(options.pollPause());
      commits.expire(trouble);
      closing.await(PAUSE_LOST);
    }
  }

  /** Waits for the end of a wire. */
  private void stay(Line present, Ears ears) {
    boolean ended = false;
    while (!ended && !closing.hasHappened()) {
      ended = ears.ended.await(PAUSE_LOST);
      commits.expire(null);
      if (ears.isToAskAgain()) {
        commits.askAgain(present);
      }
    }
  }

  private Lease lease() {
    Versioned found = store.get(keys.lease());
    Lease lease = found == null ? null : Lease.decode(keys.lease(), found.value());
    if (lease == null || !lease.held()) {
      throw YoreException.of(
              ErrorCode.CANNOT_CONNECT,
              "No transactor serves the database; start one with ./yore transactor")
          .with("database", identity.database());
    }
    return lease;
  }

  private Message.Hello hello() {
    return new Message.Hello(
        1,
        identity.database(),
        identity.secret().toByteArray(),
        identity.application(),
        following.nextEntry());
  }

  /** Hears what comes over one wire. */
  private final class Ears implements Dialer.Receiver {
    private final Once ended = new Once(host);
    private volatile boolean again;
    private volatile long epoch;

    @Override
    public void received(Message.Report message) {
      switch (message) {
        case Message.Welcome welcome -> {
          epoch = welcome.epoch();
          following.ask();
        }
        case Message.Novelty novelty -> following.offer(novelty.entry(), novelty.stored());
        case Message.RootMoved ignored -> following.ask();
        case Message.Committed done -> committed(done);
        case Message.Refused refused -> refused(refused);
        case Message.OutcomeUnknown ignored -> {}
      }
    }

    /** Tells the outcome once this peer has the transaction, so that it reads what it wrote. */
    private void committed(Message.Committed done) {
      CompletableFuture<Receipt> outcome = commits.take(done.token());
      if (outcome != null) {
        Receipt receipt = new Receipt(done.t(), done.instant(), done.tempids());
        following
            .reach(done.t())
            .whenComplete((db, closed) -> {
              if (closed == null) {
                outcome.complete(receipt);
              } else {
                outcome.completeExceptionally(closed);
              }
            });
      }
    }

    private void refused(Message.Refused refused) {
      if (isPassing(refused.code())) {
        again = true;
        return;
      }
      CompletableFuture<Receipt> outcome = commits.refused(refused.token(), epoch);
      if (outcome != null) {
        outcome.completeExceptionally(refused.toException());
      }
    }

    /** Whether another transactor, or the same a little later, may say something else. */
    private static boolean isPassing(ErrorCode code) {
      return code == ErrorCode.CLOSED
          || code == ErrorCode.CONNECTION_FAILURE
          || code == ErrorCode.OUTCOME_UNKNOWN;
    }

    /** Whether commits should be asked for once more, since this was asked last. */
    boolean isToAskAgain() {
      boolean result = again;
      again = false;
      return result;
    }

    @Override
    public void ended(YoreException reason) {
      trouble = reason;
      ended.happen();
    }
  }

  @Override
  public void index() {
    following.index();
  }

  /** Lets go of the transactor and of the database; commits under way are of unknown outcome. */
  @Override
  public void close() {
    closing.happen();
    commits.close();
    Host.join(linker);
    following.close();
  }
}
