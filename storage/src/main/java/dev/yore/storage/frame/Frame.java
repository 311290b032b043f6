package dev.yore.storage.frame;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.kv.KeyValueStore;
import dev.yore.storage.kv.Versioned;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;
import org.jspecify.annotations.Nullable;

/**
 * The envelope of a stored value, version 1. All numbers are little-endian and unsigned.
 *
 * <pre>
 * frame    = magic version kind flags decoded stored body checksum
 * magic    = "YORE"         4 bytes 59 4F 52 45
 * version  = u16            1
 * kind     = u8             {@link FrameKind#code}
 * flags    = u8             0: body as it is, 1: body is one LZ4 block
 * decoded  = u32            bytes of the body when decoded, at most {@link #BODY_BYTES_MAX}
 * stored   = u32            bytes of the body as stored; equal to decoded if flags is 0
 * body     = stored bytes
 * checksum = u64            XXH64, seed 0, of everything before it
 * </pre>
 *
 * <p>A body is compressed when that makes it smaller. A frame has no other bytes before or behind
 * it. This class is never edited once released; another version is another class.
 */
public final class Frame {

  /** The version written, and the newest that can be read. */
  public static final int VERSION = 1;

  /** Bytes before the body. */
  public static final int HEADER_BYTES = 16;

  /** Bytes around the body. */
  public static final int OVERHEAD_BYTES = HEADER_BYTES + Long.BYTES;

  /** A frame must fit into a value of the store even when its body cannot be compressed. */
  public static final int BODY_BYTES_MAX = KeyValueStore.VALUE_BYTES_MAX - OVERHEAD_BYTES;

  /** "YORE" read as a little-endian int. */
  static final int MAGIC = 0x45524F59;

  static final int FLAGS_PLAIN = 0;
  static final int FLAGS_LZ4 = 1;

  // The pure Java variants without sun.misc.Unsafe: native code would not survive the relocation
  // into the driver's jar, and recent JDKs warn about both on standard error.
  private static final LZ4Compressor COMPRESSOR = LZ4Factory.safeInstance().fastCompressor();
  private static final LZ4SafeDecompressor DECOMPRESSOR =
      LZ4Factory.safeInstance().safeDecompressor();

  private Frame() {}

  /** Wraps a body. */
  public static byte[] encode(FrameKind kind, byte[] body) {
    if (body.length > BODY_BYTES_MAX) {
      throw YoreException.of(ErrorCode.LIMIT_EXCEEDED, "The body of a frame is too large")
          .with("kind", kind)
          .with("bytes", body.length)
          .with("allowed", BODY_BYTES_MAX);
    }
    byte[] packed = COMPRESSOR.compress(body);
    return packed.length < body.length
        ? assemble(kind, FLAGS_LZ4, body.length, packed)
        : assemble(kind, FLAGS_PLAIN, body.length, body);
  }

  private static byte[] assemble(FrameKind kind, int flags, int decoded, byte[] stored) {
    byte[] frame = new byte[OVERHEAD_BYTES + stored.length];
    ByteBuffer out = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(MAGIC).putShort((short) VERSION).put((byte) kind.code()).put((byte) flags);
    out.putInt(decoded).putInt(stored.length).put(stored);
    out.putLong(Checksum.of(frame, 0, HEADER_BYTES + stored.length));
    return frame;
  }

  /** Reads the value of a key that must exist, and unwraps it. */
  public static byte[] read(KeyValueStore store, FrameKind expected, String key) {
    return decode(key, expected, store.get(key));
  }

  /** Unwraps what a store gave for a key that must exist. */
  public static byte[] decode(String key, FrameKind expected, @Nullable Versioned found) {
    if (found == null) {
      throw YoreException.of(ErrorCode.MISSING_VALUE, "A stored value that must exist is missing")
          .with("key", key)
          .with("kind", expected);
    }
    return decode(key, expected, found.value());
  }

