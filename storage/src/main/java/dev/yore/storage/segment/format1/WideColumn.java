package dev.yore.storage.segment.format1;

import dev.yore.storage.column.Int128Vector;

/**
 * Columns of 128-bit numbers.
 *
 * <pre>
 * wide(n) = 0x00 integers(n)                 numbers that fit in 64 bits, sign-extended
 *         | 0x01 integers(n) integers(n)     upper halves, lower halves
 * </pre>
 */
final class WideColumn {
  private static final int NARROW = 0;
  private static final int HALVES = 1;

  private WideColumn() {}

  static void write(Int128Vector vector, ByteWriter out) {
    int count = vector.size();
    long[] high = vector.high();
    long[] low = vector.low();
    boolean narrow = true;
    for (int i = 0; i < count; i++) {
      narrow &= high[i] == low[i] >> 63;
    }
    out.u8(narrow ? NARROW : HALVES);
    if (!narrow) {
      IntegerEncoder.choose(high, count).write(out);
    }
    IntegerEncoder.choose(low, count).write(out);
  }

  static Int128Vector read(ByteReader in, int count) {
    int tag = in.u8();
    in.check(tag <= HALVES, "a column of wide numbers has a known encoding");
    long[] high = tag == HALVES ? IntegerDecoder.longs(in, count) : new long[count];
    long[] low = IntegerDecoder.longs(in, count);
    if (tag == NARROW) {
      for (int i = 0; i < count; i++) {
        high[i] = low[i] >> 63;
      }
    }
    return new Int128Vector(high, low, count, null);
  }
}
