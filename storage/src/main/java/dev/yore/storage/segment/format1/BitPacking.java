package dev.yore.storage.segment.format1;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Numbers of a fixed width of bits one after the other, the lowest bit first, filled up to a whole
 * byte. The width is at most 57, so that any number lies within the eight bytes that begin with the
 * byte of its lowest bit: one load, one shift and one mask read it.
 */
final class BitPacking {
  /** Numbers of more bits are written plainly. */
  static final int WIDTH_MAX = 57;

  static final VarHandle LONG_AT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle INT_AT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private BitPacking() {}

  /** The bits that an unsigned number needs; 0 for 0. */
  static int width(long value) {
    return Long.SIZE - Long.numberOfLeadingZeros(value);
  }

  static int bytes(int count, int width) {
    return (int) (((long) count * width + 7) >>> 3);
  }

  /** Packs values minus a base; up to eight bytes past the end are written with zeros. */
  static void pack(long[] values, int count, long base, int width, byte[] out, int start) {
    int at = start;
    long buffer = 0;
    int filled = 0;
    for (int i = 0; i < count; i++) {
      long value = values[i] - base;
      buffer |= value << filled;
      filled += width;
      if (filled >= Long.SIZE) {
        LONG_AT.set(out, at, buffer);
        at += 8;
        filled -= Long.SIZE;
        buffer = filled == 0 ? 0 : value >>> (width - filled);
      }
    }
    LONG_AT.set(out, at, buffer);
  }

  /** Unpacks numbers and adds a base to each. */
  static void unpack(byte[] data, int start, int count, int width, long base, long[] out) {
    long mask = (1L << width) - 1;
    int whole = loadable(data, start, count, width);
    int bit = 0;
    for (int i = 0; i < whole; i++) {
      long word = (long) LONG_AT.get(data, start + (bit >>> 3));
      out[i] = ((word >>> (bit & 7)) & mask) + base;
      bit += width;
    }
    for (int i = whole; i < count; i++) {
      out[i] = slow(data, start, i, width) + base;
    }
  }

  /** Unpacks numbers of at most 32 bits. */
  static void unpack(byte[] data, int start, int count, int width, int[] out) {
    long mask = (1L << width) - 1;
    int whole = loadable(data, start, count, width);
    int bit = 0;
    for (int i = 0; i < whole; i++) {
      long word = (long) LONG_AT.get(data, start + (bit >>> 3));
      out[i] = (int) ((word >>> (bit & 7)) & mask);
      bit += width;
    }
    for (int i = whole; i < count; i++) {
      out[i] = (int) slow(data, start, i, width);
    }
  }

  /** How many of the numbers have eight bytes of the array from their first byte on. */
  private static int loadable(byte[] data, int start, int count, int width) {
    if (width == 0) {
      return start + 8 <= data.length ? count : 0;
    }
    long lastStart = (long) data.length - 8 - start;
    return lastStart < 0 ? 0 : (int) Math.min(count, (lastStart * 8 + 7) / width + 1);
  }

  private static long slow(byte[] data, int start, int index, int width) {
    long bit = (long) index * width;
    int from = start + (int) (bit >>> 3);
    long word = 0;
    for (int i = 0; i < 8 && from + i < data.length; i++) {
      word |= (data[from + i] & 0xFFL) << (8 * i);
    }
    return (word >>> (bit & 7)) & ((1L << width) - 1);
  }
}