  /**
   * Unwraps a body.
   *
   * @param key where the bytes come from, for errors
   * @throws YoreException {@code CORRUPTED} with the check that failed, or {@code FORMAT_TOO_NEW}
   */
  public static byte[] decode(String key, FrameKind expected, byte[] frame) {
    if (frame.length < OVERHEAD_BYTES) {
      throw damaged(key, "length", "at least " + OVERHEAD_BYTES + " bytes", frame.length);
    }
    ByteBuffer in = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
    checkMagic(key, in.getInt());
    int version = Short.toUnsignedInt(in.getShort());
    checkChecksum(key, frame);
    if (version != VERSION) {
      throw wrongVersion(key, version);
    }
    checkKind(key, expected, Byte.toUnsignedInt(in.get()));
    int flags = Byte.toUnsignedInt(in.get());
    int decoded = in.getInt();
    int stored = in.getInt();
    if (stored != frame.length - OVERHEAD_BYTES) {
      throw damaged(key, "stored length", frame.length - OVERHEAD_BYTES, stored);
    }
    byte[] body = new byte[checkedLength(key, decoded)];
    switch (flags) {
      case FLAGS_PLAIN -> copy(key, frame, body);
      case FLAGS_LZ4 -> decompress(key, frame, body);
      default -> throw damaged(key, "flags", "0 or 1", flags);
    }
    return body;
  }

  private static void checkMagic(String key, int magic) {
    if (magic != MAGIC) {
      throw damaged(key, "magic", Integer.toHexString(MAGIC), Integer.toHexString(magic));
    }
  }

  /**
   * Runs before the version is looked at, so that a flipped bit in it is damage, not the future.
   */
  private static void checkChecksum(String key, byte[] frame) {
    int covered = frame.length - Long.BYTES;
    long written =
        ByteBuffer.wrap(frame, covered, Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).getLong();
    long found = Checksum.of(frame, 0, covered);
    if (written != found) {
      throw damaged(key, "checksum", Long.toHexString(written), Long.toHexString(found));
    }
  }

  private static void checkKind(String key, FrameKind expected, int kind) {
    if (kind != expected.code()) {
      throw damaged(key, "kind", expected, FrameKind.nameOf(kind));
    }
  }

  private static int checkedLength(String key, int decoded) {
    if (decoded < 0 || decoded > BODY_BYTES_MAX) {
      throw damaged(
          key, "decoded length", "at most " + BODY_BYTES_MAX, Integer.toUnsignedString(decoded));
    }
    return decoded;
  }

  private static void copy(String key, byte[] frame, byte[] body) {
    if (body.length != frame.length - OVERHEAD_BYTES) {
      throw damaged(key, "decoded length", frame.length - OVERHEAD_BYTES, body.length);
    }
    System.arraycopy(frame, HEADER_BYTES, body, 0, body.length);
  }

  private static void decompress(String key, byte[] frame, byte[] body) {
    int stored = frame.length - OVERHEAD_BYTES;
    try {
      int length = DECOMPRESSOR.decompress(frame, HEADER_BYTES, stored, body, 0, body.length);
      if (length != body.length) {
        throw damaged(key, "decoded length", body.length, length);
      }
    } catch (LZ4Exception e) {
      throw damaged(key, "LZ4 block", body.length + " bytes", "a broken block").causedBy(e);
    }
  }

  private static YoreException wrongVersion(String key, int version) {
    if (version == 0) {
      return damaged(key, "version", "1 to " + VERSION, version);
    }
    return YoreException.of(
            ErrorCode.FORMAT_TOO_NEW,
            "A stored value was written by a newer version of Yore; open it with that version")
        .with("key", key)
        .with("version", version)
        .with("supported", VERSION);
  }

  private static YoreException damaged(String key, String check, Object expected, Object found) {
    return YoreException.of(ErrorCode.CORRUPTED, "A stored value is damaged")
        .with("key", key)
        .with("check", check)
        .with("expected", expected)
        .with("found", found);
  }
}
