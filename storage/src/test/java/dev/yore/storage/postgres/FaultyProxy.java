package dev.yore.storage.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a store and its server, and does what networks do. */
final class FaultyProxy implements AutoCloseable {

  /** What happens to bytes. */
  enum Fault {
    NONE,
    /** New connections are closed at once. */
    REFUSE,
    /** Nothing passes any more, in either direction, and nobody is told. */
    STALL,
    /** Requests pass; the first bytes of the server's answer reset the connection instead. */
    LOSE_ANSWERS
  }

  private final int port;
  private final int target;
  private final ServerSocket listener;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicInteger lostAnswers = new AtomicInteger();
  private volatile Fault fault = Fault.NONE;
  private int answersToPass;
  private int answersToLose;

  FaultyProxy(int target) throws IOException {
    this.target = target;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.port = listener.getLocalPort();
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return port;
  }

  /** From now on. */
  void set(Fault next) {
    lose(0, Integer.MAX_VALUE, next);
  }

  /** So many answers are lost, then all is well again. */
  void loseAnswers(int count) {
    lose(0, count, Fault.LOSE_ANSWERS);
  }

  /** One answer is lost after so many. */
  void loseAnswerAfter(int count) {
    lose(count, 1, Fault.LOSE_ANSWERS);
  }

  private synchronized void lose(int after, int count, Fault next) {
    answersToPass = after;
    answersToLose = count;
    fault = next;
  }

  int lostAnswers() {
    return lostAnswers.get();
  }

  /** Breaks all connections there are. */
  void cut() {
    sockets.forEach(FaultyProxy::reset);
    sockets.clear();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        sockets.add(client);
        if (fault == Fault.REFUSE) {
          reset(client);
          continue;
        }
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(server);
        Thread.ofVirtual().start(() -> pump(client, server, false));
        Thread.ofVirtual().start(() -> pump(server, client, true));
      } catch (IOException e) {
        // The listener was closed, or the server is down, which the client sees soon enough.
        sockets.stream().filter(s -> !s.isConnected()).forEach(FaultyProxy::reset);
      }
    }
  }

  private void pump(Socket from, Socket to, boolean answers) {
    byte[] buffer = new byte[64 << 10];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      int read;
      while ((read = in.read(buffer)) >= 0) {
        while (fault == Fault.STALL && !from.isClosed()) {
          Thread.sleep(10);
        }
        if (answers && losesAnswer()) {
          reset(to);
          reset(from);
          return;
        }
        out.write(buffer, 0, read);
        out.flush();
      }
    } catch (IOException e) {
      // One side is gone, so the other goes too.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    reset(from);
    reset(to);
  }

  private synchronized boolean losesAnswer() {
    if (fault != Fault.LOSE_ANSWERS || --answersToPass >= 0) {
      return false;
    }
    lostAnswers.incrementAndGet();
    if (--answersToLose == 0) {
      fault = Fault.NONE;
    }
    return true;
  }

  private static void reset(Socket socket) {
    try (socket) {
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      // It is closed already.
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
  }
}
