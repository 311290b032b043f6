package dev.yore.transactor.net;

import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The one thread in which all events of some connections happen; a daemon. */
public final class NetworkThread implements AutoCloseable {
  /** Seconds that tasks may take which are still running: none should. */
  private static final long TIMEOUT_SECONDS = 5;

  private final EventLoop loop;

  /** Null until there was something to do. */
  private volatile @Nullable Thread thread;

  public NetworkThread(String name) {
    loop =
        new SingleThreadIoEventLoop(
            null,
            task -> {
              Thread made = new Thread(task, name);
              made.setDaemon(true);
              thread = made;
              return made;
            },
            NioIoHandler.newFactory());
  }

  public EventLoop loop() {
    return loop;
  }

  /** Ends the thread and closes what is still open in it. Waits for that, unless called by it. */
  @Override
  public void close() {
    loop.shutdownGracefully(0, TIMEOUT_SECONDS, TimeUnit.SECONDS);
    awaitEnd();
  }

  /** Waits until the thread has ended, unless called by it. */
  public void awaitEnd() {
    Thread running = thread;
    if (running != null && !loop.inEventLoop()) {
      try {
        running.join(Duration.ofSeconds(TIMEOUT_SECONDS));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
