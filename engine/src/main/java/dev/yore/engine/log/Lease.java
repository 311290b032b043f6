package dev.yore.engine.log;

import dev.yore.engine.codec.ByteSink;
import dev.yore.engine.codec.ByteSource;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.frame.Frame;
import dev.yore.storage.frame.FrameKind;
import dev.yore.storage.value.Bytes;
import java.nio.BufferUnderflowException;

/**
 * Who writes a database, and where it is asked to.
 *
 * <pre>
 * lease       = version epoch held millis host port fingerprint     in a frame of kind LEASE
 * version     = u8      1
 * epoch       = varint  counts the writers
 * held        = 0 | 1   0 when the writer has gone by itself
 * millis      = varint  the lease is void when it has not been renewed for so long
 * host        = block   UTF-8
 * port        = varint
 * fingerprint = block   SHA-256 of the public key that the writer shows
 * </pre>
 *
 * There is no time of day in it: whoever waits for the lease measures by its own clock for how long
 * the record has not changed.
 */
public record Lease(
    long epoch, boolean held, long millis, String host, int port, Bytes fingerprint) {
  private static final int VERSION = 1;
  private static final int PORT_MAX = 65_535;

  public Lease {
    if (epoch < 1 || millis < 1 || port < 0 || port > PORT_MAX) {
      throw new IllegalArgumentException(
          "a lease of epoch " + epoch + " for " + millis + " ms at port " + port);
    }
  }

  /** The same lease, given back. */
  public Lease released() {
    return new Lease(epoch, false, millis, host, port, fingerprint);
  }

  /** The stored form. */
  public byte[] encode() {
    ByteSink out = new ByteSink(128);
    out.u8(VERSION);
    out.varint(epoch);
    out.u8(held ? 1 : 0);
    out.varint(millis);
    out.text(host);
    out.varint(port);
    byte[] key = fingerprint.toByteArray();
    out.block(key, 0, key.length);
    return Frame.encode(FrameKind.LEASE, out.toByteArray());
  }

  /** Reads the stored form. */
  public static Lease decode(String key, byte[] stored) {
    ByteSource in = new ByteSource(Frame.decode(key, FrameKind.LEASE, stored));
    try {
      int version = in.u8();
      if (version > VERSION) {
        throw YoreException.of(
                ErrorCode.FORMAT_TOO_NEW,
                "The lease was written by a newer version of Yore; use that version")
            .with("key", key)
            .with("version", version)
            .with("supported", VERSION);
      }
      return new Lease(
          in.varint(),
          in.u8() != 0,
          in.varint(),
          in.text(),
          Math.toIntExact(in.varint()),
          Bytes.of(in.block()));
    } catch (BufferUnderflowException | IllegalArgumentException | ArithmeticException e) {
      throw YoreException.of(ErrorCode.CORRUPTED, "The lease of a database is damaged")
          .with("key", key)
          .causedBy(e);
    }
  }
}
