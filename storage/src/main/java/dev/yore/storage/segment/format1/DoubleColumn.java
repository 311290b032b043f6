package dev.yore.storage.segment.format1;

import dev.yore.storage.column.DoubleVector;

/**
 * Columns of doubles.
 *
 * <pre>
 * doubles(n) = 0x00 integers(n)              the IEEE 754 bits
 *            | 0x01 fixed32{n}               the bits of floats that are equal to the doubles
 *            | 0x02 digits:u8 integers(n)    decimal: integers divided by 10 to the digits, 0 to 4
 * </pre>
 *
 * Every bit comes back, NaNs and negative zeros too. A decimal is chosen only where dividing gives
 * exactly the bits of each value.
 */
final class DoubleColumn {
  private static final int BITS = 0;
  private static final int FLOATS = 1;
  private static final int DECIMAL = 2;
  private static final double[] POWERS = {1, 10, 100, 1_000, 10_000};

  private DoubleColumn() {}

  static void write(DoubleVector vector, ByteWriter out) {
    int count = vector.size();
    double[] values = vector.values();
    long[] bits = new long[count];
    boolean floats = true;
    for (int i = 0; i < count; i++) {
      bits[i] = Double.doubleToRawLongBits(values[i]);
      floats &= Double.doubleToRawLongBits((float) values[i]) == bits[i];
    }
    IntegerEncoding plain = IntegerEncoder.choose(bits, count);
    int best = plain.bytes();
    int digits = decimalDigits(values, count);
    IntegerEncoding decimal =
        digits < 0 ? null : IntegerEncoder.choose(scaled(values, count, digits), count);
    if (decimal != null && 1 + decimal.bytes() < best) {
      best = 1 + decimal.bytes();
    } else {
      decimal = null;
    }
    if (floats && 4 * count < best) {
      writeFloats(values, count, out);
    } else if (decimal != null) {
      out.u8(DECIMAL);
      out.u8(digits);
      decimal.write(out);
    } else {
      out.u8(BITS);
      plain.write(out);
    }
  }

  static DoubleVector read(ByteReader in, int count) {
    double[] values =
        switch (in.u8()) {
          case BITS -> readBits(in, count);
          case FLOATS -> readFloats(in, count);
          case DECIMAL -> readDecimal(in, count);
          default -> throw in.corrupted("a column of doubles has a known encoding");
        };
    return new DoubleVector(values, count, null);
  }

  private static void writeFloats(double[] values, int count, ByteWriter out) {
    out.u8(FLOATS);
    for (int i = 0; i < count; i++) {
      out.fixed32(Float.floatToRawIntBits((float) values[i]));
    }
  }

  /** The fewest digits after the point that all values have, or -1. */
  private static int decimalDigits(double[] values, int count) {
    int digits = 0;
    for (int i = 0; i < count; i++) {
      while (!exact(values[i], POWERS[digits])) {
        if (++digits == POWERS.length) {
          return -1;
        }
      }
    }
    for (int i = 0; i < count; i++) {
      if (!exact(values[i], POWERS[digits])) {
        return -1;
      }
    }
    return digits;
  }

  private static boolean exact(double value, double power) {
    double restored = Math.rint(value * power) / power;
    return Double.doubleToRawLongBits(restored) == Double.doubleToRawLongBits(value)
        && Double.doubleToRawLongBits(restored + 0.0) == Double.doubleToRawLongBits(restored)
        && Math.abs(value * power) < 0x1p53;
  }

  private static long[] scaled(double[] values, int count, int digits) {
    long[] scaled = new long[count];
    for (int i = 0; i < count; i++) {
      scaled[i] = (long) Math.rint(values[i] * POWERS[digits]);
    }
    return scaled;
  }

  private static double[] readBits(ByteReader in, int count) {
    long[] bits = IntegerDecoder.longs(in, count);
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = Double.longBitsToDouble(bits[i]);
    }
    return values;
  }

  private static double[] readFloats(ByteReader in, int count) {
    int start = in.take(4L * count);
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = Float.intBitsToFloat((int) BitPacking.INT_AT.get(in.data(), start + 4 * i));
    }
    return values;
  }

  private static double[] readDecimal(ByteReader in, int count) {
    int digits = in.u8();
    in.check(digits < POWERS.length, "a decimal has few digits");
    double power = POWERS[digits];
    long[] scaled = IntegerDecoder.longs(in, count);
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = scaled[i] / power;
    }
    return values;
  }
}
