package dev.yore.storage.segment.format1;

import java.util.Arrays;

/** Bytes written one after the other into an array that grows. */
final class ByteWriter {
  private byte[] data;
  private int size;

  ByteWriter(int capacity) {
    data = new byte[Math.max(capacity, 16)];
  }

  int size() {
    return size;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(data, size);
  }

  /** How many bytes {@link #unsigned} takes. */
  static int unsignedBytes(long value) {
    return (63 - Long.numberOfLeadingZeros(value | 1)) / 7 + 1;
  }

  /** How many bytes {@link #signed} takes. */
  static int signedBytes(long value) {
    return unsignedBytes(zigZag(value));
  }

  private static long zigZag(long value) {
    return (value << 1) ^ (value >> 63);
  }

  void u8(int value) {
    room(1);
    data[size++] = (byte) value;
  }

  /** Seven bits a byte, the lowest first; every byte but the last has its top bit set. */
  void unsigned(long value) {
    room(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      data[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    data[size++] = (byte) rest;
  }

  /** Zig-zag: 0, -1, 1, -2 … as 0, 1, 2, 3 …, then {@link #unsigned}. */
  void signed(long value) {
    unsigned(zigZag(value));
  }

  void fixed64(long value) {
    room(8);
    BitPacking.LONG_AT.set(data, size, value);
    size += 8;
  }

  void fixed32(int value) {
    room(4);
    BitPacking.INT_AT.set(data, size, value);
    size += 4;
  }

  void bytes(byte[] source, int from, int to) {
    room(to - from);
    System.arraycopy(source, from, data, size, to - from);
    size += to - from;
  }

  /** The lowest {@code width} bits of each of the first {@code count} values minus a base. */
  void packed(long[] values, int count, long base, int width) {
    int bytes = BitPacking.bytes(count, width);
    room(bytes + 8);
    BitPacking.pack(values, count, base, width, data, size);
    size += bytes;
  }

  private void room(int more) {
    int needed = Math.addExact(size, more);
    if (needed > data.length) {
      data = Arrays.copyOf(data, Math.max(needed, data.length * 2));
    }
  }
}
