package dev.yore.engine.exec;

import dev.yore.storage.error.YoreException;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Computes numbered parts with several threads and hands them out in order. The thread that asks
 * works too: it computes the part it wants when nobody has begun it, and later ones while somebody
 * else is at it. So nothing waits for the pool, and the outcome is the same whoever computed what.
 * Parts run ahead of the one asked for by a window at most.
 *
 * @param <T> what a part gives
 */
final class InOrder<T> implements AutoCloseable {
  /** How far threads may run ahead, for each of them. */
  private static final int AHEAD = 4;

  /** After so many parts a helper lets others have its thread. */
  private static final int TURN = 16;

  private final int count;
  private final int helpersMax;
  private final IntFunction<T> compute;
  private final Part<T>[] window;
  private final ExecutionContext context;

  // All below is guarded by this object's lock.
  private int begun;
  private int given;
  private int helpers;
  private int busy;
  private boolean closed;

  /** A part that somebody has begun; done when it has a result or a failure. */
  private static final class Part<T> {
    private @Nullable T result;
    private @Nullable Throwable failure;
    private boolean done;
  }

  /**
   * @param count how many parts there are
   * @param threads how many may work at a time, the caller included
   */
  @SuppressWarnings({"unchecked", "rawtypes"})
  InOrder(int count, int threads, IntFunction<T> compute, ExecutionContext context) {
    this.count = count;
    this.helpersMax = Math.min(threads, count) - 1;
    this.compute = compute;
    this.window = new Part[Math.min(count, AHEAD * threads)];
    this.context = context;
  }

  /** The next part's result; null at the end. */
  @Nullable T next() {
    if (given == count) {
      return null;
    }
    help();
    int wanted = given;
    while (!done(wanted)) {
      int part = begin();
      if (part >= 0) {
        run(part);
      } else {
        await(wanted);
      }
    }
    return take(wanted);
  }

  /** Asks for as many helpers as can be of use. */
  private synchronized void help() {
    while (helpers < helpersMax && begun + helpers + 1 < Math.min(count, given + window.length)) {
      helpers++;
      Workers.submit(this::helper);
    }
  }

  private void helper() {
    try {
      for (int turn = 0; turn < TURN || !Workers.wanted(); turn++) {
        int part = begin();
        if (part < 0) {
          return;
        }
        run(part);
      }
    } finally {
      synchronized (this) {
        helpers--;
        notifyAll();
      }
    }
  }

  /** The number of a part that is now the caller's to compute, or -1. */
  private synchronized int begin() {
    if (closed || begun == count || begun - given >= window.length) {
      return -1;
    }
    window[begun % window.length] = new Part<>();
    busy++;
    return begun++;
  }

  private void run(int number) {
    T result = null;
    Throwable failure = null;
    try {
      context.check();
      result = compute.apply(number);
    } catch (Throwable thrown) {
      failure = thrown;
    }
    synchronized (this) {
      Part<T> part = window[number % window.length];
      part.result = result;
      part.failure = failure;
      part.done = true;
      busy--;
      notifyAll();
    }
  }

  private synchronized boolean done(int number) {
    return number < begun && window[number % window.length].done;
  }

  private synchronized void await(int number) {
    try {
      while (!done(number)) {
        wait();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw YoreException.of(
          dev.yore.storage.error.ErrorCode.CANCELLED, "The thread was interrupted");
    }
  }

  private synchronized T take(int number) {
    Part<T> part = window[number % window.length];
    given++;
    Throwable failure = part.failure;
    T result = part.result;
    part.result = null;
    return switch (failure) {
      case null -> {
        if (result == null) {
          throw new IllegalStateException("a part without a result");
        }
        yield result;
      }
      case RuntimeException runtime -> throw runtime;
      case Error error -> throw error;
      default -> throw new IllegalStateException(failure);
    };
  }

  /** Begins nothing more and waits for what has been begun. */
  @Override
  public void close() {
    boolean interrupted = false;
    synchronized (this) {
      closed = true;
      while (busy > 0) {
        try {
          wait();
        } catch (InterruptedException wakened) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
