package dev.yore.engine.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes written one after the other. */
final class ByteSink {
  private byte[] bytes;
  private int size;

  ByteSink(int capacity) {
    bytes = new byte[capacity];
  }

  void u8(int value) {
    room(1);
    bytes[size++] = (byte) value;
  }

  void u64(long value) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      u8((int) (value >>> shift));
    }
  }

  void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      u8((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    u8((int) rest);
  }

  void zigzag(long value) {
    varint(value << 1 ^ value >> 63);
  }

  void block(byte[] source, int from, int to) {
    varint(to - from);
    room(to - from);
    System.arraycopy(source, from, bytes, size, to - from);
    size += to - from;
  }

  void text(String ascii) {
    byte[] encoded = ascii.getBytes(StandardCharsets.UTF_8);
    block(encoded, 0, encoded.length);
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
    }
  }
}
