package dev.yore.transactor.net;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One end of a connection, at the peer or at the transactor: TLS, whole frames in and out, signs of
 * life, and one end with one reason. Its methods may be called from any thread; {@link Events} come
 * from the one network thread.
 */
public final class Link extends ChannelInboundHandlerAdapter {

  /** What happens to a link; nothing here may block. */
  public interface Events {
    /** TLS is agreed on. */
    void secured();

    /** A frame has arrived, with its length. What is thrown comes back as {@link #violated}. */
    void received(byte[] frame);

    /** It is time for a sign of life. */
    void heartbeat();

    /** The other side breaks the protocol, or what it sent could not be handled. */
    void violated(YoreException error);

    /** The connection has ended; nothing else happens any more. */
    void ended(YoreException reason);
  }

  private final NetOptions options;
  private final Events events;
  private final Channel channel;
  private final SslHandler tls;
  private final FrameDecoder decoder = new FrameDecoder();
  private final Outbound outbound;

  // Of the network thread.
  private boolean secured;
  private boolean reading = true;
  private boolean leaving;
  private @Nullable YoreException reason;
  private @Nullable ScheduledFuture<?> ticks;

  private Link(Channel channel, Tls tls, NetOptions options, EventsOf events) {
    this.channel = channel;
    this.options = options;
    this.tls = new SslHandler(tls.engine());
    this.tls.setHandshakeTimeout(options.greetingTimeout().toMillis(), TimeUnit.MILLISECONDS);
    this.tls.setCloseNotifyFlushTimeout(
        options.farewellTimeout().toMillis(), TimeUnit.MILLISECONDS);
    channel.pipeline().addLast(this.tls, decoder, this);
    this.outbound = new Outbound(channel.pipeline().lastContext(), options.outboundBytesMax());
    this.events = events.of(this);
  }

  /** Makes the events of a link. */
  @FunctionalInterface
  public interface EventsOf {
    Events of(Link link);
  }

  /** Puts a link on a channel, in its network thread, before anything has arrived. */
  public static Link on(Channel channel, Tls tls, NetOptions options, EventsOf events) {
    return new Link(channel, tls, options, events);
  }

  /** Sends a frame; ends the connection when too much is unsent already. */
  public void send(byte[] frame) {
    if (!outbound.offer(frame)) {
      abort(
          YoreException.of(
                  ErrorCode.CONNECTION_FAILURE,
                  "The other side does not read what is sent; it was disconnected")
              .with("unsentBytesMax", options.outboundBytesMax()));
    }
  }

  /** Sends a frame as soon as no more is unsent than allowed. Not for the network thread. */
  public void sendWaiting(byte[] frame) throws InterruptedException {
    if (channel.eventLoop().inEventLoop()) {
      throw new IllegalStateException("the network thread must not wait for itself");
    }
    outbound.put(frame);
  }

  /** Sends a frame that says no more than that this side lives, unless others say so already. */
  public void sendSignOfLife(byte[] frame) {
    outbound.offerWhenIdle(frame);
  }

  /** The other side is known: its frames may be large. */
  public void known() {
    decoder.known();
  }

  /** Stops reading, or goes on. */
  public void reading(boolean on) {
    inNetworkThread(() -> {
      if (!leaving) {
        reading = on;
        decoder.heard();
        channel.config().setAutoRead(on);
      }
    });
  }

  /** In the network thread: whether this side reads. */
  public boolean isReading() {
    return reading;
  }

  /**
   * Sends what waits and a last frame, then closes: the other side has a moment to take it and to
   * close by itself, so that it is not lost.
   */
  public void closeAfter(byte[] lastFrame, YoreException why) {
    inNetworkThread(() -> {
      if (!secured) {
        abort(why);
      } else if (!leaving) {
        leave(why);
        outbound.close(lastFrame, written -> shutdownOutput());
        later(() -> abort(why));
      }
    });
  }

  /** Sends what waits, then closes. */
  public void close(YoreException why) {
    inNetworkThread(() -> {
      if (!secured) {
        abort(why);
      } else if (!leaving) {
        leave(why);
        outbound.close(null, written -> channel.close());
        later(() -> abort(why));
      }
    });
  }

  /** Closes at once; what waits is lost. */
  public void abort(YoreException why) {
    outbound.end();
    inNetworkThread(() -> {
      leave(why);
      // From here towards the socket, so that TLS has no last word that may have to wait.
      channel.pipeline().firstContext().close();
    });
  }

  private void leave(YoreException why) {
    leaving = true;
    because(why);
    decoder.discard();
    channel.config().setAutoRead(true);
  }

  /** The first reason counts. */
  private YoreException because(YoreException why) {
    if (reason == null) {
      reason = why;
    }
    return reason;
  }

  private void shutdownOutput() {
    tls.closeOutbound().addListener(closed -> ((SocketChannel) channel).shutdownOutput());
  }

  private void later(Runnable task) {
    channel.eventLoop().schedule(task, options.farewellTimeout().toMillis(), TimeUnit.MILLISECONDS);
  }

  private void inNetworkThread(Runnable task) {
    if (channel.eventLoop().inEventLoop()) {
      task.run();
      return;
    }
    try {
      channel.eventLoop().execute(task);
    } catch (RejectedExecutionException e) {
      outbound.end(); // the connection has ended, and its thread with it
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof SslCloseCompletionEvent) {
      context.channel().close(); // the other side says no more; nothing is half open
    } else if (event instanceof SslHandshakeCompletionEvent handshake) {
      if (handshake.isSuccess()) {
        secured = true;
        long every = options.heartbeat().toMillis();
        ticks =
            channel
                .eventLoop()
                .scheduleAtFixedRate(this::tick, every, every, TimeUnit.MILLISECONDS);
        events.secured();
      } else {
        abort(failure("TLS could not be agreed on with the other side", handshake.cause()));
      }
    }
  }

  private void tick() {
    if (leaving) {
      return;
    }
    if (reading && decoder.silentNanos() > options.silenceMax().toNanos()) {
      abort(
          YoreException.of(
                  ErrorCode.CONNECTION_FAILURE, "The other side gave no sign of life in time")
              .with("milliseconds", options.silenceMax().toMillis()));
    } else {
      events.heartbeat();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object frame) {
    if (leaving) {
      return;
    }
    try {
      events.received((byte[]) frame);
    } catch (YoreException e) {
      events.violated(e);
    } catch (RuntimeException e) {
      events.violated(YoreException.bug("A message could not be handled").causedBy(e));
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof YoreException error) {
      events.violated(error);
    } else {
      abort(failure("The connection was lost", cause));
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    outbound.end();
    if (ticks != null) {
      ticks.cancel(false);
    }
    YoreException unasked =
        YoreException.of(ErrorCode.CONNECTION_FAILURE, "The other side has closed the connection");
    events.ended(because(unasked));
  }

  private static YoreException failure(String text, @Nullable Throwable cause) {
    YoreException error = YoreException.of(ErrorCode.CONNECTION_FAILURE, text);
    return cause == null ? error : error.with("cause", cause.getMessage()).causedBy(cause);
  }
}
