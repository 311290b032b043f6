package dev.yore.storage.segment.format1;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;

/** A place in the bytes of a segment that moves forward and never past their end. */
final class ByteReader {
  private final String key;
  private final byte[] data;
  private final int end;
  private int position;

  ByteReader(String key, byte[] data, int from, int to) {
    this.key = key;
    this.data = data;
    this.position = from;
    this.end = to;
  }

  byte[] data() {
    return data;
  }

  int remaining() {
    return end - position;
  }

  int u8() {
    return data[take(1)] & 0xFF;
  }

  /** Moves over {@code count} bytes and tells where they begin. */
  int take(long count) {
    check(count >= 0 && count <= end - position, "the bytes reach far enough");
    int start = position;
    position += (int) count;
    return start;
  }

  long unsigned() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = u8();
      value |= (next & 0x7FL) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw corrupted("a number has at most ten bytes");
  }

  long signed() {
    long value = unsigned();
    return (value >>> 1) ^ -(value & 1);
  }

  /** A number from 0 to a limit. */
  int count(int limit, String check) {
    long value = unsigned();
    check(value >= 0 && value <= limit, check);
    return (int) value;
  }

  long fixed64() {
    return (long) BitPacking.LONG_AT.get(data, take(8));
  }

  void check(boolean holds, String check) {
    if (!holds) {
      throw corrupted(check);
    }
  }

  YoreException corrupted(String check) {
    return YoreException.of(ErrorCode.CORRUPTED, SegmentFormat1.DAMAGED)
        .with("key", key)
        .with("check", check)
        .with("byte", position);
  }
}
