package dev.yore.storage.segment;

import dev.yore.storage.datom.Run;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.segment.format1.SegmentFormat1;
import java.nio.ByteBuffer;

/**
 * Runs of datoms to bytes and back. The first byte of a segment tells its format, so that segments
 * of every release are read for ever; what is written is the newest. Checksum and compression are
 * the frame's business, not the segment's.
 */
public final class SegmentCodec {
  private SegmentCodec() {}

  /** The bytes of a run of any flavour, at most {@link SegmentFormat1#ROWS_MAX} datoms. */
  public static byte[] encode(Run run) {
    return SegmentFormat1.encode(run);
  }

  /**
   * The run that these bytes hold.
   *
   * @param key where the bytes were found, for error messages
   * @throws YoreException {@link ErrorCode#CORRUPTED} when the bytes are not a segment
   */
  public static Run decode(String key, byte[] body) {
    return decode(key, body, 0, body.length);
  }

  /** The run that the bytes from {@code from} up to but not including {@code to} hold. */
  public static Run decode(String key, byte[] body, int from, int to) {
    if (from == to) {
      throw YoreException.of(ErrorCode.CORRUPTED, SegmentFormat1.DAMAGED)
          .with("key", key)
          .with("check", "has bytes");
    }
    int version = SegmentFormat1.version(body[from]);
    if (version > SegmentFormat1.VERSION) {
      throw YoreException.of(
              ErrorCode.FORMAT_TOO_NEW,
              "A segment was written by a newer version of Yore; read it with that version")
          .with("key", key)
          .with("version", version)
          .with("newest known", SegmentFormat1.VERSION);
    }
    return SegmentFormat1.decode(key, body, from, to);
  }

  /** The run that the remaining bytes of a buffer hold; the buffer's position stays. */
  public static Run decode(String key, ByteBuffer body) {
    if (body.hasArray()) {
      int from = body.arrayOffset() + body.position();
      return decode(key, body.array(), from, from + body.remaining());
    }
    byte[] copy = new byte[body.remaining()];
    body.get(body.position(), copy);
    return decode(key, copy);
  }
}
