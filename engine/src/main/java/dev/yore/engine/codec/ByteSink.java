package dev.yore.engine.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/** Bytes written one after the other. */
public final class ByteSink {
  private byte[] bytes;
  private int size;

  public ByteSink(int capacity) {
    bytes = new byte[capacity];
  }

  public void u8(int value) {
    room(1);
    bytes[size++] = (byte) value;
  }

  public void u32(int value) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      u8(value >>> shift);
    }
  }

  public void u64(long value) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      u8((int) (value >>> shift));
    }
  }

  /** Two {@link #u64}. */
  public void uuid(UUID value) {
    u64(value.getMostSignificantBits());
    u64(value.getLeastSignificantBits());
  }

  public void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      u8((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    u8((int) rest);
  }

  public void zigzag(long value) {
    varint(value << 1 ^ value >> 63);
  }

  public void block(byte[] source, int from, int to) {
    varint(to - from);
    room(to - from);
    System.arraycopy(source, from, bytes, size, to - from);
    size += to - from;
  }

  public void block(byte[] source) {
    block(source, 0, source.length);
  }

  public void text(String text) {
    block(text.getBytes(StandardCharsets.UTF_8));
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
    }
  }
}
