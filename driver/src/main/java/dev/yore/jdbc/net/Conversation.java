package dev.yore.jdbc.net;

import dev.yore.engine.protocol.Message;
import dev.yore.engine.protocol.MessageCodec;
import dev.yore.storage.error.YoreException;
import dev.yore.transactor.net.Link;
import dev.yore.transactor.net.NetworkThread;
import java.util.concurrent.CompletableFuture;

/**
 * What a peer does by itself: it says Hello, shows that it lives, and passes on what it is told.
 */
final class Conversation implements Link.Events {
  private final NetworkThread thread;
  private final Link link;
  private final Message.Hello hello;
  private final TransactorListener listener;
  private final CompletableFuture<Link> connected;
  private long pings;

  Conversation(
      NetworkThread thread,
      Link link,
      Message.Hello hello,
      TransactorListener listener,
      CompletableFuture<Link> connected) {
    this.thread = thread;
    this.link = link;
    this.hello = hello;
    this.listener = listener;
    this.connected = connected;
    link.known();
  }

  @Override
  public void secured() {
    link.send(MessageCodec.encode(hello));
    connected.complete(link);
  }

  @Override
  public void received(byte[] frame) {
    switch (MessageCodec.fromTransactor(frame)) {
      case Message.Report report -> listener.received(report);
      case Message.Goodbye goodbye -> link.close(goodbye.toException());
      case Message.Pong pong -> {
        // That it came says all.
      }
    }
  }

  @Override
  public void heartbeat() {
    link.sendSignOfLife(MessageCodec.encode(new Message.Ping(++pings)));
  }

  @Override
  public void violated(YoreException error) {
    link.close(error);
  }

  @Override
  public void ended(YoreException reason) {
    if (!connected.completeExceptionally(reason)) {
      listener.closed(reason);
    }
    thread.close();
  }
}
