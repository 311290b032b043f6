package dev.yore.engine.log;

import dev.yore.engine.codec.ByteSink;
import dev.yore.engine.codec.ByteSource;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.frame.Frame;
import dev.yore.storage.frame.FrameKind;
import dev.yore.storage.kv.KeyValueStore;
import dev.yore.storage.kv.Versioned;
import dev.yore.storage.value.Bytes;
import java.nio.BufferUnderflowException;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * What peers show to a transactor to be allowed to write. It is kept where only those can read it
 * who may write the database, so the store's own rights decide who may.
 *
 * <pre>
 * secret  = version bytes      in a frame of kind SECRET
 * version = u8    1
 * bytes   = block 32 random ones
 * </pre>
 */
public final class Secret {
  private static final int VERSION = 1;
  private static final int LENGTH = 32;
  private static final String KEY = "secret";

  private Secret() {}

  /**
   * The secret of a store, or null when nobody has made it yet.
   *
   * @param secrets the store that only writers may read
   */
  public static @Nullable Bytes find(KeyValueStore secrets) {
    Versioned found = secrets.get(KEY);
    return found == null ? null : decode(found.value());
  }

  /** The secret of a store, which is made if it is not there. */
  public static Bytes findOrCreate(KeyValueStore secrets) {
    Bytes found = find(secrets);
    if (found != null) {
      return found;
    }
    byte[] random = new byte[LENGTH];
    new SecureRandom().nextBytes(random);
    ByteSink out = new ByteSink(LENGTH + 8);
    out.u8(VERSION);
    out.block(random, 0, LENGTH);
    if (secrets.putIfAbsent(KEY, Frame.encode(FrameKind.SECRET, out.toByteArray()))) {
      return Bytes.of(random);
    }
    Bytes theirs = find(secrets);
    if (theirs == null) {
      throw YoreException.of(ErrorCode.MISSING_VALUE, "The secret was taken away as it was read");
    }
    return theirs;
  }

  private static Bytes decode(byte[] stored) {
    ByteSource in = new ByteSource(Frame.decode(KEY, FrameKind.SECRET, stored));
    try {
      int version = in.u8();
      if (version > VERSION) {
        throw YoreException.of(
                ErrorCode.FORMAT_TOO_NEW,
                "The secret was made by a newer version of Yore; use that version")
            .with("version", version)
            .with("supported", VERSION);
      }
      return Bytes.of(in.block());
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw YoreException.of(ErrorCode.CORRUPTED, "The secret is damaged").causedBy(e);
    }
  }
}
