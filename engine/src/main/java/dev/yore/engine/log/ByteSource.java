package dev.yore.engine.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads what {@link ByteSink} wrote; runs into the end by a BufferUnderflowException. */
final class ByteSource {
  private final ByteBuffer in;

  ByteSource(byte[] bytes) {
    in = ByteBuffer.wrap(bytes);
  }

  int u8() {
    return Byte.toUnsignedInt(in.get());
  }

  long u64() {
    return in.getLong();
  }

  long varint() {
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

  long zigzag() {
    long value = varint();
    return value >>> 1 ^ -(value & 1);
  }

  /** A count of things that each take a byte at least. */
  int count() {
    long count = varint();
    if (count < 0 || count > in.remaining()) {
      throw new IllegalArgumentException("a count of " + count + " before " + in.remaining());
    }
    return (int) count;
  }

  byte[] block() {
    byte[] bytes = new byte[count()];
    in.get(bytes);
    return bytes;
  }

  String text() {
    return new String(block(), StandardCharsets.UTF_8);
  }
}
