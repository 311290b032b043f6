package dev.yore.jdbc.net;

import dev.yore.engine.protocol.Message;
import dev.yore.engine.protocol.MessageCodec;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.transactor.net.Fingerprint;
import dev.yore.transactor.net.Link;
import dev.yore.transactor.net.NetOptions;
import dev.yore.transactor.net.NetworkThread;
import dev.yore.transactor.net.Tls;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A connection to the transactor, from Hello to its end. It is not made anew when it ends; whoever
 * wants that connects again, with the address and the key that the lease names then.
 */
public final class TransactorConnection implements AutoCloseable {
  private final NetworkThread thread;
  private final Link link;

  private TransactorConnection(NetworkThread thread, Link link) {
    this.thread = thread;
    this.link = link;
  }

  /**
   * Connects and says Hello. Returns when TLS is agreed on; what the transactor says then, be it
   * Welcome or Goodbye, comes to the listener. Throws CANNOT_CONNECT otherwise.
   *
   * @param address with the name of the host looked up
   * @param trusted the key that the transactor must hold
   */
  public static TransactorConnection connect(
      InetSocketAddress address,
      Fingerprint trusted,
      Message.Hello hello,
      NetOptions options,
      TransactorListener listener) {
    NetworkThread thread = new NetworkThread("yore-peer-net");
    boolean done = false;
    try {
      Tls tls = Tls.client(trusted);
      CompletableFuture<Link> connected = new CompletableFuture<>();
      Link.EventsOf events = link -> new Conversation(thread, link, hello, listener, connected);
      ChannelFuture tcp =
          bootstrap(thread, options, channel -> Link.on(channel, tls, options, events))
              .connect(address)
              .await();
      if (!tcp.isSuccess()) {
        throw cannotConnect(address, tcp.cause());
      }
      TransactorConnection connection = new TransactorConnection(thread, connected.get());
      done = true;
      return connection;
    } catch (ExecutionException e) {
      throw cannotConnect(address, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cannotConnect(address, e);
    } finally {
      if (!done) {
        thread.close();
      }
    }
  }

  private static Bootstrap bootstrap(
      NetworkThread thread, NetOptions options, Consumer<SocketChannel> initialized) {
    int timeout = Math.toIntExact(options.connectTimeout().toMillis());
    return new Bootstrap()
        .group(thread.loop())
        .channel(NioSocketChannel.class)
        .disableResolver()
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, timeout)
        .option(ChannelOption.TCP_NODELAY, true)
        .handler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                initialized.accept(channel);
              }
            });
  }

  private static YoreException cannotConnect(InetSocketAddress address, @Nullable Throwable cause) {
    YoreException error =
        YoreException.of(
                ErrorCode.CANNOT_CONNECT,
                "The transactor does not answer where it is said to be; see whether it runs there")
            .with("address", address.toString());
    if (cause == null) {
      return error;
    }
    String message = cause.getMessage();
    return error
        .with("cause", message == null ? cause.getClass().getSimpleName() : message)
        .causedBy(cause);
  }

  /**
   * Sends a request. It waits while more is unsent than {@link NetOptions#outboundBytesMax} says,
   * as when the transactor takes its time. Once the connection has ended a request is dropped; what
   * became of it is to be asked for by its token.
   */
  public void send(Message.Request request) throws InterruptedException {
    link.sendWaiting(MessageCodec.encode(request));
  }

  /** Stops reading what the transactor says, or goes on. */
  public void reading(boolean on) {
    link.reading(on);
  }

  /**
   * Sends what waits and closes. No thread is left when it returns, unless it was called by the
   * listener.
   */
  @Override
  public void close() {
    link.close(YoreException.of(ErrorCode.CLOSED, "The connection was closed by this side"));
    thread.awaitEnd();
  }
}
