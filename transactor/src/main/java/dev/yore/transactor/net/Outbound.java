package dev.yore.transactor.net;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Frames on their way from any thread to the network thread, which writes all that it finds at
 * once, and how many of their bytes are not yet with the operating system.
 */
final class Outbound {
  private final ChannelHandlerContext context;
  private final long bytesMax;
  private final Queue<byte[]> frames = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();

  /** Guards the two fields below. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition changed = lock.newCondition();
  private long unsent;
  private boolean closed;

  Outbound(ChannelHandlerContext context, long bytesMax) {
    this.context = context;
    this.bytesMax = bytesMax;
  }

  /** Takes a frame, or answers false when too much is unsent already. */
  boolean offer(byte[] frame) {
    lock.lock();
    try {
      if (closed) {
        return true;
      }
      if (unsent >= bytesMax) {
        return false;
      }
      take(frame);
    } finally {
      lock.unlock();
    }
    schedule();
    return true;
  }

  /** Takes a frame as soon as there is room, or throws it away when the connection ends. */
  void put(byte[] frame) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (unsent >= bytesMax && !closed) {
        changed.await();
      }
      if (closed) {
        return;
      }
      take(frame);
    } finally {
      lock.unlock();
    }
    schedule();
  }

  /** Takes a frame only if nothing else is on its way. */
  void offerWhenIdle(byte[] frame) {
    lock.lock();
    try {
      if (closed || unsent > 0) {
        return;
      }
      take(frame);
    } finally {
      lock.unlock();
    }
    schedule();
  }

  /**
   * In the network thread: takes no more frames, and writes those that are there and a last one.
   */
  void close(byte @Nullable [] last, ChannelFutureListener written) {
    end();
    write();
    context
        .writeAndFlush(last == null ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(last))
        .addListener(written);
  }

  /** Takes no more frames; nobody waits any longer. */
  void end() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void take(byte[] frame) {
    unsent += frame.length;
    frames.add(frame);
  }

  private void schedule() {
    if (scheduled.compareAndSet(false, true)) {
      try {
        context.executor().execute(this::flush);
      } catch (RejectedExecutionException e) {
        end(); // the connection has ended, and its thread with it
      }
    }
  }

  private void flush() {
    scheduled.set(false);
    write();
    context.flush();
  }

  private void write() {
    for (byte[] frame = frames.poll(); frame != null; frame = frames.poll()) {
      int length = frame.length;
      context.write(Unpooled.wrappedBuffer(frame)).addListener(written -> sent(length));
    }
  }

  private void sent(int length) {
    lock.lock();
    try {
      unsent -= length;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
