package dev.yore.engine.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Reads what {@link ByteSink} wrote. It runs into the end by a BufferUnderflowException and refuses
 * what cannot be by an IllegalArgumentException; it never makes an array larger than what is left.
 */
public final class ByteSource {
  private final ByteBuffer in;

  public ByteSource(byte[] bytes) {
    in = ByteBuffer.wrap(bytes);
  }

  public int u8() {
    return Byte.toUnsignedInt(in.get());
  }

  public int u32() {
    return in.getInt();
  }

  public long u64() {
    return in.getLong();
  }

  public UUID uuid() {
    return new UUID(u64(), u64());
  }

  public long varint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = in.get();
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number of more than 64 bits");
  }

  public long zigzag() {
    long value = varint();
    return value >>> 1 ^ -(value & 1);
  }

  /** A count of things that each take a byte at least. */
  public int count() {
    long count = varint();
    if (count < 0 || count > in.remaining()) {
      throw new IllegalArgumentException("a count of " + count + " before " + in.remaining());
    }
    return (int) count;
  }

  public byte[] block() {
    byte[] bytes = new byte[count()];
    in.get(bytes);
    return bytes;
  }

  /** Text in UTF-8; bytes that are none are refused. */
  public String text() {
    int length = count();
    ByteBuffer encoded = in.slice(in.position(), length);
    in.position(in.position() + length);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(encoded).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("a text that is not UTF-8", e);
    }
  }

  /** How many bytes are left. */
  public int remaining() {
    return in.remaining();
  }
}
