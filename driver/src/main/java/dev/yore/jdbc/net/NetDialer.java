package dev.yore.jdbc.net;

import dev.yore.engine.log.Lease;
import dev.yore.engine.protocol.Message;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.transactor.net.Fingerprint;
import dev.yore.transactor.net.NetOptions;
import dev.yore.transactor.remote.Dialer;
import dev.yore.transactor.remote.Wire;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Connects with transactors over TLS, trusting the key that the lease names and no other. */
public final class NetDialer implements Dialer {
  private final NetOptions options;

  public NetDialer(NetOptions options) {
    this.options = options;
  }

  @Override
  public Wire dial(Lease lease, Message.Hello hello, Receiver receiver) {
    InetSocketAddress address = new InetSocketAddress(lease.host(), lease.port());
    if (address.isUnresolved()) {
      throw YoreException.of(
              ErrorCode.CANNOT_CONNECT,
              "The host that the transactor has told in its lease is not known here")
          .with("host", lease.host());
    }
    Fingerprint trusted = Fingerprint.of(lease.fingerprint());
    Welcoming listener = new Welcoming(receiver);
    TransactorConnection connection =
        TransactorConnection.connect(address, trusted, hello, options, listener);
    try {
      listener.await(options);
    } catch (YoreException refused) {
      connection.close();
      throw refused;
    }
    return new NetWire(connection);
  }

  /** Waits for the first message, and passes on what comes. */
  private static final class Welcoming implements TransactorListener {
    private final Dialer.Receiver receiver;
    private final CompletableFuture<Boolean> welcome = new CompletableFuture<>();

    Welcoming(Dialer.Receiver receiver) {
      this.receiver = receiver;
    }

    @Override
    public void received(Message.Report report) {
      if (!welcome.isDone() && !(report instanceof Message.Welcome)) {
        welcome.completeExceptionally(
            YoreException.of(
                    ErrorCode.PROTOCOL_VIOLATION, "The transactor must say Welcome before all else")
                .with("found", report.getClass().getSimpleName()));
        return;
      }
      receiver.received(report);
      welcome.complete(true);
    }

    @Override
    public void closed(YoreException reason) {
      welcome.completeExceptionally(reason);
      receiver.ended(reason);
    }

    void await(NetOptions options) {
      try {
        welcome.get(options.greetingTimeout().toMillis(), TimeUnit.MILLISECONDS);
      } catch (ExecutionException e) {
        throw (YoreException) e.getCause();
      } catch (TimeoutException e) {
        throw YoreException.of(
                ErrorCode.CANNOT_CONNECT, "The transactor did not let the peer in within its time")
            .with("milliseconds", options.greetingTimeout().toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw YoreException.of(
            ErrorCode.CANNOT_CONNECT, "The thread was interrupted while it connected");
      }
    }
  }

  private record NetWire(TransactorConnection connection) implements Wire {
    @Override
    public boolean send(Message.Request message) {
      try {
        connection.send(message);
        return true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    @Override
    public void close() {
      connection.close();
    }
  }
}
