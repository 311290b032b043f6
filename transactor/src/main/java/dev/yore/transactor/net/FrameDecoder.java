package dev.yore.transactor.net;

import dev.yore.engine.protocol.MessageCodec;
import dev.yore.engine.protocol.ProtocolLimits;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Cuts what arrives into frames. It gathers no more than the largest frame that is allowed, which
 * is a greeting until the other side is known, and no more than twice what is there of it.
 */
final class FrameDecoder extends ChannelInboundHandlerAdapter {
  /** Bytes that a frame's array begins with; it grows with what arrives. */
  private static final int FIRST_BYTES = 16 << 10;

  private int bytesMax = ProtocolLimits.GREETING_BYTES_MAX;
  private boolean discarding;
  private long heardAt = System.nanoTime();

  /** The first bytes of the next frame, in an array that is as long as the frame at most. */
  private byte[] frame = new byte[MessageCodec.LENGTH_BYTES];

  /** How many bytes of the frame are there. */
  private int size;

  /** How many bytes the frame has as far as is known: its length, until that is there. */
  private int end = MessageCodec.LENGTH_BYTES;

  /** From now on, frames may be as large as the protocol allows. */
  void known() {
    bytesMax = ProtocolLimits.FRAME_BYTES_MAX;
  }

  /** From now on, what arrives is thrown away. */
  void discard() {
    discarding = true;
    next();
  }

  /** Begins to count the other side's silence anew. */
  void heard() {
    heardAt = System.nanoTime();
  }

  /** How long nothing has arrived, whole frames or parts. */
  long silentNanos() {
    return System.nanoTime() - heardAt;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    heard();
    try {
      while (bytes.isReadable() && !discarding) {
        gather(bytes);
        if (size == end && end == MessageCodec.LENGTH_BYTES) {
          length();
        } else if (size == end) {
          byte[] whole = frame;
          next();
          context.fireChannelRead(whole);
        }
      }
    } catch (YoreException e) {
      discard();
      context.fireExceptionCaught(e);
    } finally {
      bytes.release();
    }
  }

  private void gather(ByteBuf bytes) {
    int more = Math.min(bytes.readableBytes(), end - size);
    if (size + more > frame.length) {
      long roomy = Math.max(Math.max(FIRST_BYTES, 2L * frame.length), size + more);
      frame = Arrays.copyOf(frame, (int) Math.min(end, roomy));
    }
    bytes.readBytes(frame, size, more);
    size += more;
  }

  private void length() {
    long length = Integer.toUnsignedLong(ByteBuffer.wrap(frame).getInt());
    if (length < MessageCodec.HEAD_BYTES || length > bytesMax) {
      throw YoreException.of(
              ErrorCode.PROTOCOL_VIOLATION, "A frame has another length than it may have")
          .with("found", length)
          .with("least", MessageCodec.HEAD_BYTES)
          .with("most", bytesMax);
    }
    end += (int) length;
  }

  private void next() {
    frame = new byte[MessageCodec.LENGTH_BYTES];
    size = 0;
    end = MessageCodec.LENGTH_BYTES;
  }
}
