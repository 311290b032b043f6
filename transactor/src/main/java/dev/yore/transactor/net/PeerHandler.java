package dev.yore.transactor.net;

import dev.yore.engine.protocol.Message;
import dev.yore.engine.protocol.MessageCodec;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a server: nobody until a Hello with the secret has come, a session from then
 * on. Everything but the outbox belongs to the network thread.
 */
final class PeerHandler implements Link.Events, Outbox {
  private final PeerServer server;
  private final Link link;
  private @Nullable Session session;
  private volatile boolean known;
  private @Nullable ScheduledFuture<?> deadline;
  private long lastPing;

  PeerHandler(PeerServer server, Link link) {
    this.server = server;
    this.link = link;
  }

  /** Whether the peer has shown the secret. */
  boolean isKnown() {
    return known;
  }

  @Override
  public void secured() {
    // The peer speaks first.
  }

  @Override
  public void received(byte[] frame) {
    Message.FromPeer message = MessageCodec.fromPeer(frame);
    if (session == null) {
      greeted(message);
      return;
    }
    switch (message) {
      case Message.Hello hello -> throw violation("A second Hello");
      case Message.Ping ping -> {
        lastPing = ping.number();
        pong();
      }
      case Message.Request request -> session.received(request);
    }
  }

  private void greeted(Message.FromPeer message) {
    if (!(message instanceof Message.Hello hello)) {
      throw violation("A peer begins with Hello");
    }
    if (!server.isSecret(hello.secret())) {
      throw YoreException.of(
          ErrorCode.NOT_AUTHORIZED,
          "The secret is not the transactor's; whoever may write finds it in the storage");
    }
    known = true;
    cancelDeadline();
    server.known();
    link.known();
    session = server.service().open(hello, this);
  }

  private static YoreException violation(String text) {
    return YoreException.of(ErrorCode.PROTOCOL_VIOLATION, text);
  }

  /** A peer whose requests are not read gets no answers to its Pings: it is told without. */
  @Override
  public void heartbeat() {
    if (known && !link.isReading()) {
      pong();
    }
  }

  private void pong() {
    link.sendSignOfLife(MessageCodec.encode(new Message.Pong(lastPing)));
  }

  @Override
  public void violated(YoreException error) {
    close(error);
  }

  @Override
  public void ended(YoreException reason) {
    cancelDeadline();
    server.ended(this);
    if (session != null) {
      session.closed(reason);
    }
  }

  @Override
  public void send(Message.Report report) {
    link.send(MessageCodec.encode(report));
  }

  @Override
  public void reading(boolean on) {
    link.reading(on);
  }

  @Override
  public void close(YoreException reason) {
    link.closeAfter(MessageCodec.encode(Message.Goodbye.of(reason)), reason);
  }

  /** Says Goodbye to whoever has not said Hello by then. */
  void greetWithin(EventLoop loop, Duration timeout) {
    YoreException late = violation("No Hello has come in time");
    deadline = loop.schedule(() -> close(late), timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void cancelDeadline() {
    if (deadline != null) {
      deadline.cancel(false);
    }
  }
}
