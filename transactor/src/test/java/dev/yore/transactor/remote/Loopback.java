package dev.yore.transactor.remote;

import dev.yore.engine.log.Lease;
import dev.yore.engine.protocol.Message;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.transactor.net.Outbox;
import dev.yore.transactor.net.Session;
import dev.yore.transactor.serve.ServedDatabase;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A network within the process, which loses what it is told to lose. */
final class Loopback implements Dialer {
  private final List<LoopWire> wires = new ArrayList<>();

  /** The transactor that can be reached; null for none. */
  volatile @Nullable ServedDatabase served;

  /** Whether what the transactor says gets lost from now on. */
  volatile boolean losesReports;

  @Override
  public synchronized Wire dial(Lease lease, Message.Hello hello, Receiver receiver) {
    ServedDatabase reached = served;
    if (reached == null) {
      throw YoreException.of(ErrorCode.CANNOT_CONNECT, "Nobody listens there");
    }
    LoopWire wire = new LoopWire(receiver);
    wire.session = reached.open(wire);
    wires.add(wire);
    return wire;
  }

  /** Ends all connections. */
  synchronized void cut() {
    wires.forEach(LoopWire::close);
    wires.clear();
  }

  private final class LoopWire implements Wire, Outbox {
    private final Receiver receiver;
    private @Nullable Session session;
    private volatile boolean open = true;

    LoopWire(Receiver receiver) {
      this.receiver = receiver;
    }

    @Override
    public boolean send(Message.Request message) {
      Session to = session;
      if (open && to != null) {
        to.received(message);
      }
      return open;
    }

    @Override
    public void send(Message.Report message) {
      if (open && !losesReports) {
        receiver.received(message);
      }
    }

    @Override
    public void reading(boolean on) {}

    @Override
    public void close(YoreException reason) {
      end(reason);
    }

    @Override
    public void close() {
      end(YoreException.of(ErrorCode.CONNECTION_FAILURE, "The connection was cut"));
    }

    private void end(YoreException reason) {
      Session to = session;
      if (open && to != null) {
        open = false;
        to.closed(reason);
        receiver.ended(reason);
      }
    }
  }
}
