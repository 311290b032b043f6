package dev.yore.engine.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads what {@link ByteSink} wrote; runs into the end by a BufferUnderflowException. */
public final class ByteSource {
  private final ByteBuffer in;

  public ByteSource(byte[] bytes) {
    in = ByteBuffer.wrap(bytes);
  }

  public int u8() {
    return Byte.toUnsignedInt(in.get());
  }

  public long u64() {
    return in.getLong();
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

  public String text() {
    return new String(block(), StandardCharsets.UTF_8);
  }

  /** Whether all has been read. */
  public boolean isEmpty() {
    return !in.hasRemaining();
  }
}
