package dev.yore.tck.simulation;

import dev.yore.engine.log.Lease;
import dev.yore.engine.protocol.Message;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.transactor.net.Outbox;
import dev.yore.transactor.net.Session;
import dev.yore.transactor.remote.Dialer;
import dev.yore.transactor.remote.Wire;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Connections between peers and transactors. What is sent arrives in order unless the faults say
 * otherwise; when one end is gone the other hears of it some time later.
 */
final class SimulatedNetwork {
  private static final long TRAVEL = TimeUnit.MICROSECONDS.toNanos(200);
  private static final long TIMEOUT = TimeUnit.SECONDS.toNanos(1);
  private static final long SILENCE = TimeUnit.SECONDS.toNanos(2);

  private final Scheduler scheduler;
  private final SimulatedProcess wires;
  private final Map<Integer, Listening> ports = new HashMap<>();
  private final List<Connection> connections = new ArrayList<>();
  private Faults faults = Faults.NONE;

  /** Who lets peers in. */
  private record Listening(
      SimulatedProcess process, BiFunction<Message.Hello, Outbox, Session> door) {}

  /**
   * @param wires the process in which messages travel, which never ends
   */
  SimulatedNetwork(Scheduler scheduler, SimulatedProcess wires) {
    this.scheduler = scheduler;
    this.wires = wires;
  }

  void faults(Faults now) {
    faults = now;
  }

  void listen(int port, SimulatedProcess process, BiFunction<Message.Hello, Outbox, Session> door) {
    ports.put(port, new Listening(process, door));
  }

  /** Breaks one of the connections, or none. */
  void breakOne() {
    connections.removeIf(connection -> connection.isOver());
    if (!connections.isEmpty()) {
      connections.get(scheduler.random().nextInt(connections.size())).breakUp();
    }
  }

  /** The other ends of all connections of a process hear some time later that they are over. */
  void silent(SimulatedProcess process) {
    for (Connection connection : List.copyOf(connections)) {
      if (connection.peer.process == process || connection.transactor.process == process) {
        scheduler.after(scheduler.around(SILENCE), wires, connection::breakUp);
      }
    }
  }

  Dialer dialer(SimulatedProcess process) {
    return (lease, hello, receiver) -> dial(process, lease, hello, receiver);
  }

  private Wire dial(
      SimulatedProcess process, Lease lease, Message.Hello hello, Dialer.Receiver receiver) {
    process.sleep(scheduler.around(TRAVEL));
    Listening listening = ports.get(lease.port());
    if (listening == null || !listening.process().isAlive() || listening.process().isPaused()) {
      process.sleep(TIMEOUT);
      throw YoreException.of(ErrorCode.CANNOT_CONNECT, "Nobody answers there");
    }
    Connection connection = new Connection(process, listening.process());
    Greeting greeting = new Greeting(process, receiver);
    connection.peer.hear(greeting::heard, greeting::ended);
    connection.letIn(listening.door(), hello);
    connections.add(connection);
    greeting.await();
    return connection.wire();
  }

  /** Waits until the peer is let in, and passes on what comes. */
  private static final class Greeting {
    private final SimulatedProcess process;
    private final Dialer.Receiver receiver;
    private boolean welcome;
    private @Nullable YoreException refusal;

    Greeting(SimulatedProcess process, Dialer.Receiver receiver) {
      this.process = process;
      this.receiver = receiver;
    }

    void heard(Object message) {
      // A Welcome that was lost is none: in TCP nothing would come after it.
      if (message instanceof Message.Welcome) {
        welcome = true;
      }
      if (welcome) {
        receiver.received((Message.Report) message);
      }
    }

    void ended(YoreException reason) {
      refusal = reason;
      receiver.ended(reason);
    }

    void await() {
      long end = process.nanoTime() + TIMEOUT;
      while (!welcome && refusal == null && process.nanoTime() < end) {
        process.sleep(TRAVEL);
      }
      if (!welcome) {
        throw refusal == null
            ? YoreException.of(ErrorCode.CANNOT_CONNECT, "Nobody said Welcome in time")
            : refusal;
      }
    }
  }

  /** One connection. */
  private final class Connection {
    private final End peer;
    private final End transactor;

    Connection(SimulatedProcess peer, SimulatedProcess transactor) {
      this.peer = new End(peer);
      this.transactor = new End(transactor);
    }

    boolean isOver() {
      return peer.over && transactor.over;
    }

    void letIn(BiFunction<Message.Hello, Outbox, Session> door, Message.Hello hello) {
      transactor.process.start(
          "net",
          () -> {
            Session session;
            try {
              session = door.apply(hello, outbox());
            } catch (YoreException refused) {
              send(peer, refused);
              return;
            }
            transactor.hear(
                message -> session.received((Message.Request) message), session::closed);
          });
    }

    private void send(End to, Object message) {
      long now = scheduler.nanos();
      if (scheduler.oneIn(faults.messageLost())) {
        return;
      }
      long travel = scheduler.around(TRAVEL);
      if (scheduler.oneIn(faults.messageLate())) {
        scheduler.after(scheduler.around(TIMEOUT), wires, () -> to.arrive(message));
        return;
      }
      to.lastArrival = Math.max(to.lastArrival + 1, now + travel);
      scheduler.after(to.lastArrival - now, wires, () -> to.arrive(message));
      if (scheduler.oneIn(faults.messageTwice())) {
        scheduler.after(scheduler.around(TIMEOUT), wires, () -> to.arrive(message));
      }
    }

    /** Both ends hear that it is over, each at its time. */
    void breakUp() {
      YoreException reason = YoreException.of(ErrorCode.CONNECTION_FAILURE, "The wire broke");
      for (End end : List.of(peer, transactor)) {
        scheduler.after(scheduler.around(TRAVEL), wires, () -> end.arrive(reason));
      }
    }

    Wire wire() {
      return new Wire() {
        @Override
        public boolean send(Message.Request message) {
          Connection.this.send(transactor, message);
          return !peer.over;
        }

        @Override
        public void close() {
          breakUp();
        }
      };
    }

    Outbox outbox() {
      return new Outbox() {
        @Override
        public void send(Message.Report report) {
          Connection.this.send(peer, report);
        }

        @Override
        public void reading(boolean on) {}

        @Override
        public void close(YoreException reason) {
          Connection.this.send(peer, reason);
          breakUp();
        }
      };
    }
  }

  /** One end of a connection: what arrives is heard by one thread of the process, in order. */
  private static final class End {
    private final SimulatedProcess process;
    private final LinkedBlockingQueue<Object> arrived = new LinkedBlockingQueue<>();
    private long lastArrival;
    private boolean over;

    End(SimulatedProcess process) {
      this.process = process;
    }

    void arrive(Object message) {
      if (!over) {
        arrived.add(message);
      }
    }

    /** Begins to hear; the exception that ends the connection is the last thing heard. */
    void hear(Consumer<Object> heard, Consumer<YoreException> ended) {
      process.start(
          "wire",
          () -> {
            try {
              while (!over) {
                Object message = arrived.take();
                if (message instanceof YoreException reason) {
                  over = true;
                  ended.accept(reason);
                } else {
                  heard.accept(message);
                }
              }
            } catch (InterruptedException e) {
              over = true;
            }
          });
    }
  }
}
