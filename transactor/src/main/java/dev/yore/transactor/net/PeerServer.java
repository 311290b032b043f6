package dev.yore.transactor.net;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets peers in that know the secret, and opens a session of a service for each. Whoever does not
 * know it gets a Goodbye at most. One network thread serves all peers.
 */
public final class PeerServer implements AutoCloseable {
  private final NetworkThread thread = new NetworkThread("yore-transactor-net");
  private final Tls tls;
  private final byte[] secret;
  private final NetOptions options;
  private final Service service;
  private final Set<PeerHandler> connections = ConcurrentHashMap.newKeySet();
  private final AtomicInteger greeting = new AtomicInteger();
  private final CountDownLatch allEnded = new CountDownLatch(1);
  private final Channel channel;

  /** Of the network thread. */
  private boolean closing;

  private PeerServer(
      InetSocketAddress address,
      ServerKey key,
      byte[] secret,
      NetOptions options,
      Service service) {
    this.tls = Tls.server(key);
    this.secret = secret.clone();
    this.options = options;
    this.service = service;
    ChannelFuture bound =
        new ServerBootstrap()
            .group(thread.loop())
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(accepting())
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      thread.close();
      throw YoreException.of(
              ErrorCode.CANNOT_CONNECT,
              "The address cannot be listened on; it is taken, or not one of this machine")
          .with("address", address)
          .causedBy(bound.cause());
    }
    this.channel = bound.channel();
  }

  /**
   * Starts to listen.
   *
   * @param address with port 0 for any that is free
   * @param key whose fingerprint the peers are told
   * @param secret what a Hello must show
   */
  public static PeerServer start(
      InetSocketAddress address,
      ServerKey key,
      byte[] secret,
      NetOptions options,
      Service service) {
    return new PeerServer(address, key, secret, options, service);
  }

  /** Where it listens, with the port that it got. */
  public InetSocketAddress address() {
    return (InetSocketAddress) channel.localAddress();
  }

  /** How many peers are connected that have shown the secret. */
  public int peers() {
    return (int) connections.stream().filter(PeerHandler::isKnown).count();
  }

  private ChannelInitializer<SocketChannel> accepting() {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(SocketChannel accepted) {
        if (greeting.get() >= options.greetingMax()) {
          accepted.close();
          return;
        }
        greeting.incrementAndGet();
        Link.on(accepted, tls, options, PeerServer.this::connection);
      }
    };
  }

  private PeerHandler connection(Link link) {
    PeerHandler handler = new PeerHandler(this, link);
    connections.add(handler);
    handler.greetWithin(thread.loop(), options.greetingTimeout());
    return handler;
  }

  Service service() {
    return service;
  }

  /** Compares in a time that does not tell how much is right. */
  boolean isSecret(byte[] shown) {
    return MessageDigest.isEqual(secret, shown);
  }

  void known() {
    greeting.decrementAndGet();
  }

  void ended(PeerHandler handler) {
    connections.remove(handler);
    if (!handler.isKnown()) {
      greeting.decrementAndGet();
    }
    if (closing && connections.isEmpty()) {
      allEnded.countDown();
    }
  }

  /** Says Goodbye to all peers and stops. */
  @Override
  public void close() {
    close(YoreException.of(ErrorCode.CLOSED, "The transactor stops"));
  }

  /**
   * Says Goodbye to all peers for this reason and stops; returns when all is closed. Not for the
   * network thread.
   */
  public void close(YoreException reason) {
    channel.close().awaitUninterruptibly();
    try {
      thread.loop().execute(() -> farewell(reason));
      allEnded.await(2 * options.farewellTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      return; // closed before
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      thread.close();
    }
  }

  private void farewell(YoreException reason) {
    closing = true;
    if (connections.isEmpty()) {
      allEnded.countDown();
    }
    connections.forEach(connection -> connection.close(reason));
  }
}
